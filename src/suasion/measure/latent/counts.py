"""Counts with many zeros: a zero-inflated negative binomial item.

A state-year is a sure zero with probability logistic(a1 + b1 x); otherwise its counts are negative binomial with
log mean a2 - b2 x and dispersion r (variance m + m^2 / r). Several counts of one state-year (low, best and high
estimates) are taken as so many readings under the same parameters, as the authors' published program does.

Parameters: a1, log b1, a2, log b2, log r. Priors: a ~ N(0, 4), b ~ Gamma(4, 3), r ~ Gamma(1, 1/2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.scipy.special import gammaln
from jaxtyping import Bool, Float

from suasion.measure.latent.ordered import RATE, SHAPE, SPREAD, STEEP, ScoreLikelihood, span
from suasion.measure.latent.shapes import Cells, Number, Values

Parameters: TypeAlias = Float[Array, " parameter"]
Alone: TypeAlias = Float[Array, "1 parameter"]  # the one item of its stack
Rise: TypeAlias = tuple[Float[Array, "1"], Alone]  # a log-density and its gradient

PARTS = ("zero.intercept", "zero.slope", "count.intercept", "count.slope", "dispersion")


class Counted(NamedTuple):
    """A count item.

    Attributes:
        ids: Its id.
        begin: Row of the grid where it begins.
        zeros: How many of its readings are 0; years are the item's own.
        above: How many of its readings are above 0.
        total: Sum of its readings.
        positive: The different readings above 0.
        times: How often each of them was read.
    """

    ids: tuple[str]
    begin: int
    zeros: Float[np.ndarray, "year spell"]
    above: Float[np.ndarray, "year spell"]
    total: Float[np.ndarray, "year spell"]
    positive: Float[np.ndarray, " value"]
    times: Float[np.ndarray, " value"]

    @property
    def end(self) -> int:
        """The row of the grid after its last."""
        return self.begin + len(self.zeros)

    @property
    def used(self) -> Bool[np.ndarray, "1 parameter"]:
        """All parameters are its own."""
        return np.ones((1, len(PARTS)), dtype=bool)

    @property
    def discriminations(self) -> tuple[int, ...]:
        """Places of log discriminations among the parameters."""
        return 1, 3

    def names(self, first: int) -> list[str]:
        """Names of its parameters, in the order of :func:`natural`."""
        return [f"{self.ids[0]}.{part}" for part in PARTS]


def counted(name: str, cells: Float[np.ndarray, "year spell column"]) -> Counted:
    """Lays out an item from its readings on the grid, NaN where there is none."""
    begin, end = span(np.moveaxis(cells, -1, 0))
    part = cells[begin:end]
    positive, times = np.unique(part[part > 0], return_counts=True)
    return Counted(
        (name,),
        begin,
        (part == 0).sum(axis=2).astype(float),
        (part > 0).sum(axis=2).astype(float),
        np.nansum(part, axis=2),
        positive,
        times.astype(float),
    )


def natural(item: Counted, x: Float[Array, "..."]) -> Values:
    """Intercepts, slopes and dispersion, in the order of ``PARTS``; from [1, parameter] or [parameter]."""
    x = x.ravel()
    return jnp.stack([x[0], jnp.exp(x[1]), x[2], jnp.exp(x[3]), jnp.exp(x[4])])


def value(item: Counted, x: Float[Array, "..."], at: Cells) -> Cells:
    """Log-likelihood of the readings, without what does not depend on the scores ``at``, in the years of the item."""
    a1, b1, a2, b2, r = natural(item, x)
    sure = jnp.exp(jnp.minimum(a1 + b1 * at, STEEP))  # odds of a sure zero
    rate = jnp.minimum(a2 - b2 * at, STEEP) - jnp.log(r)  # log of mean over dispersion
    spread = jnp.log(1 + jnp.exp(rate))
    none = -r * spread  # log-probability that a count which may be above 0 is 0
    zero = jnp.log(sure + jnp.exp(none))
    more = item.above * none + item.total * (rate - spread)
    likelihood: Cells = item.zeros * zero + more - (item.zeros + item.above) * jnp.log(1 + sure)
    return likelihood


def score_likelihood(item: Counted, x: Alone, scores: Cells) -> list[tuple[int, ScoreLikelihood]]:
    """What the item says of the scores, and the row of the grid where it begins."""
    at = scores[item.begin : item.end]
    gradient = jax.grad(lambda cells: jnp.sum(value(item, x, cells)))
    gradients, hessians = jax.jvp(gradient, (at,), (jnp.ones_like(at),))
    whole = ScoreLikelihood(value(item, x, at), gradients, jnp.maximum(-hessians, 0.0))
    return [(item.begin, jax.lax.optimization_barrier(whole))]


def log_prior(item: Counted, x: Alone) -> Rise:
    """Log-density of unbounded parameters before any reading, and its gradient."""
    return _with_gradient(lambda one: _prior(item, one), x)


def log_posterior(item: Counted, x: Alone, scores: Cells) -> Rise:
    """Log-density of unbounded parameters given the scores, and its gradient."""

    def density(one: Parameters) -> Number:
        r = jnp.exp(one[4])
        shape = jnp.sum(item.times * (gammaln(item.positive + r) - gammaln(r)))
        return _prior(item, one) + shape + jnp.sum(value(item, one, scores[item.begin : item.end]))

    return _with_gradient(density, x)


def _prior(item: Counted, one: Parameters) -> Number:
    a1, b1, a2, b2, r = natural(item, one)
    discriminations = SHAPE * (one[1] + one[3]) - RATE * (b1 + b2)
    density: Number = -0.5 * (a1 * a1 + a2 * a2) / SPREAD**2 + discriminations + one[4] - 0.5 * r
    return density


def _with_gradient(density: Callable[[Parameters], Number], x: Alone) -> Rise:
    at, gradient = jax.value_and_grad(density)(x[0])
    return at[None], gradient[None]
