"""Bargaining on one issue against a status quo that stays until something else is agreed.

The game of Banks and Duggan (2006) in one dimension, with losses that grow with the square of the distance.
Each period one party is drawn to propose; if a deciding coalition accepts, the proposal stands for ever, else
the status quo holds for the period and the game goes on. An equilibrium is stationary and without delay:
everybody accepts what is at least as good as waiting, and proposes the best of what is accepted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from suasion.games.bargaining.coalitions import Rule, core
from suasion.games.bargaining.pie import finite
from suasion.games.depth import checked

STARTS = 12  # along each axis of the square from which equilibria are sought
ROUNDS = 4000
TURNING = 1000
EXACT = 1e-10


class Equilibrium(NamedTuple):
    """A stationary equilibrium without delay.

    Attributes:
        proposals: What each party proposes, [party].
        mean: What comes out on average.
        accepted: The least and the greatest position that passes.
        residual: How far the two moments of the proposals lie from those that they answer to.
    """

    proposals: np.ndarray
    mean: float
    accepted: tuple[float, float]
    residual: float


def equilibria(
    how: Rule,
    positions: ArrayLike,
    status_quo: float,
    patience: ArrayLike,
    *,
    proposes: ArrayLike | None = None,
) -> tuple[Equilibrium, ...]:
    """Stationary equilibria without delay that are found from a grid of starts, each with its residual.

    What a party expects of waiting hangs on the proposals through their mean and mean square alone. From
    every start on a grid of these two, replies are followed until they stand still. All that are found are
    returned. Where the status quo lies in the core it is the only outcome, a theorem of banks_duggan2006, and
    nothing is searched; the tests search there too, with unlike patience, and find no other.

    Args:
        how: How the parties decide.
        positions: [party].
        status_quo: What holds without agreement.
        patience: Discount factor in [0, 1), one number or [party].
        proposes: Chance of each to be drawn, [party]; its share of power if not given.

    Returns:
        The equilibria, by their mean; empty where no start comes to rest.

    Raises:
        ValueError: Numbers outside their range, or lists that do not fit.

    Source: banks_duggan2006.
    """
    at, quo = finite("positions", positions), float(finite("status_quo", status_quo))
    n = len(how.power)
    if at.shape != (n,):
        raise ValueError(f"{at.size} positions for {n} parties: give one for each.")
    delta = np.broadcast_to(np.asarray(checked("patience", patience, 1.0, below=True), float), n)
    proposing = np.asarray(how.power if proposes is None else checked("proposes", proposes), float)
    if proposing.shape != (n,) or proposing.sum() <= 0:
        raise ValueError("proposes needs one number per party, not all 0.")
    proposing = proposing / proposing.sum()
    if core(how, at).holds(quo):
        return (Equilibrium(np.full(n, quo), quo, (quo, quo), 0.0),)
    low, high = min(at.min(), quo), max(at.max(), quo)
    where, scale = (at - low) / (high - low), high - low
    rests = _settle(how, where, (quo - low) / scale, delta, proposing)
    return tuple(
        Equilibrium(
            low + scale * proposals,
            low + scale * float(proposing @ proposals),
            (low + scale * accepted[0], low + scale * accepted[1]),
            residual,
        )
        for proposals, accepted, residual in rests
    )


def _settle(
    how: Rule, at: np.ndarray, quo: float, delta: np.ndarray, proposing: np.ndarray
) -> list[tuple[np.ndarray, tuple[float, float], float]]:
    """Proposals, what passes and residual of every distinct point of rest, on the unit interval."""
    means, shares = np.meshgrid(np.linspace(0, 1, STARTS), np.linspace(0, 1, STARTS))
    moments = np.stack([means, means**2 + shares * (means - means**2)], -1).reshape(-1, 2)
    moments = np.concatenate([moments, [[quo, quo**2]]])
    for round_ in range(ROUNDS):
        answers, _, _ = _reply(how, at, quo, delta, proposing, moments)
        lives = np.isfinite(answers).all(-1)
        answers, moments = answers[lives], moments[lives]
        if (np.abs(answers - moments) <= EXACT / 100).all():
            break
        size = 1.0 if round_ < TURNING else 0.2  # what still moves may turn in a circle: shorter steps
        moments = moments + size * (answers - moments)
        if round_ % 10 == 9:
            moments = np.unique(moments.round(12), axis=0)
    answers, proposals, accepted = _reply(how, at, quo, delta, proposing, moments)
    gap = np.abs(answers - moments).max(-1)
    rests: list[tuple[np.ndarray, tuple[float, float], float]] = []
    for i in np.argsort(moments[:, 0], kind="stable"):
        new = all(np.abs(proposals[i] - other).max() > 1e-5 for other, _, _ in rests)
        if gap[i] <= EXACT and new:
            rests.append((proposals[i], (float(accepted[i, 0]), float(accepted[i, 1])), float(gap[i])))
    return rests


def _reply(
    how: Rule, at: np.ndarray, quo: float, delta: np.ndarray, proposing: np.ndarray, moments: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Moments of the best proposals when all expect these; the proposals; the ends of what passes."""
    expected = moments[:, 1:] - 2 * at * moments[:, :1] + at**2  # [start, party], squared distance
    reach = np.sqrt(np.maximum((1 - delta) * (quo - at) ** 2 + delta * expected, 0.0))
    ends = np.concatenate([at - reach, at + reach, np.full((len(moments), 1), quo)], -1)
    inside = np.abs(ends[:, :, None] - at) <= reach[:, None, :] + 1e-12  # [start, end, party]
    passes = how.wins(inside)
    own = how.wins(np.abs(at[None, :, None] - at) <= reach[:, None, :] + 1e-12)  # [start, party]
    far = np.where(passes[:, None, :], np.abs(ends[:, None, :] - at[:, None]), np.inf)
    nearest = np.where(passes.any(-1, keepdims=True), np.take_along_axis(ends, far.argmin(-1), -1), np.nan)
    proposals = np.where(own, at, nearest)  # nan where nothing passes: then there is no reply without delay
    accepted = np.stack([np.where(passes, ends, np.inf).min(-1), np.where(passes, ends, -np.inf).max(-1)], -1)
    return np.stack([proposals @ proposing, proposals**2 @ proposing], -1), proposals, accepted
