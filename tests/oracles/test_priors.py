"""Priors against SciPy and NumPyro, and against what their parameters promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from scipy.special import expit, logit

import suasion.simulation  # noqa: F401  turns on float64
from suasion.domain.prior import KINDS, Z95, LogNormal, Normal, Positive, Share, Uniform
from suasion.mechanisms import parameters
from suasion.simulation import world

SIGMA = (logit(0.8) - logit(0.5)) / Z95
PRIORS = {
    "normal": Normal(0.8, 1.3),
    "lognormal": LogNormal(2.5, 0.7),
    "uniform": Uniform(-0.5, 2.0),
    "share": Share(0.3, 0.05, 0.8),
    "even share": Share(0.5, 0.2, 0.8),
    "positive": Positive(1.6, 0.4, 2.0),
    "even positive": Positive(2.0, 1.0, 4.0),
}
SCIPY = {
    "normal": stats.norm(0.8, 1.3),
    "lognormal": stats.lognorm(s=0.7, scale=2.5),
    "uniform": stats.uniform(-0.5, 2.5),
    "even positive": stats.lognorm(s=np.log(2) / Z95, scale=2.0),
}
QUANTILES = np.linspace(0.001, 0.999, 97)
each = pytest.mark.parametrize("name", PRIORS)


@pytest.mark.parametrize("name", SCIPY)
def test_scipy_gives_the_same(name):
    ours, theirs = PRIORS[name], SCIPY[name]
    at = theirs.ppf(QUANTILES)
    np.testing.assert_allclose(ours.ppf(QUANTILES), at, rtol=1e-12)
    np.testing.assert_allclose(ours.cdf(at), QUANTILES, rtol=1e-10)
    np.testing.assert_allclose(ours.logpdf(at), theirs.logpdf(at), rtol=1e-12, atol=1e-12)


def test_an_even_share_is_a_logistic_normal():
    prior, normal = PRIORS["even share"], stats.norm(0, SIGMA)
    at = expit(normal.ppf(QUANTILES))
    np.testing.assert_allclose(prior.ppf(QUANTILES), at, rtol=1e-12)
    np.testing.assert_allclose(prior.logpdf(at), normal.logpdf(logit(at)) - np.log(at * (1 - at)), rtol=1e-9)


@each
def test_the_distribution_function_is_the_inverse_of_its_inverse(name):
    prior = PRIORS[name]
    np.testing.assert_allclose(prior.cdf(prior.ppf(QUANTILES)), QUANTILES, rtol=1e-10)


@each
def test_the_density_is_the_slope_of_the_distribution_function(name):
    prior = PRIORS[name]
    low, middle, high = prior.ppf(np.array([1e-9, 0.5, 1 - 1e-9]))
    halves = [
        integrate.quad(lambda x: np.exp(prior.logpdf(x)), *ends)[0]
        for ends in ((low, middle), (middle, high))
    ]
    np.testing.assert_allclose(halves, 0.5, atol=1e-6)


@each
def test_numpyro_gives_the_same_density_and_draws_from_it(name):
    import jax

    prior = PRIORS[name]
    theirs = prior.numpyro()
    at = prior.ppf(QUANTILES)
    np.testing.assert_allclose(theirs.log_prob(at), prior.logpdf(at), rtol=1e-9, atol=1e-9)
    draws = np.asarray(theirs.sample(jax.random.key(7), (4000,)))
    assert stats.kstest(draws, prior.cdf).pvalue > 1e-3


@given(st.tuples(*[st.floats(0.01, 0.99)] * 3).map(sorted).filter(lambda p: p[0] < p[1] - 1e-6 < p[2] - 2e-6))
def test_three_points_are_honoured(points):
    low, value, high = points
    for kind in (Share, Positive):
        np.testing.assert_allclose(kind(value, low, high).ppf(np.array([0.05, 0.5, 0.95])), points, rtol=1e-9)


@pytest.mark.parametrize(
    ("name", "outside"), [("uniform", -1.0), ("share", 1.2), ("share", -0.1), ("positive", -1.0)]
)
def test_nothing_lies_outside_the_support(name, outside):
    assert PRIORS[name].logpdf(outside) == -np.inf
    assert PRIORS[name].cdf(outside) in (0.0, 1.0)


def test_the_engine_draws_by_the_same_function():
    """Worlds read the same inverse distribution function, in JAX."""
    priors = {name: one.prior for name, one in parameters().items()} | PRIORS
    assert {one.kind for one in priors.values()} == set(KINDS)
    recipe = world.recipe(priors, 0, np.zeros((5, 10)), 0.4)
    played = world.values(recipe, np.broadcast_to(QUANTILES, (len(priors), 97)))
    for row, (name, prior) in zip(np.asarray(played), priors.items(), strict=True):
        np.testing.assert_allclose(row, prior.ppf(QUANTILES), rtol=1e-12, atol=1e-13, err_msg=name)


@each
def test_one_quantile_is_that_of_an_array_of_them(name):
    """A single number goes another way, which needs no SciPy."""
    alone = [PRIORS[name].ppf(float(quantile)) for quantile in QUANTILES]
    np.testing.assert_allclose(alone, PRIORS[name].ppf(QUANTILES), rtol=1e-13)
