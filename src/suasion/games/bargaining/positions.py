"""One issue, many parties: weighted median and mean, votes between positions, and who is exposed to challenge."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from suasion.games.bargaining.pie import finite
from suasion.games.depth import checked, over


class Median(NamedTuple):
    """Positions with half of the weight on either side: an interval where the weights split exactly in half.

    Attributes:
        low: The least of them.
        high: The greatest; the same but for an exact split.
    """

    low: float
    high: float


def weighted_median(positions: ArrayLike, weights: ArrayLike) -> Median:
    """Where half of the weight lies on either side, so that no other position outvotes it.

    Args:
        positions: [party].
        weights: Capability times salience, not negative, [party].

    Raises:
        ValueError: Weights that are negative or sum to zero, or lists that do not fit.

    Source: black1948, banks1985 as bueno_de_mesquita1997 uses them.
    """
    at, weight = weighed(positions, weights)
    order = np.argsort(at, kind="stable")
    share = np.cumsum(weight[order]) / weight.sum()
    low = int(np.searchsorted(share, 0.5 - 1e-12))
    high = int(np.searchsorted(share, 0.5 + 1e-12))
    return Median(float(at[order][low]), float(at[order][min(high, len(at) - 1)]))


def weighted_mean(positions: ArrayLike, weights: ArrayLike) -> float:
    """Mean of the positions by weight.

    Args:
        positions: [party].
        weights: Capability times salience, not negative, [party].

    Raises:
        ValueError: As :func:`weighted_median`.
    """
    at, weight = weighed(positions, weights)
    return float(weight @ at / weight.sum())


def votes(positions: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """Votes that each position would get against each other one, by how much nearer it is to everyone.

    Args:
        positions: [party].
        weights: Capability times salience, not negative, [party].

    Returns:
        [j, k]: the sum of ``weight*(|x - x_k| - |x - x_j|)`` over parties; above 0 where ``j`` wins.

    Raises:
        ValueError: As :func:`weighted_median`.

    Source: bueno_de_mesquita1997; scholz_calbert_smith2011.
    """
    at, weight = weighed(positions, weights)
    loss = weight @ np.abs(at[:, None] - at)
    return np.asarray(loss - loss[:, None])


def risk_exponents(positions: ArrayLike, capabilities: ArrayLike, saliences: ArrayLike) -> np.ndarray:
    """How far each party bends its utility by the danger it stands in: the first round of the challenge model.

    Each party weighs challenging each other one. It wins with a chance equal to its lead in votes, as a share
    of all votes cast, and 0 where it is behind; this is masad_bdm's reading, while the texts take the share of
    its supporters. The challenged party resists with a chance equal to its salience, and the status quo goes
    on unless challenged (``Q = T = 1``). Who has much to fear counts as taking risks. Later rounds of that
    model are not here: no reimplementation reproduces its published ones.

    Args:
        positions: [party], not all the same.
        capabilities: Not negative, [party].
        saliences: In [0, 1], [party].

    Returns:
        [party], from .5 (the others have most to gain by challenging it) to 2 (least).

    Raises:
        ValueError: Numbers outside their range, lists that do not fit, or parties that all stand at one point.

    Source: masad_bdm after scholz_calbert_smith2011 and bueno_de_mesquita1997.
    """
    salience = np.asarray(checked("saliences", saliences, 1.0), float)
    at, weight = weighed(positions, np.asarray(checked("capabilities", capabilities), float) * salience)
    apart = np.abs(at[:, None] - at)
    spread = apart.max()
    if spread == 0:
        raise ValueError("all parties stand at one position, so nobody can be challenged: give two at least.")
    cast = weight[:, None, None] * np.abs(apart[:, None, :] - apart[:, :, None])  # [voter, i, j]
    wins = over(np.maximum(votes(at, weight), 0), cast.sum(0), 0.0)
    worth = 2 * apart / spread * (1 - 2 * salience * (1 - wins))  # [i, j]: what i gains by challenging j
    danger = worth.sum(0)
    if danger.max() == danger.min():
        return np.ones(len(at))
    relative = (2 * danger - danger.max() - danger.min()) / (danger.max() - danger.min())
    return np.asarray((1 - relative / 3) / (1 + relative / 3))


def weighed(positions: ArrayLike, weights: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Positions and weights as arrays of the same length.

    Raises:
        ValueError: They do not fit, or no party has any weight.
    """
    at, weight = finite("positions", positions), np.asarray(checked("weights", weights), float)
    if at.ndim != 1 or at.shape != weight.shape or not len(at):
        raise ValueError(
            f"{at.size} positions and {weight.size} weights: give two lists with one number per party."
        )
    if weight.sum() <= 0:
        raise ValueError("the weights sum to zero, so nobody counts: capabilities or saliences are all 0.")
    return at, weight
