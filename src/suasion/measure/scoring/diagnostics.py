"""Whether chains agree and how many independent draws theirs are worth: R-hat and bulk effective sample size.

Both are those of Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), doi 10.1214/20-BA1221, as arviz-stats computes
them: chains are split in halves, and draws are replaced by the normal scores of their ranks, so that heavy tails do no
harm. SciPy ranks many parameters at once, and the halves of a single chain are compared as those of several are.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Float64

from suasion.measure.scoring.readings import Floats

LEAST = 5  # draws of half a chain
BLOCK = 256  # parameters worked on at once: keeps memory below the draws' own

Draws = Float[np.ndarray, "chain draw parameter"]
PerParameter = Float64[np.ndarray, " parameter"]


def rhat(draws: Draws) -> PerParameter:
    """Rank-normalised split R-hat of each parameter, the greater of bulk and tails; 1 where chains agree.

    Args:
        draws: [chain, draw, parameter]; at least 10 draws a chain.

    Returns:
        [parameter]; NaN for one that never moves or has a draw that is no number.
    """
    return rhat_and_ess(draws)[0]


def ess(draws: Draws) -> PerParameter:
    """Bulk effective sample size of each parameter: how many independent draws its mean is worth.

    Args:
        draws: [chain, draw, parameter]; at least 10 draws a chain.

    Returns:
        [parameter]; NaN for one that never moves or has a draw that is no number.
    """
    return rhat_and_ess(draws)[1]


def rhat_and_ess(draws: Draws) -> tuple[PerParameter, PerParameter]:
    """Both at once, which ranks the draws only once: see :func:`rhat` and :func:`ess`."""
    from arviz_stats.base.array import array_stats

    half = draws.shape[1] // 2
    rhats, sizes = np.full((2, draws.shape[2]), np.nan)
    for begin in range(0, draws.shape[2] if half >= LEAST else 0, BLOCK):
        block = np.asarray(draws[:, :, begin : begin + BLOCK], float)
        block = np.concatenate([block[:, :half], block[:, -half:]])
        block = np.ascontiguousarray(block.transpose(2, 0, 1))
        moves = np.isfinite(block).all(axis=(1, 2)) & (np.ptp(block, axis=(1, 2)) > 0)
        if not moves.any():
            continue
        block = block[moves]
        bulk = normal_scores(block)
        tails = normal_scores(np.abs(block - np.median(block, axis=(1, 2), keepdims=True)))
        with np.errstate(divide="ignore", invalid="ignore"):  # chains that stand still
            both = [array_stats.rhat(part, method="identity") for part in (bulk, tails)]
            rhats[begin : begin + BLOCK][moves] = np.fmax(*both)
            sizes[begin : begin + BLOCK][moves] = array_stats.ess(bulk, method="identity")
    return rhats, sizes


def normal_scores(
    draws: Float64[np.ndarray, "parameter chain draw"],
) -> Float64[np.ndarray, "parameter chain draw"]:
    """Normal scores of the ranks of draws among all of their parameter [parameter, chain, draw] (Blom 1958)."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    flat = draws.reshape(len(draws), -1)
    scores: Floats = ndtri((rankdata(flat, axis=1) - 0.375) / (flat.shape[1] + 0.25))
    return scores.reshape(draws.shape)
