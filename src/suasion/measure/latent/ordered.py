"""Ordered categories: what an item says of the score, and what it weighs.

P(y <= k) = logistic(c_k - beta x) with cutpoints c_0 < c_1 < ... and discrimination beta > 0, so that a higher score x
makes better categories likelier. With lo and hi the cutpoints around the category seen,

    log P(y) = -log(1 + exp(beta x - hi)) - log(1 + exp(lo - beta x)) + log(1 - exp(lo - hi)),

of which the last term does not hang on x. Parameters are unbounded: log beta, and for each year (or once, where the
standard is fixed) the lowest cutpoint and the logarithms of the gaps above it.

Priors (Fariss, Kenwick and Reuning 2020, and the authors' published program): beta ~ Gamma(4, 3); the first year's
cutpoints ~ N(0, 4); each later year's ~ N(the year before, 4); 4 is a standard deviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

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
        seen: Category seen, -1 where none [row, spell].
        between: How often each inner category was seen with each set of cutpoints [item, set, category - 2].
    """

    ids: tuple[str, ...]
    categories: int
    begins: tuple[int, ...]
    years: tuple[int, ...]
    standards: tuple[int, ...]
    seen: NDArray[np.int8]
    between: NDArray[np.float64]

    #: Places of log discriminations among the parameters.
    slopes = (0,)

    @property
    def size(self) -> int:
        """How many parameters the longest item has."""
        return 1 + max(self.standards) * (self.categories - 1)

    @property
    def used(self) -> NDArray[np.bool_]:
        """Which parameters an item has [item, parameter]."""
        lengths = 1 + np.array(self.standards)[:, None] * (self.categories - 1)
        return np.asarray(np.arange(self.size) < lengths)

    @property
    def owner(self) -> NDArray[np.int64]:
        """The item of each row."""
        return np.repeat(np.arange(len(self.ids)), self.years)

    @property
    def set_of(self) -> NDArray[np.int64]:
        """The set of cutpoints of each row."""
        return np.concatenate(
            [
                np.arange(n) if sets > 1 else np.zeros(n, int)
                for n, sets in zip(self.years, self.standards, strict=True)
            ]
        )

    def names(self, first: int) -> list[str]:
        """Names of the parameters, in the order of :func:`natural`; ``first`` is the grid's first year."""
        found = []
        for one, begin, sets in zip(self.ids, self.begins, self.standards, strict=True):
            years = [f".{first + begin + row}" for row in range(sets)] if sets > 1 else [""]
            found.append(f"{one}.discrimination")
            found += [f"{one}.cutpoint.{k}{year}" for year in years for k in range(1, self.categories)]
        return found


def stack(named: Mapping[str, tuple[NDArray[np.float64], bool]], categories: int) -> Ordered:
    """Lays out items.

    Args:
        named: Item to its readings on the grid [year, spell], NaN where there is none, and whether cutpoints move.
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
    seen = np.concatenate(parts)
    return Ordered(
        tuple(named),
        categories,
        tuple(begin for begin, _ in spans),
        tuple(len(part) for part in parts),
        tuple(standards),
        np.where(np.isfinite(seen), seen, -1.0).astype(np.int8),
        between,
    )


def span(cells: NDArray[np.float64]) -> tuple[int, int]:
    """The first year with a reading, and the one after the last; [..., year, spell]."""
    rows = np.flatnonzero(np.isfinite(cells).any(axis=(*range(cells.ndim - 2), -1)))
    return int(rows[0]), int(rows[-1]) + 1


def unpack(items: Ordered, x: Array) -> tuple[Array, Array, Array]:
    """Parameters [item, parameter] as discriminations [item], cutpoints [item, set, category - 1] and gaps above."""
    rest = x[:, 1:].reshape(len(items.ids), -1, items.categories - 1)
    gaps = jnp.exp(rest[..., 1:])
    cuts = jnp.cumsum(jnp.concatenate([rest[..., :1], gaps], axis=-1), axis=-1)
    return jnp.exp(x[:, 0]), cuts, gaps


def pack(beta: NDArray[np.float64], cuts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Discriminations and cutpoints as unbounded parameters [item, parameter]; undoes :func:`unpack`."""
    rest = np.concatenate([cuts[..., :1], np.log(np.diff(cuts, axis=-1))], axis=-1)
    return np.concatenate([np.log(beta)[:, None], rest.reshape(len(beta), -1)], axis=1)


def natural(items: Ordered, x: Array) -> Array:
    """Discriminations and cutpoints that the items have, in the order of their names, [parameter]."""
    beta, cuts, _ = unpack(items, x)
    return jnp.concatenate([beta[:, None], cuts.reshape(len(items.ids), -1)], axis=1)[items.used]


class Pull(NamedTuple):
    """What items say of scores: logarithm, slope and bend; cells of rows, or of the grid."""

    value: Array
    slope: Array
    bend: Array  # minus the second derivative, never below 0


class Seen(NamedTuple):
    """What readings say at some scores; [row, spell] but for the first."""

    beta: Array  # [row, 1]
    eta: Array  # discrimination times score
    value: Array  # log-likelihood, without what does not hang on the score
    high: Array  # pull of the cutpoint above: chance of a better category
    low: Array  # pull of the cutpoint below: chance of a worse one


