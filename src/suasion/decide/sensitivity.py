"""What the difference between the two leaders hangs on: uncertain numbers, and whether breaches are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from suasion.decide.lead import lead
from suasion.decide.summary import win_shares
from suasion.domain.findings.sensitivity import Inability, MovingNumber, PartOfWorlds, Sensitivity
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game

MOVERS = 12  # numbers that are named


def sensitivity(
    game: Game, main: Sequence[str], played: PlayResult, draws: Mapping[str, np.ndarray]
) -> Sensitivity:
    """The leading pair, who wins at low and high inability, and which numbers move its difference.

    Args:
        game: What was played.
        main: Strategies of the contest.
        played: Its outcomes.
        draws: The numbers drawn for the first worlds, [world] each.
    """
    rights = np.stack([played.outcomes["rights"][game.strategies.index(name)] for name in main]).astype(float)
    order = np.argsort(-np.nanmean(rights, axis=1), kind="stable")
    if len(main) < 2:
        return Sensitivity(pair=(), inability=Inability(), numbers=())
    first, second = (int(i) for i in order[:2])
    rights = rights[:, : next(iter(draws.values())).size]
    sound = ~played.failed[: rights.shape[1]]
    inability = draws["inability.upsilon"][sound]
    return Sensitivity(
        pair=(main[first], main[second]),
        inability=Inability(
            low=_part(main, rights[:, sound][:, inability < 1 / 3]),
            high=_part(main, rights[:, sound][:, inability > 2 / 3]),
        ),
        numbers=_movers(
            game, (rights[first] - rights[second])[sound], {name: draws[name][sound] for name in game.numbers}
        ),
    )


def _part(main: Sequence[str], rights: np.ndarray) -> PartOfWorlds | None:
    """Who leads in a part of the worlds, [strategy, world]; nothing where it is empty."""
    if not rights.shape[1]:
        return None
    shares = dict(zip(main, map(float, win_shares(rights, 1.0)), strict=True))
    return PartOfWorlds(win_share=shares, **dict(lead(shares, rights.shape[1])))


def _movers(game: Game, difference: np.ndarray, draws: Mapping[str, np.ndarray]) -> tuple[MovingNumber, ...]:
    """The numbers whose ranks go most with those of the difference, [world]."""
    if difference.std() == 0:
        return ()
    correlations = rank_correlations(
        {name: value for name, value in draws.items() if value.std() > 0}, difference
    )
    most = sorted(correlations, key=lambda name: -abs(correlations[name]))[:MOVERS]
    return tuple(
        MovingNumber(
            id=name,
            meaning=one.meaning,
            origin=one.origin,
            rank_correlation=correlations[name],
            q05=float(one.prior.ppf(0.05)),
            q95=float(one.prior.ppf(0.95)),
        )
        for name, one in ((name, game.numbers[name]) for name in most)
    )


def rank_correlations(numbers: Mapping[str, np.ndarray], other: np.ndarray) -> dict[str, float]:
    """Spearman's correlation of each number with another; worlds that tie share the mean of their ranks.

    Args:
        numbers: Values by name, [world] each.
        other: What they are compared with, [world].
    """
    to = mean_ranks(other)
    return {name: float(np.corrcoef(mean_ranks(values), to)[0, 1]) for name, values in numbers.items()}


def mean_ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0, [world]; what ties shares the mean of its ranks.

    As ``scipy.stats.rankdata``, less one. SciPy's statistics take longer to import than a comparison takes to play.

    Args:
        values: Any finite numbers, [world].
    """
    order = np.argsort(values)
    ordered = values[order]
    first = np.flatnonzero(
        np.concatenate(([True], ordered[1:] != ordered[:-1]))
    )  # of those that tie, each time
    size = np.diff(first, append=values.size)
    ranks = np.empty(values.size)
    ranks[order] = np.repeat(first + (size - 1) / 2, size)
    return ranks
