"""R-hat and effective sample size against two implementations, and against chains whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from arviz_stats.base import array_stats
from scipy.signal import lfilter

from diagnostics_by_hand import rhat_and_ess
from suasion.measure.scoring.diagnostics import BLOCK, ess, rhat


def ar1(rho: float, shape: tuple[int, int, int], seed: int = 0) -> np.ndarray:
    """Stationary chains whose neighbouring draws correlate by ``rho`` [chain, draw, parameter]."""
    noise = np.random.default_rng(seed).normal(size=shape) * np.sqrt(1 - rho**2)
    noise[:, 0] /= np.sqrt(1 - rho**2)
    return lfilter([1.0], [1.0, -rho], noise, axis=1)


def awkward() -> np.ndarray:
    """Chains of many kinds: slow, fast, alternating, shifted, spread unlike, heavy-tailed, with ties."""
    rng = np.random.default_rng(1)
    parts = [ar1(rho, (4, 301, 3), seed) for seed, rho in enumerate((-0.6, 0.0, 0.5, 0.95, 0.995))]
    parts.append(rng.standard_cauchy((4, 301, 3)))
    parts.append(ar1(0.3, (4, 301, 2)) + np.arange(4)[:, None, None])
    parts.append(ar1(0.3, (4, 301, 2)) * np.array([1, 1, 1, 6.0])[:, None, None])
    parts.append(rng.integers(0, 4, (4, 301, 2)).astype(float))
    return np.concatenate(parts, axis=2)


@pytest.mark.parametrize("chains", [1, 2, 4])
@pytest.mark.parametrize("draws", [301, 300, 40])
def test_as_the_library_and_the_formulas_by_hand_have_it(chains, draws):
    some = awkward()[:chains, :draws]
    if chains > 1:  # theirs refuses one chain
        theirs = array_stats.rhat(some, chain_axis=0, draw_axis=1, method="rank")
        np.testing.assert_allclose(rhat(some), theirs, rtol=1e-10)
    theirs = array_stats.ess(some, chain_axis=0, draw_axis=1, method="bulk")
    np.testing.assert_allclose(ess(some), theirs, rtol=1e-8)
    by_hand = rhat_and_ess(some)
    np.testing.assert_allclose(rhat(some), by_hand[0], rtol=1e-10)
    np.testing.assert_allclose(ess(some), by_hand[1], rtol=1e-8)


@pytest.mark.parametrize("rho", [-0.3, 0.0, 0.5, 0.9])
def test_chains_of_a_known_memory(rho):
    """A first-order autoregression of n draws is worth n (1 - rho) / (1 + rho)."""
    some = ar1(rho, (4, 5_000, 40))
    # normal scores of ranks have nearly the same autocorrelation; the rest is noise of the estimate
    assert np.median(ess(some)) == pytest.approx(20_000 * (1 - rho) / (1 + rho), rel=0.05)
    assert rhat(some).max() < 1.01


def test_many_parameters_are_what_each_is_alone():
    some = ar1(0.6, (2, 60, BLOCK + 7))
    for measure in (rhat, ess):
        whole = measure(some)
        alone = [measure(some[:, :, [place]])[0] for place in (0, BLOCK - 1, BLOCK, BLOCK + 6)]
        np.testing.assert_array_equal(whole[[0, BLOCK - 1, BLOCK, BLOCK + 6]], alone)


def test_what_does_not_move_or_is_no_number_has_no_answer():
    some = ar1(0.1, (4, 50, 3))
    some[:, :, 1] = 2.0
    some[2, 7, 2] = np.nan
    for measure in (rhat, ess):
        assert np.isfinite(measure(some)).tolist() == [True, False, False]
        assert np.isnan(measure(some[:, :9])).all()


def test_chains_apart_are_seen_in_level_and_in_spread():
    some = ar1(0.2, (4, 400, 1))
    assert rhat(some)[0] < 1.01
    assert rhat(some + np.array([0, 0, 0, 1.0])[:, None, None])[0] > 1.1
    assert rhat(some * np.array([1, 1, 1, 3.0])[:, None, None])[0] > 1.05
