"""Ordered categories: what an item says of the score, and what it weighs.

P(y <= k) = logistic(c_k - beta x) with cutpoints c_0 < c_1 < ... and discrimination beta > 0, so that a higher score x
makes better categories likelier. With lo and hi the cutpoints around the category observed,

    log P(y) = -log(1 + exp(beta x - hi)) - log(1 + exp(lo - beta x)) + log(1 - exp(lo - hi)),

of which the last term does not depend on x. Parameters are unbounded: log beta, and for each year (or once, where the
standard is fixed) a cutpoint in the middle and, for each gap between cutpoints, the g of which it is log(1 + exp(g)). A
category at the end that was not observed in a year then leaves only its own gap open.

Priors (Fariss, Kenwick and Reuning 2020, and the authors' published program): beta ~ Gamma(4, 3); the first year's
cutpoints ~ N(0, 4); each later year's ~ N(the year before, 4); 4 is a standard deviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Bool, Float, Int8, Int64

from suasion.measure.latent.shapes import Cells, Cutpoints, Gaps, PerItem, PerSet, Unbounded, Values

OnRows: TypeAlias = Float[Array, "row spell"]  # rows of items, or of the grid

SPREAD = 4.0  # standard deviation of cutpoints, and of their yearly steps
SHAPE, RATE = 4.0, 3.0  # of the Gamma prior of discriminations
STEEP = 300.0  # exponents are cut here, far beyond what a float64 tells from certainty


class Ordered(NamedTuple):
    """Items with equally many ordered categories, laid out row below row.

    A row is a year of an item. Parameters stand as [item, parameter]: log discrimination, and category - 1 for each of
    the item's years or, where its standard is fixed, once. Items with fewer years leave the rest unused.

    Attributes:
        ids: Ids of the items.
        categories: How many each has.
        begins: Row of the grid where each item begins.
        years: How many years each item has.
        standards: How many sets of cutpoints each item has: as many as years, or 1.
        observed: Category observed, -1 where none.
        between: How often each inner category was observed with each set of cutpoints.
    """

    ids: tuple[str, ...]
    categories: int
    begins: tuple[int, ...]
    years: tuple[int, ...]
    standards: tuple[int, ...]
    observed: Int8[np.ndarray, "row spell"]
    between: Float[np.ndarray, "item set gap"]

    @property
    def middle(self) -> int:
        """Which cutpoint the others are measured from."""
        return middle_of(self.categories)

    @property
    def discriminations(self) -> tuple[int, ...]:
        """Places of log discriminations among the parameters."""
        return (0,)

    @property
    def used(self) -> Bool[np.ndarray, "item parameter"]:
        """Which parameters an item has."""
        lengths = 1 + np.array(self.standards)[:, None] * (self.categories - 1)
        return np.asarray(np.arange(1 + max(self.standards) * (self.categories - 1)) < lengths)

    @property
    def owner(self) -> Int64[np.ndarray, " row"]:
        """The item of each row."""
        return np.repeat(np.arange(len(self.ids)), self.years)

    @property
    def set_of(self) -> Int64[np.ndarray, " row"]:
        """The set of cutpoints of each row."""
        return np.concatenate(
            [
                np.arange(n) if sets > 1 else np.zeros(n, int)
                for n, sets in zip(self.years, self.standards, strict=True)
            ]
        )

    def names(self, first: int) -> list[str]:
        """Names of the parameters, in the order of :func:`natural`; ``first`` is the grid's first year."""
        names = []
        for one, begin, sets in zip(self.ids, self.begins, self.standards, strict=True):
            years = [f".{first + begin + row}" for row in range(sets)] if sets > 1 else [""]
            names.append(f"{one}.discrimination")
            names += [f"{one}.cutpoint.{k}{year}" for year in years for k in range(1, self.categories)]
        return names


