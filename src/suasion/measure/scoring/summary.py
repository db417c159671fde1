"""Draws summed up: mean, spread, quantiles, and whether the chains agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32, Float64

from suasion.measure.scoring.diagnostics import rhat_and_ess
from suasion.measure.scoring.readings import Floats

BLOCK = 512  # numbers summed up at once: keeps memory low
QUANTILES = (0.05, 0.5, 0.95)
NORMAL = 1.6448536269514722  # the 95% point of the standard normal distribution


@dataclass(frozen=True)
class Summary:
    """Numbers summed up, each an array [number].

    Attributes:
        mean: Mean.
        sd: Standard deviation.
        q05: 5% point.
        q50: Median.
        q95: 95% point.
        rhat: R-hat; NaN where there are no chains.
        ess: Bulk effective sample size; NaN where there are no chains.
    """

    mean: Floats
    sd: Floats
    q05: Floats
    q50: Floats
    q95: Floats
    rhat: Floats
    ess: Floats


def of_draws(draws: Float[np.ndarray, "chain draw number"]) -> Summary:
    """A summary of chains [chain, draw, number]."""
    parts = [
        _some(np.asarray(draws[:, :, begin : begin + BLOCK], float))
        for begin in range(0, draws.shape[2], BLOCK)
    ]
    return Summary(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _some(draws: Floats) -> tuple[Floats, ...]:
    flat = np.ascontiguousarray(draws.reshape(-1, draws.shape[2]).T)
    quantiles = np.quantile(flat, QUANTILES, axis=1)
    return flat.mean(axis=1), flat.std(axis=1, ddof=1), *quantiles, *rhat_and_ess(draws)


def of_normal(mean: Float64[np.ndarray, " number"], sd: Float64[np.ndarray, " number"]) -> Summary:
    """A summary of numbers whose error is normal, without chains."""
    none = np.full_like(mean, np.nan)
    return Summary(mean, sd, mean - NORMAL * sd, mean, mean + NORMAL * sd, none, none)


def thin(draws: Float[np.ndarray, "chain draw number"], count: int) -> Float32[np.ndarray, "sample number"]:
    """Some of the draws, as many from each chain, evenly spaced [draw, number].

    Args:
        draws: [chain, draw, number].
        count: How many at most.
    """
    chains, each, _ = draws.shape
    wanted = min(each, max(1, count // chains))
    places = np.linspace(each / wanted - 1, each - 1, wanted).round().astype(int)
    return np.ascontiguousarray(draws[:, places].reshape(chains * wanted, -1), dtype=np.float32)