def look(items: Ordered, x: Array, scores: Array) -> Seen:
    """Reads the items at these scores [year, spell]."""
    betas, sets, _ = unpack(items, x)
    beta, cuts = betas[items.owner, None], sets[items.owner, items.set_of]
    rows = [scores[begin : begin + years] for begin, years in zip(items.begins, items.years, strict=True)]
    eta = beta * jnp.concatenate(rows)
    seen = jnp.asarray(items.seen)
    if items.categories == 2:  # one cutpoint: one exponential
        worse = seen == 0
        odds = jnp.exp(jnp.minimum(jnp.where(worse, eta - cuts, cuts - eta), STEEP))
        odds = jnp.where(seen < 0, 0.0, odds)
        chance = odds / (1 + odds)
        return Seen(
            beta, eta, -jnp.log(1 + odds), jnp.where(worse, chance, 0.0), jnp.where(worse, 0.0, chance)
        )
    below, above = jnp.full(seen.shape, -jnp.inf), jnp.full(seen.shape, jnp.inf)
    for k in range(items.categories - 1):
        above = jnp.where(seen == k, cuts[:, k, None], above)
        below = jnp.where(seen == k + 1, cuts[:, k, None], below)
    over, under = jnp.exp(jnp.minimum(eta - above, STEEP)), jnp.exp(jnp.minimum(below - eta, STEEP))
    both = (1 + over) * (1 + under)
    return Seen(beta, eta, -jnp.log(both), over * (1 + under) / both, under * (1 + over) / both)


def pull(items: Ordered, x: Array, scores: Array) -> list[tuple[int, Pull]]:
    """What each item says of the scores, and the row of the grid where it begins."""
    beta, _, value, high, low = look(items, x, scores)
    bend = beta * beta * (high * (1 - high) + low * (1 - low))
    whole = jax.lax.optimization_barrier(Pull(value, beta * (low - high), bend))
    ends = np.cumsum(items.years)
    return [
        (begin, Pull(*(cells[end - years : end] for cells in whole)))
        for begin, years, end in zip(items.begins, items.years, ends, strict=True)
    ]


def log_prior(items: Ordered, x: Array) -> tuple[Array, Array]:
    """Log-density of unbounded parameters before any reading [item], and its slope [item, parameter]."""
    beta, cuts, _ = unpack(items, x)
    has = jnp.asarray(np.arange(cuts.shape[1]) < np.array(items.standards)[:, None])[..., None]
    steps = jnp.concatenate([cuts[:, :1], jnp.diff(cuts, axis=1)], axis=1) / SPREAD
    steps = jnp.where(has, steps, 0.0)
    gaps = jnp.where(has, x[:, 1:].reshape(cuts.shape)[..., 1:], 0.0)
    value = SHAPE * x[:, 0] - RATE * beta - 0.5 * jnp.sum(steps**2, axis=(1, 2)) + jnp.sum(gaps, axis=(1, 2))
    after = jnp.concatenate([steps[:, 1:], jnp.zeros_like(steps[:, :1])], axis=1)
    return value, _unbounded(
        items, x, SHAPE - RATE * beta, (after - steps) / SPREAD, jnp.where(has, 1.0, 0.0)
    )


def log_posterior(items: Ordered, x: Array, scores: Array) -> tuple[Array, Array]:
    """Log-density of unbounded parameters given the scores [item], and its slope [item, parameter]."""
    _, cuts, gaps = unpack(items, x)
    _, eta, value, high, low = jax.lax.optimization_barrier(look(items, x, scores))
    seen = jnp.asarray(items.seen)
    by_cut = [
        jnp.sum(jnp.where(seen == k, high, 0.0) - jnp.where(seen == k + 1, low, 0.0), axis=1)
        for k in range(items.categories - 1)
    ]
    owner = items.owner
    pulls = jnp.zeros_like(cuts).at[owner, items.set_of].add(jnp.stack(by_cut, axis=1))
    by_row = jnp.stack([value.sum(axis=1), jnp.sum((low - high) * eta, axis=1)], axis=1)
    total, by_beta = jnp.zeros((len(items.ids), 2)).at[owner].add(by_row).T
    often = jnp.asarray(items.between)
    apart = jnp.where(often > 0, often * jnp.log(-jnp.expm1(-gaps)), 0.0)
    widen = jnp.where(often > 0, gaps * often / jnp.expm1(gaps), 0.0)
    prior, slope = log_prior(items, x)
    return prior + apart.sum(axis=(1, 2)) + total, slope + _unbounded(items, x, by_beta, pulls, widen)


def _unbounded(items: Ordered, x: Array, by_beta: Array, by_cut: Array, by_gap: Array) -> Array:
    """Slopes by log discrimination, cutpoints and log gaps as slopes by unbounded parameters [item, parameter]."""
    _, _, gaps = unpack(items, x)
    onward = jnp.cumsum(by_cut[..., ::-1], axis=-1)[..., ::-1]  # a lower cutpoint carries those above it
    rest = jnp.concatenate([onward[..., :1], onward[..., 1:] * gaps + by_gap], axis=-1)
    return jnp.where(
        items.used, jnp.concatenate([by_beta[:, None], rest.reshape(len(items.ids), -1)], axis=1), 0.0
    )
