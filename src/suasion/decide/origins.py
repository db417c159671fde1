"""How much of a result's variance comes from what was estimated, published, assumed, and from chance."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from math import factorial

import numpy as np

from suasion.domain.findings.sensitivity import Origins
from suasion.executor import HERE, Executor, in_order
from suasion.progress import Counter, Progress
from suasion.simulation.backends.engine import Engine
from suasion.simulation.play import play
from suasion.simulation.setup import Game

GROUPS = ("estimated", "published", "assumed", "chance")


def origins(
    game: Game,
    pair: tuple[str, str],
    worlds: int,
    *,
    engine: Engine,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> Origins:
    """Shapley shares of the variance of the difference in ``rights`` between two strategies.

    The worth of a set of groups is the covariance of the difference between two samples that share
    just these groups (pick-freeze; Owen 2014), so the four shares add up to 1 whatever interacts.

    Args:
        game: The case made ready.
        pair: Ids of the two strategies.
        worlds: Worlds per sample.
        engine: What plays.
        executor: What runs the samples.
        progress: Receives how many samples are done, as the step ``origins of the spread``.

    Returns:
        Shares; single ones can be slightly negative by Monte-Carlo error, and are missing where the two strategies
        never differ.
    """
    a, b = (game.strategies.index(name) for name in pair)

    def difference(shared: frozenset[str]) -> np.ndarray:
        mixed = {name: one.origin not in shared for name, one in game.numbers.items()}
        mixed |= {
            f"after.{name}": "chance" not in shared for name in ("r_P", "r_C", "r_G", "A", "I", "T", "B", "K")
        }
        mixed["luck"] = "chance" not in shared
        rights = play(game, worlds, engine=engine, mixed=mixed, only=("rights",)).outcomes["rights"]
        return np.asarray(rights[a].astype(np.float64) - rights[b].astype(np.float64))

    some = [frozenset(one) for size in range(1, len(GROUPS)) for one in combinations(GROUPS, size)]
    samples = [frozenset(GROUPS), *some]
    differences: list[np.ndarray] = []
    counter = Counter(progress, "origins of the spread", len(samples))

    def done(sample: np.ndarray) -> None:
        differences.append(sample - np.nanmean(sample))
        counter.add()

    in_order((partial(difference, shared) for shared in samples), executor, done)
    whole = differences[0]
    worth = {frozenset[str](): 0.0}
    worth |= {one: float(np.nanmean(whole * other)) for one, other in zip(samples, differences, strict=True)}
    total = worth[frozenset(GROUPS)]
    if total <= 0:
        return Origins(estimated=None, published=None, assumed=None, chance=None)
    return Origins(**{group: shapley(group, worth) / total for group in GROUPS})


def shapley(member: str, worth: dict[frozenset[str], float]) -> float:
    """The Shapley value of one member of the game ``worth``."""
    players = max(worth, key=len)
    n = len(players)
    value = 0.0
    for others, before in worth.items():
        if member not in others:
            weight = factorial(len(others)) * factorial(n - len(others) - 1) / factorial(n)
            value += weight * (worth[others | {member}] - before)
    return value
