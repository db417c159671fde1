"""One world: a draw of every uncertain number, by quantile, keyed by the number's name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import ndtri

from suasion.domain.parameter import Prior
from suasion.mechanisms.types import Array
from suasion.simulation.luck import stream_keys, uniform, words
from suasion.simulation.materialize import Materialize, unchanged

KINDS = ("normal", "lognormal", "share", "uniform")
DRAW = 0xFFFFFFFF  # the counter word that no year uses
AFTER = ("r_P", "r_C", "r_G", "A", "I")  # from the panel of breakdowns
AFTER_ASSUMED = ("T", "B", "K")


class Recipe(NamedTuple):
    """How to draw a list of numbers, one row each; leaves [number] unless said otherwise."""

    kind: Array
    centre: Array
    below: Array
    above: Array
    least: Array  # quantiles between which a worldview draws: 0 and 1 in `data`
    most: Array
    keys: Array  # [number, 2]
    breakdowns: Array  # [variable of AFTER, knot], in the order of how well they went
    usual: Array  # the share of the breakdowns in that table that went well


@jax.tree_util.register_pytree_node_class
class Numbers(Mapping[str, Array]):
    """Every number of some worlds under its id, kept as one array: many small ones are slow to hand over.

    Args:
        ids: The numbers' ids.
        rows: Their values, [number, world].
    """

    def __init__(self, ids: tuple[str, ...], rows: Array) -> None:
        self.ids, self.rows = ids, rows

    def __getitem__(self, name: str) -> Array:
        try:
            return self.rows[self.ids.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def tree_flatten(self) -> tuple[tuple[Array], tuple[str, ...]]:
        """For JAX: the array, and the ids, which a compiled program depends on."""
        return (self.rows,), self.ids

    @classmethod
    def tree_unflatten(cls, ids: tuple[str, ...], rows: tuple[Any]) -> Numbers:
        """For JAX: the inverse of :meth:`tree_flatten`."""
        return cls(ids, rows[0])


def recipe(
    priors: Mapping[str, Prior],
    seed: int,
    breakdowns: np.ndarray,
    usual: float,
    shifts: Mapping[str, tuple[float, float]] | None = None,
) -> Recipe:
    """The recipe for these priors, in their order, and for what follows a breakdown.

    Args:
        priors: Id to prior.
        seed: The run's seed.
        breakdowns: What breakdowns left, [variable of ``AFTER``, knot], worst first.
        usual: Share of those breakdowns that went well.
        shifts: Stretch of quantiles to draw from, by id; (0, 1) where it is silent.
    """
    numbers = np.array([prior.numbers for prior in priors.values()])
    stretch = np.array([(shifts or {}).get(name, (0.0, 1.0)) for name in priors])
    return Recipe(
        kind=np.array([KINDS.index(prior.kind) for prior in priors.values()]),
        centre=numbers[:, 0],
        below=numbers[:, 1],
        above=numbers[:, 2],
        least=stretch[:, 0],
        most=stretch[:, 1],
        keys=stream_keys(seed, (*(f"parameter:{name}" for name in priors), "parameter:after")),
        breakdowns=breakdowns,
        usual=np.array(usual),
    )


def quantiles(keys: Array, worlds: Array, *, materialize: Materialize = unchanged) -> Array:
    """A number strictly between 0 and 1 for each key and world, [number, world]."""
    high, low = materialize(words(keys, worlds, jnp.uint32(DRAW)))
    return (high.astype(jnp.float64) + uniform(low)) * 2.0**-32


def values(of: Recipe, quantile: Array, *, materialize: Materialize = unchanged) -> Array:
    """The numbers at these quantiles, [number, world]."""
    z = materialize(ndtri(quantile))
    kind, centre = of.kind[:, None], of.centre[:, None]
    line = centre + jnp.where(z < 0, of.below[:, None], of.above[:, None]) * z
    bent = materialize(jnp.exp(jnp.where(kind == 2, -line, jnp.where(kind == 1, line, 0.0))))
    flat = centre + of.below[:, None] * quantile
    return jnp.select([kind == 0, kind == 1, kind == 2], [line, bent, 1 / (1 + bent)], flat)


def breakdown(
    of: Recipe, quantile: Array, drawn: Mapping[str, Array], *, materialize: Materialize = unchanged
) -> dict[str, Array]:
    """What a breakdown leaves, jointly: better or worse in everything at once, each [world].

    The panel's breakdowns, ordered by how well they went, are read at a tilted quantile; the tilt
    makes the share that goes well equal to ``target.after_breakdown`` and keeps their order.
    """
    tilt = jnp.log1p(-of.usual) / jnp.log1p(-drawn["target.after_breakdown"])
    rank = materialize(quantile**tilt)
    knots = of.breakdowns.shape[1]
    place = jnp.clip(rank * knots - 0.5, 0.0, knots - 1.0)
    rises = jnp.diff(of.breakdowns)
    left = of.breakdowns[:, :1]
    for i in range(knots - 1):
        left = left + rises[:, i, None] * jnp.clip(place - i, 0.0, 1.0)
    guessed = {
        name: drawn[f"collapse.{name}_worst"]
        + (drawn[f"collapse.{name}_best"] - drawn[f"collapse.{name}_worst"]) * rank
        for name in AFTER_ASSUMED
    }
    return dict(zip(AFTER, left, strict=True)) | guessed


def names_drawn(names: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of all that is drawn: the recipe's numbers, then what a breakdown would leave."""
    return (*names, *(f"after.{name}" for name in (*AFTER, *AFTER_ASSUMED)))


def rows(of: Recipe, worlds: Array, *, names: tuple[str, ...], materialize: Materialize = unchanged) -> Array:
    """All numbers and what a breakdown would leave, [number, world]: one array compiles faster than many.

    World i is the same whatever stands beside it.

    Args:
        of: The recipe.
        worlds: World numbers, uint32 [world].
        names: The numbers' ids in the recipe's order.
        materialize: From the back end.
    """
    quantile = quantiles(of.keys, worlds, materialize=materialize)
    within = of.least[:, None] + (of.most - of.least)[:, None] * quantile[:-1]
    own = materialize(values(of, within, materialize=materialize))
    left = breakdown(of, quantile[-1], dict(zip(names, own, strict=True)), materialize=materialize)
    return jnp.concatenate([own, jnp.stack([left[name] for name in (*AFTER, *AFTER_ASSUMED)])])


def at_quantile(prior: Prior, quantile: float) -> float:
    """One prior's value at one quantile, for tables and documents."""
    from statistics import NormalDist

    centre, below, above = prior.numbers
    if prior.kind == "uniform":
        return centre + below * quantile
    z = NormalDist().inv_cdf(quantile)
    line = centre + (below if z < 0 else above) * z
    if prior.kind == "lognormal":
        return math.exp(line)
    return 1 / (1 + math.exp(-line)) if prior.kind == "share" else line