def stack(named: Mapping[str, tuple[Float[np.ndarray, "year spell"], bool]], categories: int) -> Ordered:
    """Lays out items.

    Args:
        named: Item to its readings on the grid, NaN where there is none, and whether cutpoints move.
        categories: How many each has.
    """
    spans = [span(cells) for cells, _ in named.values()]
    parts = [cells[begin:end] for (begin, end), (cells, _) in zip(spans, named.values(), strict=True)]
    standards = [len(part) if moving else 1 for part, (_, moving) in zip(parts, named.values(), strict=True)]
    between = np.zeros((len(named), max(standards), categories - 2))
    for number, (part, sets) in enumerate(zip(parts, standards, strict=True)):
        each = (
            np.stack([(part == k).sum(axis=1) for k in range(1, categories - 1)], axis=-1)
            if categories > 2
            else 0
        )
        between[number, :sets] = each if sets > 1 or categories == 2 else np.sum(each, axis=0)
    observed = np.concatenate(parts)
    return Ordered(
        tuple(named),
        categories,
        tuple(begin for begin, _ in spans),
        tuple(len(part) for part in parts),
        tuple(standards),
        np.where(np.isfinite(observed), observed, -1.0).astype(np.int8),
        between,
    )


def middle_of(categories: int) -> int:
    """Which of the cutpoints between so many categories the others are measured from."""
    return (categories - 1) // 2


def span(cells: Float[np.ndarray, "*more year spell"]) -> tuple[int, int]:
    """The first year with a reading, and the one after the last."""
    rows = np.flatnonzero(np.isfinite(cells).any(axis=(*range(cells.ndim - 2), -1)))
    return int(rows[0]), int(rows[-1]) + 1


class Parts(NamedTuple):
    """What unbounded parameters stand for."""

    beta: PerItem  # discriminations
    cuts: Cutpoints
    rates: Gaps  # by how much a gap grows with its parameter, and 1 - exp(-gap)


def unpack(items: Ordered, x: Unbounded) -> Parts:
    """Unbounded parameters as what they stand for."""
    rest = x[:, 1:].reshape(len(items.ids), -1, items.categories - 1)
    gaps = jax.nn.softplus(rest[..., 1:])
    height = jnp.concatenate([jnp.zeros_like(rest[..., :1]), jnp.cumsum(gaps, axis=-1)], axis=-1)
    cuts = rest[..., :1] + height - height[..., items.middle, None]
    return Parts(jnp.exp(x[:, 0]), cuts, jax.nn.sigmoid(rest[..., 1:]))


def pack(
    beta: Float[np.ndarray, " item"], cuts: Float[np.ndarray, "item set cutpoint"]
) -> Float[np.ndarray, "item parameter"]:
    """Discriminations and cutpoints as unbounded parameters; undoes :func:`unpack`."""
    middle = cuts[..., [middle_of(cuts.shape[-1] + 1)]]
    rest = np.concatenate([middle, np.log(np.expm1(np.diff(cuts, axis=-1)))], axis=-1)
    return np.concatenate([np.log(beta)[:, None], rest.reshape(len(beta), -1)], axis=1)


def natural(items: Ordered, x: Unbounded) -> Values:
    """Discriminations and cutpoints that the items have, in the order of their names."""
    beta, cuts, _ = unpack(items, x)
    return jnp.concatenate([beta[:, None], cuts.reshape(len(items.ids), -1)], axis=1)[items.used]


class ScoreLikelihood(NamedTuple):
    """Log-likelihood of scores, its gradient and its negative Hessian; cells of rows, or of the grid."""

    value: OnRows
    gradient: OnRows
    neg_hessian: OnRows  # minus the second derivative, never below 0


class ReadingTerms(NamedTuple):
    """What readings say at some scores."""

    beta: Float[Array, "row 1"]
    eta: OnRows  # discrimination times score
    value: OnRows  # log-likelihood, without what does not depend on the score
    high: OnRows  # gradient by the cutpoint above: probability of a better category
    low: OnRows  # gradient by the cutpoint below, negated: probability of a worse one


def reading_terms(items: Ordered, x: Unbounded, scores: Cells) -> ReadingTerms:
    """Reads the items at these scores."""
    betas, sets, _ = unpack(items, x)
    beta, cuts = betas[items.owner, None], sets[items.owner, items.set_of]
    rows = [scores[begin : begin + years] for begin, years in zip(items.begins, items.years, strict=True)]
    eta = beta * jnp.concatenate(rows)
    observed = jnp.asarray(items.observed)
    if items.categories == 2:  # one cutpoint: one exponential
        worse = observed == 0
        odds = jnp.exp(jnp.minimum(jnp.where(worse, eta - cuts, cuts - eta), STEEP))
        odds = jnp.where(observed < 0, 0.0, odds)
        probability = odds / (1 + odds)
        return ReadingTerms(
            beta,
            eta,
            -jnp.log(1 + odds),
            jnp.where(worse, probability, 0.0),
            jnp.where(worse, 0.0, probability),
        )
    below, above = jnp.full(observed.shape, -jnp.inf), jnp.full(observed.shape, jnp.inf)
    for k in range(items.categories - 1):
        above = jnp.where(observed == k, cuts[:, k, None], above)
        below = jnp.where(observed == k + 1, cuts[:, k, None], below)
    over, under = jnp.exp(jnp.minimum(eta - above, STEEP)), jnp.exp(jnp.minimum(below - eta, STEEP))
    both = (1 + over) * (1 + under)
    return ReadingTerms(beta, eta, -jnp.log(both), over * (1 + under) / both, under * (1 + over) / both)


