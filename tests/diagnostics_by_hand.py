"""R-hat and bulk effective sample size written out by hand, after Vehtari and others (2021): an oracle for the library's."""

from __future__ import annotations

import numpy as np

Floats = np.ndarray
LEAST = 5  # draws of half a chain
BLOCK = 256  # parameters worked on at once


def rhat_and_ess(draws: np.ndarray) -> tuple[Floats, Floats]:
    """R-hat and bulk effective sample size of each parameter [chain, draw, parameter]."""
    half = draws.shape[1] // 2
    found = np.full((2, draws.shape[2]), np.nan)
    for begin in range(0, draws.shape[2] if half >= LEAST else 0, BLOCK):
        some = np.asarray(draws[:, :, begin : begin + BLOCK], float)
        some = np.concatenate([some[:, :half], some[:, -half:]])
        some = np.ascontiguousarray(some.transpose(2, 0, 1))
        moves = np.isfinite(some).all(axis=(1, 2)) & (np.ptp(some, axis=(1, 2)) > 0)
        if moves.any():
            some = some[moves]
            bulk = _scores(some)
            tails = _scores(np.abs(some - np.median(some, axis=(1, 2), keepdims=True)))
            found[0, begin : begin + BLOCK][moves] = np.fmax(_rhat(bulk), _rhat(tails))
            found[1, begin : begin + BLOCK][moves] = _ess(bulk)
    return found[0], found[1]


def _scores(draws: Floats) -> Floats:
    """Normal scores of the ranks of draws among all of their parameter [parameter, chain, draw]."""
    from scipy.special import ndtri

    flat = draws.reshape(len(draws), -1)
    found: Floats = ndtri((_ranks(flat) - 0.375) / (flat.shape[1] + 0.25))
    return found.reshape(draws.shape)


def _ranks(values: Floats) -> Floats:
    """Ranks in each row from 1; those that are equal share the mean of theirs."""
    order = np.argsort(values, axis=1)
    rising = np.take_along_axis(values, order, axis=1)
    place = np.arange(values.shape[1])
    apart = rising[:, 1:] != rising[:, :-1]
    edge = np.ones((len(values), 1), bool)
    first = np.maximum.accumulate(np.where(np.hstack([edge, apart]), place, 0), axis=1)
    ends = np.where(np.hstack([apart, edge]), place, len(place))
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, (first + last) / 2 + 1, axis=1)
    return ranks


def _rhat(z: Floats) -> Floats:
    """R-hat of chains [parameter, chain, draw]."""
    n = z.shape[2]
    within = z.var(axis=2, ddof=1).mean(axis=1)
    between = z.mean(axis=2).var(axis=1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):  # chains that stand still
        found: Floats = np.sqrt(between / within + (n - 1) / n)
    return found


def _ess(z: Floats) -> Floats:
    """Geyer's initial monotone sequence over the mean autocovariance of the chains [parameter, chain, draw]."""
    count, chains, n = z.shape
    covariance = _autocovariance(z).mean(axis=1)
    within = covariance[:, :1] * n / (n - 1)
    total = covariance[:, :1] + z.mean(axis=2).var(axis=1, ddof=1, keepdims=True)
    rho = 1 - (within - covariance) / total
    rho[:, 0] = 1.0
    last = (n - 3) // 2  # the longest lags rest on few draws
    pairs = rho[:, : 2 * last].reshape(count, last, 2).sum(axis=2)
    positive = np.logical_and.accumulate(pairs > 0, axis=1)
    falling = np.minimum.accumulate(pairs, axis=1)
    after = np.take_along_axis(rho, 2 * positive.sum(axis=1, keepdims=True), axis=1)[:, 0]
    time = -1 + 2 * np.where(positive, falling, 0.0).sum(axis=1) + np.maximum(after, 0.0)
    found: Floats = chains * n / np.maximum(time, 1 / np.log10(chains * n))
    return found


def _autocovariance(z: Floats) -> Floats:
    """Autocovariance of each chain at all lags [parameter, chain, lag], by Fourier transform."""
    n = z.shape[2]
    size = 1 << (2 * n - 1).bit_length()
    spectrum = np.fft.rfft(z - z.mean(axis=2, keepdims=True), size, axis=2)
    found: Floats = np.fft.irfft(np.abs(spectrum) ** 2, size, axis=2)[:, :, :n] / n
    return found
