"""One world: a draw of every uncertain number, by quantile, keyed by the number's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import ndtri
from jaxtyping import Float, Integer, UInt32

from suasion.domain.joint import JointDraws
from suasion.domain.prior import KINDS, Prior, at_quantile
from suasion.errors import Problem, SuasionError, nearest
from suasion.mechanisms.types import Array, PerWorld, Scalar
from suasion.simulation.materialize import Materialize, unchanged
from suasion.simulation.streams import stream_keys, uniform, words

MIRROR = 1 << 23  # worlds from here on are those of the second, independent sample
DRAW = 0xFFFFFFFF  # the counter word that no year uses
AFTER = ("r_P", "r_C", "r_G", "A", "I")  # from the panel of breakdowns
AFTER_ASSUMED = ("T", "B", "K")

PerNumber: TypeAlias = Float[Array, "number world"]


class Joint(NamedTuple):
    """Joint draws as the engine takes them: world i takes the draw in place i mod n of its sample's order."""

    rows: Integer[Array, " number"]  # the numbers' rows
    values: Float[Array, "number draw"]
    orders: Integer[Array, "2 draw"]  # for the worlds below ``MIRROR``, and for those from there on

    def put(self, own: PerNumber, worlds: UInt32[Array, " world"]) -> PerNumber:
        """The numbers, those that are drawn together in place of their own draws."""
        draws = self.values.shape[1]
        place = (worlds & (MIRROR - 1)) % draws
        return jnp.asarray(own).at[self.rows].set(self.values[:, self.orders[worlds // MIRROR % 2, place]])


class Recipe(NamedTuple):
    """How to draw a list of numbers, one row each."""

    kind: Integer[Array, " number"]
    centre: Float[Array, " number"]
    below: Float[Array, " number"]
    above: Float[Array, " number"]
    least: Float[Array, " number"]  # quantiles between which a worldview draws: 0 and 1 in `data`
    most: Float[Array, " number"]
    keys: UInt32[Array, "number_and_after 2"]
    breakdowns: Float[Array, "variable knot"]  # variables of AFTER; knots in the order of how well they went
    usual: Scalar  # the share of the breakdowns in that table that went well
    joint: Joint | None = None  # numbers that are drawn together instead


@jax.tree_util.register_pytree_node_class
class Numbers(Mapping[str, PerWorld]):
    """Every number of some worlds under its id, kept as one array: many small ones are slow to hand over.

    Args:
        ids: The numbers' ids.
        rows: Their values.
    """

    def __init__(self, ids: tuple[str, ...], rows: PerNumber) -> None:
        self.ids, self.rows = ids, rows

    def __getitem__(self, name: str) -> PerWorld:
        try:
            return self.rows[self.ids.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def tree_flatten(self) -> tuple[tuple[PerNumber], tuple[str, ...]]:
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
    joint: JointDraws | None = None,
) -> Recipe:
    """The recipe for these priors, in their order, and for what follows a breakdown.

    Args:
        priors: Id to prior.
        seed: The run's seed.
        breakdowns: What breakdowns left, [variable of ``AFTER``, knot], worst first.
        usual: Share of those breakdowns that went well.
        shifts: Stretch of quantiles to draw from, by id; (0, 1) where it is silent.
        joint: Draws of several of the numbers together, in place of their priors.

    Raises:
        SuasionError: Joint draws of a number that is not among them, or whose prior a worldview shifts.
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
        joint=None if joint is None else _joint(joint, list(priors), seed, shifts or {}),
    )


def _joint(
    draws: JointDraws, names: Sequence[str], seed: int, shifts: Mapping[str, tuple[float, float]]
) -> Joint:
    problems = [
        Problem(f"joint draws · {name}", "No number of this case has this name.", nearest(name, names))
        for name in draws.names
        if name not in names
    ]
    problems += [
        Problem(
            f"joint draws · {name}",
            "A worldview shifts this number's prior, which joint draws replace.",
            "Play the worldview `data`, or leave the number out of the draws.",
        )
        for name in draws.names
        if name in shifts
    ]
    if problems:
        raise SuasionError(problems)
    return Joint(
        rows=np.array([names.index(name) for name in draws.names]),
        values=draws.values.T,
        orders=np.stack([draws.order(seed, sample) for sample in range(2)]),
    )


def quantiles(
    keys: UInt32[Array, "number 2"], worlds: UInt32[Array, " world"], *, materialize: Materialize = unchanged
) -> PerNumber:
    """A number strictly between 0 and 1 for each key and world."""
    high, low = materialize(words(keys, worlds, jnp.uint32(DRAW)))
    return (high.astype(jnp.float64) + uniform(low)) * 2.0**-32


def values(of: Recipe, quantile: PerNumber, *, materialize: Materialize = unchanged) -> PerNumber:
    """The numbers at these quantiles."""
    numbers: PerNumber = at_quantile(
        quantile,
        materialize(ndtri(quantile)),
        code=of.kind[:, None],
        centre=of.centre[:, None],
        below=of.below[:, None],
        above=of.above[:, None],
        xp=jnp,
        materialize=materialize,
    )
    return numbers


def breakdown(
    of: Recipe,
    quantile: Float[Array, " world"],
    numbers: Mapping[str, Float[Array, " world"]],
    *,
    materialize: Materialize = unchanged,
) -> dict[str, Float[Array, " world"]]:
    """What a breakdown leaves, jointly: better or worse in everything at once.

    The panel's breakdowns, ordered by how well they went, are read at a tilted quantile; the tilt
    makes the share that goes well equal to ``target.after_breakdown`` and keeps their order.
    """
    tilt = jnp.log1p(-of.usual) / jnp.log1p(-numbers["target.after_breakdown"])
    rank = materialize(quantile**tilt)
    knots = of.breakdowns.shape[1]
    place = jnp.clip(rank * knots - 0.5, 0.0, knots - 1.0)
    rises = jnp.diff(of.breakdowns)
    left = of.breakdowns[:, :1]
    for i in range(knots - 1):
        left = left + rises[:, i, None] * jnp.clip(place - i, 0.0, 1.0)
    guessed = {
        name: numbers[f"collapse.{name}_worst"]
        + (numbers[f"collapse.{name}_best"] - numbers[f"collapse.{name}_worst"]) * rank
        for name in AFTER_ASSUMED
    }
    return dict(zip(AFTER, left, strict=True)) | guessed


def names_drawn(names: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of all that is numbers: the recipe's numbers, then what a breakdown would leave."""
    return (*names, *(f"after.{name}" for name in (*AFTER, *AFTER_ASSUMED)))


def rows(
    of: Recipe,
    worlds: UInt32[Array, " world"],
    *,
    names: tuple[str, ...],
    materialize: Materialize = unchanged,
) -> PerNumber:
    """All numbers and what a breakdown would leave: one array compiles faster than many.

    World i is the same whatever stands beside it.

    Args:
        of: The recipe.
        worlds: World numbers.
        names: The numbers' ids in the recipe's order.
        materialize: From the back end.
    """
    quantile = quantiles(of.keys, worlds, materialize=materialize)
    within = of.least[:, None] + (of.most - of.least)[:, None] * quantile[:-1]
    own = materialize(values(of, within, materialize=materialize))
    if of.joint is not None:
        own = of.joint.put(own, worlds)
    left = breakdown(of, quantile[-1], dict(zip(names, own, strict=True)), materialize=materialize)
    return jnp.concatenate([own, jnp.stack([left[name] for name in (*AFTER, *AFTER_ASSUMED)])])
