"""How far the series share their luck within a state and year, beyond what the kernel explains."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy import optimize, special

from suasion.estimate.rows import Rows

#: Nodes of the integral over the shared part.
NODES = 21
STEP = 1e-3


class Shared(NamedTuple):
    """Share of the variance of latent luck that all series have in common, with the standard error of its logit."""

    share: float
    logit_error: float

    def draws(self, number: int, rng: np.random.Generator) -> Float[np.ndarray, " draw"]:
        """Draws, normal on the logit scale."""
        shares: Float[np.ndarray, " draw"] = special.expit(
            special.logit(self.share) + self.logit_error * rng.standard_normal(number)
        )
        return shares


def shared_choice(
    rows: Rows, down: Float[np.ndarray, "row series"], up: Float[np.ndarray, "row series"]
) -> Shared:
    """From which series move together: a factor model of the latent luck of the choices, by maximum likelihood.

    A series tightens where its latent normal lies below the quantile of ``down`` and loosens above that of 1 - ``up``;
    the shared part is integrated out by Gauss-Hermite quadrature. Errors are clustered by state.

    Args:
        rows: The rows.
        down: Probability to tighten, without luck.
        up: Probability to loosen.
    """
    low, high = special.ndtri(down), special.ndtri(1 - up)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    log_weights = np.log(weights / weights.sum())

    def by_row(logit: float) -> np.ndarray:
        share = special.expit(logit)
        total = np.zeros((len(rows), NODES))
        for series in range(rows.move.shape[1]):
            below, above = (
                special.ndtr((limit[:, series, None] - np.sqrt(share) * nodes) / np.sqrt(1 - share))
                for limit in (low, high)
            )
            move = rows.move[:, series, None]
            chance = np.where(move < 0, below, np.where(move > 0, 1 - above, above - below))
            total += np.log(np.maximum(chance, 1e-300))
        summed: np.ndarray = special.logsumexp(total + log_weights, axis=1)
        return summed

    return _estimate(by_row, rows.state)


def shared_size(rows: Rows, quantiles: Float[np.ndarray, "row series"]) -> Shared:
    """From sizes of moves in the same year: the correlation of their normal scores, equal for all pairs.

    Args:
        rows: The rows.
        quantiles: Of each move's size under the kernel, between 0 and 1; NaN where there is no move.
    """
    scores = special.ndtri(np.clip(quantiles, 1e-6, 1 - 1e-6))
    first, second, state = [], [], []
    for a in range(scores.shape[1]):
        for b in range(a):
            both = np.isfinite(scores[:, a]) & np.isfinite(scores[:, b])
            first.append(scores[both, a])
            second.append(scores[both, b])
            state.append(rows.state[both])
    x, y = np.concatenate(first), np.concatenate(second)

    def by_pair(logit: float) -> np.ndarray:
        rho = special.expit(logit)
        quadratic = (x**2 - 2 * rho * x * y + y**2) / (1 - rho**2)
        density: np.ndarray = -0.5 * np.log(1 - rho**2) - 0.5 * quadratic
        return density

    return _estimate(by_pair, np.concatenate(state))


def _estimate(log_likelihood: object, cluster: np.ndarray) -> Shared:
    """Maximum over the logit of a share, with a sandwich error by cluster."""
    assert callable(log_likelihood)
    best = optimize.minimize_scalar(
        lambda logit: -log_likelihood(logit).sum(), bounds=(-8.0, 4.0), method="bounded"
    ).x
    up, at, down = (log_likelihood(best + step) for step in (STEP, 0.0, -STEP))
    score = np.bincount(cluster, (up - down) / (2 * STEP))
    curvature = -(up - 2 * at + down).sum() / STEP**2
    return Shared(float(special.expit(best)), float(np.sqrt((score**2).sum()) / curvature))
