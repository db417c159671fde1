"""Whether chains agree and how many independent draws theirs are worth: R-hat and bulk effective sample size.

Both are those of Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), doi 10.1214/20-BA1221: chains are split in
halves, and draws are replaced by the normal scores of their ranks, so that heavy tails do no harm.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from suasion.measure.scoring.readings import Floats

LEAST = 5  # draws of half a chain
BLOCK = 256  # parameters worked on at once: keeps memory below the draws' own


def rhat(draws: Floats) -> Floats:
    """Rank-normalised split R-hat of each parameter, the greater of bulk and tails; 1 where chains agree.

    Args:
        draws: [chain, draw, parameter]; at least 10 draws a chain.

    Returns:
        [parameter]; NaN for one that never moves or has a draw that is no number.
    """
    return _each(draws, lambda some: np.fmax(_rhat(_scores(some)), _rhat(_scores(_folded(some)))))


def ess(draws: Floats) -> Floats:
    """Bulk effective sample size of each parameter: how many independent draws its mean is worth.

    Args:
        draws: [chain, draw, parameter]; at least 10 draws a chain.

    Returns:
        [parameter]; NaN for one that never moves or has a draw that is no number.
    """
    return _each(draws, lambda some: _ess(_scores(some)))


def _each(draws: Floats, measure: Callable[[Floats], Floats]) -> Floats:
    """A measure of each parameter, some at a time; split chains go in."""
    half = draws.shape[1] // 2
    if half < LEAST:
        return np.full(draws.shape[2], np.nan)
    found = np.full(draws.shape[2], np.nan)
    for begin in range(0, draws.shape[2], BLOCK):
        some = np.asarray(draws[:, :, begin : begin + BLOCK], float)
        some = np.concatenate([some[:, :half], some[:, -half:]])
        moves = np.isfinite(some).all(axis=(0, 1)) & (np.ptp(some, axis=(0, 1)) > 0)
        if moves.any():
            found[begin : begin + BLOCK][moves] = measure(some[:, :, moves])
    return found


def _scores(draws: Floats) -> Floats:
    """Normal scores of the ranks of draws among all of their parameter [chain, draw, parameter]."""
    from scipy.special import ndtri
    from scipy.stats import rankdata  # slow to import, and needed here alone

    flat = draws.reshape(-1, draws.shape[2])
    ranks = rankdata(flat, axis=0)
    found: Floats = ndtri((ranks - 0.375) / (len(flat) + 0.25))
    return found.reshape(draws.shape)


def _folded(draws: Floats) -> Floats:
    """Distances from the median, whose ranks tell whether chains spread alike."""
    return np.abs(draws - np.median(draws, axis=(0, 1)))


def _rhat(z: Floats) -> Floats:
    n = z.shape[1]
    within = z.var(axis=1, ddof=1).mean(axis=0)
    between = z.mean(axis=1).var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):  # chains that stand still
        found: Floats = np.sqrt(between / within + (n - 1) / n)
    return found


def _ess(z: Floats) -> Floats:
    """Geyer's initial monotone sequence over the mean autocovariance of the chains."""
    chains, n, count = z.shape
    covariance = _autocovariance(z).mean(axis=0)
    within = covariance[0] * n / (n - 1)
    total = covariance[0] + (z.mean(axis=1).var(axis=0, ddof=1) if chains > 1 else 0.0)
    rho = 1 - (within - covariance) / total
    rho[0] = 1.0
    last = (n - 3) // 2  # the longest lags rest on few draws
    pairs = rho[: 2 * last].reshape(last, 2, count).sum(axis=1)
    positive = np.logical_and.accumulate(pairs > 0, axis=0)
    length = positive.sum(axis=0)
    falling = np.minimum.accumulate(pairs, axis=0)
    after = np.take_along_axis(rho, 2 * length[None], axis=0)[0]
    time = -1 + 2 * np.where(positive, falling, 0.0).sum(axis=0) + np.maximum(after, 0.0)
    found: Floats = chains * n / np.maximum(time, 1 / np.log10(chains * n))
    return found


def _autocovariance(z: Floats) -> Floats:
    """Autocovariance of each chain at all lags [chain, lag, parameter], by Fourier transform."""
    n = z.shape[1]
    size = 1 << (2 * n - 1).bit_length()
    spectrum = np.fft.rfft(z - z.mean(axis=1, keepdims=True), size, axis=1)
    found: Floats = np.fft.irfft(np.abs(spectrum) ** 2, size, axis=1)[:, :n] / n
    return found
