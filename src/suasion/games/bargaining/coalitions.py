"""Who can decide and who can block: a quota of power and vetoes, blocking coalitions, the core of one issue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from suasion.games.bargaining.pie import finite
from suasion.games.depth import checked

MOST = 12  # parties whose coalitions are tried one by one
ROUNDING = 1e-12


class Rule(NamedTuple):
    """How the parties decide.

    Attributes:
        power: Share of power of each party; they sum to 1.
        quota: Least share that a coalition needs; 1 is unanimity of all that have power.
        veto: Indices of parties without which nothing is decided.
    """

    power: tuple[float, ...]
    quota: float = 1.0
    veto: tuple[int, ...] = ()

    def wins(self, members: ArrayLike) -> np.ndarray:
        """Whether coalitions decide, from their members as booleans, [..., party] to [...]."""
        inside = np.asarray(members, bool)
        enough = inside @ np.asarray(self.power) >= self.quota - ROUNDING
        return np.asarray(enough & inside[..., list(self.veto)].all(-1))


def rule(capabilities: ArrayLike, *, quota: float = 1.0, veto: Sequence[int] = ()) -> Rule:
    """A rule from capabilities.

    Args:
        capabilities: Not negative, [party].
        quota: Share of all capability that decides, above a half, at most 1.
        veto: Indices of parties that must agree.

    Raises:
        ValueError: Fewer than two parties or more than 12, capabilities that sum to zero, a quota that two
            coalitions could reach at once, or a veto of nobody.
    """
    power = np.atleast_1d(np.asarray(checked("capabilities", capabilities), float))
    if not 2 <= len(power) <= MOST:
        raise ValueError(
            f"{len(power)} parties: with one there is nobody to agree with, and at most {MOST} are tried."
        )
    if power.sum() == 0:
        raise ValueError("the capabilities sum to zero, so nobody decides: give at least one above 0.")
    if not 0.5 < quota <= 1:
        raise ValueError(
            f"quota is {quota:g}: make it above .5, so that two sides cannot both decide, and at most 1."
        )
    if not set(veto) <= set(range(len(power))):
        raise ValueError(f"veto names {sorted(veto)}, but there are parties 0 to {len(power) - 1} only.")
    return Rule(tuple(power / power.sum()), float(quota), tuple(sorted(set(veto))))


def coalitions(parties: int) -> np.ndarray:
    """Every coalition but the empty one, [coalition, party], small ones first."""
    rows = [
        [i in group for i in range(parties)]
        for size in range(1, parties + 1)
        for group in combinations(range(parties), size)
    ]
    return np.array(rows, bool)


def least(rows: np.ndarray) -> list[tuple[int, ...]]:
    """The coalitions among these that contain no other of them; small ones come first."""
    minimal: list[np.ndarray] = []
    for row in rows:
        if not any((other <= row).all() for other in minimal):
            minimal.append(row)
    return [tuple(int(i) for i in np.flatnonzero(row)) for row in minimal]


def blocking(how: Rule) -> list[tuple[int, ...]]:
    """The smallest coalitions that can stop anything: without them the others do not decide."""
    every = coalitions(len(how.power))
    return least(every[~how.wins(~every)])


def blocked(how: Rule, gains: ArrayLike) -> np.ndarray:
    """Whether those who would lose against the status quo can stop an outcome.

    Args:
        how: How the parties decide.
        gains: What each party gains against the status quo, [..., party].

    Returns:
        [...]: a party that neither gains nor loses goes along.
    """
    return np.asarray(~how.wins(np.asarray(gains) >= -ROUNDING))


class Core(NamedTuple):
    """Positions on one issue that no deciding coalition would leave for another: ``low`` to ``high``."""

    low: float
    high: float

    def holds(self, position: float) -> bool:
        """Whether a position lies in it."""
        return self.low - ROUNDING <= position <= self.high + ROUNDING


def core(how: Rule, positions: ArrayLike) -> Core:
    """Positions that no deciding coalition would leave, whatever the parties' losses, as long as each has one peak.

    A coalition leaves a position that lies outside the span of its own ones. So the core is what lies in the
    span of every deciding coalition; with a quota above a half it is not empty.

    Args:
        how: How the parties decide.
        positions: [party].

    Raises:
        ValueError: Positions that do not fit the parties.

    Source: banks_duggan2006 on the core of a voting rule in one dimension.
    """
    at = finite("positions", positions)
    if at.shape != (len(how.power),):
        raise ValueError(f"{at.size} positions for {len(how.power)} parties: give one for each.")
    deciding = [list(group) for group in least(coalitions(len(at))[how.wins(coalitions(len(at)))])]
    return Core(max(float(at[g].min()) for g in deciding), min(float(at[g].max()) for g in deciding))
