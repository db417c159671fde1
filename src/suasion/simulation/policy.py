"""Strategies as arrays: schedules, rules, what follows a collapse, and what can be seen coming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from suasion.mechanisms import foreclosure
from suasion.mechanisms.types import Array
from suasion.mechanisms.year.scope import arguments

NEVER = 9999.0  # a year that does not come


class Rules(NamedTuple):
    """State-contingent rules. A strategy with fewer rules than the widest is padded with rules that never fire."""

    sign: Float[Array, "strategy rule"]  # +1 fires above the level, -1 below it
    level: Float[Array, "strategy rule"]
    for_years: Float[Array, "strategy rule"]
    earliest: Float[Array, "strategy rule"]
    latest: Float[Array, "strategy rule"]
    until: Float[Array, "strategy rule"]
    scale: Float[Array, "strategy rule instrument"]
    put: Float[Array, "strategy rule instrument"]
    reads: Float[Array, "strategy rule state"]  # one where the rule reads that state


class PolicyArrays(NamedTuple):
    """What a set of strategies announces; years count from 0 and run 5 past the horizon."""

    schedule: Float[Array, "year strategy instrument"]
    baseline: Float[Array, " instrument"]
    after: Float[Array, "strategy instrument"]  # once the regime has broken down
    ahead: Float[Array, "year strategy"]  # discounted pressure to come, above the baseline's
    rules: Rules


class Lever(NamedTuple):
    """What the engine knows of an instrument: its letter, who can stop it, and whether it can threaten."""

    letter: str
    kind: str
    threat: bool


class Shape(NamedTuple):
    """What the compiled rollout depends on; everything else is data."""

    strategies: int
    years: int
    tail: int
    shocks: int
    twin: bool
    paths: bool
    light: bool  # rights and harm alone are observed
    rule_states: tuple[tuple[int, ...], ...]  # per rule slot, the states that any strategy's rule reads
    treaties: tuple[str, ...]  # ratified ones, whose compliance is reckoned beside the twin
    levers: tuple[Lever, ...]  # the instruments, in the order of all arrays


def anticipated(
    pressure: Float[np.ndarray, "year strategy"], baseline: float
) -> Float[np.ndarray, "year strategy"]:
    """Discounted pressure to come within five years, above the baseline's.

    Args:
        pressure: What ``mechanisms.foreclosure.pressure`` makes of the schedule, [year, strategy].
        baseline: The same under the baseline.

    Returns:
        ``max(0, max over t'=t..t+5 of .9**(t'-t) * pressure[t'] - baseline)``, [year, strategy].
    """
    years = len(pressure)
    seen = [
        np.max([0.9**lag * pressure[t + lag] for lag in range(6) if t + lag < years], axis=0)
        for t in range(years)
    ]
    return np.maximum(0.0, np.stack(seen) - baseline)


def pressure(
    levels: Float[np.ndarray, "*any instrument"], levers: Sequence[Lever]
) -> Float[np.ndarray, "*any"]:
    """The pressure that levels announce, over the last axis of instruments."""
    by_letter = {lever.letter: levels[..., i] for i, lever in enumerate(levers)}
    read = {name: by_letter[name] for name in arguments(foreclosure.pressure)}
    return np.asarray(foreclosure.pressure(**read))