def score_likelihood(items: Ordered, x: Unbounded, scores: Cells) -> list[tuple[int, ScoreLikelihood]]:
    """What each item says of the scores, and the row of the grid where it begins."""
    beta, _, value, high, low = reading_terms(items, x, scores)
    neg_hessian = beta * beta * (high * (1 - high) + low * (1 - low))
    whole = jax.lax.optimization_barrier(ScoreLikelihood(value, beta * (low - high), neg_hessian))
    ends = np.cumsum(items.years)
    return [
        (begin, ScoreLikelihood(*(cells[end - years : end] for cells in whole)))
        for begin, years, end in zip(items.begins, items.years, ends, strict=True)
    ]


def existing_sets(items: Ordered) -> Bool[np.ndarray, "item set"]:
    """Which sets of cutpoints an item has."""
    return np.asarray(np.arange(max(items.standards)) < np.array(items.standards)[:, None])


class Likelihood(NamedTuple):
    """Log-likelihood of the items' readings given scores, and its gradient by unbounded parameters."""

    value: PerSet
    by_discrimination: PerSet  # by log discrimination
    by_cutpoint: Cutpoints  # by the middle cutpoint and the gaps' parameters, as many as cutpoints


def log_likelihood(items: Ordered, x: Unbounded, scores: Cells) -> Likelihood:
    """What readings at these scores say of the parameters; sets of cutpoints do not touch one another."""
    _, cuts, rates = unpack(items, x)
    _, eta, value, high, low = jax.lax.optimization_barrier(reading_terms(items, x, scores))
    observed = jnp.asarray(items.observed)
    by_cutpoint = [
        jnp.sum(jnp.where(observed == k, high, 0.0) - jnp.where(observed == k + 1, low, 0.0), axis=1)
        for k in range(items.categories - 1)
    ]
    rows = jnp.stack([value.sum(axis=1), jnp.sum((low - high) * eta, axis=1), *by_cutpoint], axis=1)
    sums = jnp.zeros((*cuts.shape[:2], rows.shape[1])).at[items.owner, items.set_of].add(rows)
    often = jnp.asarray(items.between)
    apart = jnp.sum(often * jnp.log(rates), axis=-1)
    gradient = by_unbounded(items, sums[..., 2:], rates, often)
    return Likelihood(sums[..., 0] + apart, sums[..., 1], gradient)


def by_unbounded(items: Ordered, by_cutpoint: Cutpoints, rates: Gaps, often: Gaps | float) -> Cutpoints:
    """Gradient by unbounded parameters, from that by cutpoints and ``often`` times log(rate)."""
    whole = by_cutpoint.sum(axis=-1, keepdims=True)
    above = whole - jnp.cumsum(by_cutpoint, axis=-1)[..., :-1]  # cutpoints that a gap lifts
    lowers = jnp.arange(items.categories - 2) < items.middle  # gaps below the middle lower the others instead
    return jnp.concatenate(
        [whole, jnp.where(lowers, above - whole, above) * rates + often * (1 - rates)], axis=-1
    )


def log_prior(items: Ordered, x: Unbounded) -> PerItem:
    """Log-density of unbounded parameters before any reading."""
    beta, cuts, rates = unpack(items, x)
    own = jnp.asarray(existing_sets(items))[..., None]
    steps = jnp.concatenate([cuts[:, :1], jnp.diff(cuts, axis=1)], axis=1) / SPREAD
    walk = 0.5 * jnp.sum(jnp.where(own, steps, 0.0) ** 2, axis=(1, 2))
    return SHAPE * x[:, 0] - RATE * beta - walk + jnp.sum(jnp.where(own, jnp.log(rates), 0.0), axis=(1, 2))
