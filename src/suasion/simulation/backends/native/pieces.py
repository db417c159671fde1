"""The rollout's pieces as JAX traces them, for one strategy in one world."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend.core import ClosedJaxpr
from jaxtyping import PyTree

from suasion.mechanisms import switchable
from suasion.mechanisms.types import Array, Masks
from suasion.simulation import outcome, rollout, step
from suasion.simulation.materialize import unchanged
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import PolicyArrays, Rules, Shape
from suasion.simulation.streams import STREAMS
from suasion.simulation.year_draws import draw_year, persisting, untouched

Sized: TypeAlias = Array  # or its size, while the pieces are traced


class Common(NamedTuple):
    """What all strategies and worlds share."""

    setting: Setting
    masks: dict[str, Sized]
    baseline: Sized  # [instrument]


class Own(NamedTuple):
    """What belongs to one strategy through all years; leaves of the policies, [1, ...]."""

    after: Sized
    rules: Rules


class Year(NamedTuple):
    """What belongs to one strategy in one year."""

    schedule: Sized  # [instrument]
    ahead: Sized
    within: Sized


class Traced(NamedTuple):
    """A program and the sizes of what it gives."""

    program: ClosedJaxpr
    gives: PyTree


class Pieces(NamedTuple):
    """The pieces, with the sizes of what they take.

    Attributes:
        common: Sizes of :class:`Common`.
        own: Sizes of :class:`Own`.
        year: Sizes of :class:`Year`.
        keys: Size of the streams' keys.
        idle: Sizes of what persists from year to year for all strategies.
        opens: Once a world: (numbers, common) to stacks, masks and constants.
        rests: Before the first year: () to what persists.
        draws: Once a world and year: (persisting, t, counter, keys, numbers, masks, setting) to chance and
            what persists.
        begins: Before a strategy's first year: (numbers, constants, setting) to what a year hands on.
        plays: A year: (handed on, chance, year, t, own, common, numbers, masks) to handed on and path.
        closes: After the last: (sums, numbers, setting) to outcomes.
    """

    common: Common
    own: Own
    year: Year
    keys: jax.ShapeDtypeStruct
    idle: PyTree
    opens: Traced
    rests: Traced
    draws: Traced
    begins: Traced
    plays: Traced
    closes: Traced


def parts(policies: PolicyArrays, setting: Setting, masks: Masks, years: int) -> tuple[Common, Own, Year]:
    """A plan, a case's constants and masks, sorted by what they belong to.

    Returns:
        Common as it is; own with strategies first; year with [year, strategy] first.
    """
    within = np.broadcast_to((np.arange(len(policies.ahead)) < years)[:, None] * 1.0, policies.ahead.shape)
    return (
        Common(setting, dict(masks), policies.baseline),
        Own(policies.after, policies.rules),
        Year(policies.schedule, policies.ahead, within),
    )


def traced(shape: Shape, names: tuple[str, ...], policies: PolicyArrays, setting: Setting) -> Pieces:
    """Traces the rollout of one shape.

    Args:
        shape: What the code depends on; strategies do not matter, and paths are always given.
        names: The numbers' ids.
        policies: Policies of this shape, for the sizes of its arrays.
        setting: A setting of this shape.
    """
    shape = shape._replace(strategies=1, paths=True)
    rows = 2 if shape.twin else 1
    common, own, year = parts(policies, setting, dict.fromkeys(switchable(), np.array(1.0)), shape.years)
    common = jax.tree.map(lambda leaf: _size(np.shape(leaf)), common)
    own = jax.tree.map(lambda leaf: _size((1, *leaf.shape[1:])), own)
    year = jax.tree.map(lambda leaf: _size(leaf.shape[2:]), year)
    keys = jax.ShapeDtypeStruct((len(STREAMS) + shape.shocks, 2), np.uint32)
    t = jax.ShapeDtypeStruct((), np.int64)
    numbers = {name: _size((1,)) for name in names}

    def open_world(p: PyTree, common: Common) -> PyTree:
        treaties = common.setting.treaties
        return rollout.opened(
            common.baseline, treaties, p, common.masks, shocks=shape.shocks, levers=shape.levers
        )

    def rest() -> PyTree:
        return untouched(shape.shocks, 1)

    def draw(
        before: PyTree, t: PyTree, counter: PyTree, keys: PyTree, p: PyTree, m: PyTree, setting: Setting
    ) -> PyTree:
        chance = draw_year(before, t, keys, counter, p, m, setting)
        return chance, persisting(chance)

    def begin(p: PyTree, c: PyTree, setting: Setting) -> PyTree:
        return rollout.begin(p, c, setting, shape)

    def play(
        carry: PyTree, chance: PyTree, year: Year, t: PyTree, own: Own, common: Common, p: PyTree, m: PyTree
    ) -> PyTree:
        policies = PolicyArrays(
            jnp.zeros((1, 1, 1)), common.baseline, own.after, jnp.zeros((1, 1)), own.rules
        )
        announced = step.Announced(
            schedule=jnp.stack([year.schedule] * rows, 1)[..., None],
            ahead=jnp.stack([year.ahead] * rows),
            t=t,
            within=year.within,
        )
        fixed = rollout.fixed_through(policies, common.setting, p, m, shape)
        return step.step(carry, chance, announced, fixed, shape, materialize=unchanged)

    def close(sums: PyTree, p: PyTree, setting: Setting) -> PyTree:
        return outcome.outcomes(sums, p["start.r"][:, 0], setting, shape)

    opens = _trace(open_world, numbers, common)
    stacks, m, c = opens.gives
    p = {**numbers, **stacks}
    rests = _trace(rest)
    counter = jax.ShapeDtypeStruct((1,), np.uint32)
    draws = _trace(draw, rests.gives, t, counter, keys, p, m, common.setting)
    begins = _trace(begin, p, c, common.setting)
    plays = _trace(play, begins.gives, draws.gives[0], year, t, own, common, p, m)
    closes = _trace(close, begins.gives.sums, p, common.setting)
    return Pieces(common, own, year, keys, rests.gives, opens, rests, draws, begins, plays, closes)


def _size(shape: tuple[int, ...]) -> jax.ShapeDtypeStruct:
    return jax.ShapeDtypeStruct(shape, np.float64)


def _trace(what: Callable[..., PyTree], *sizes: PyTree) -> Traced:
    program, gives = jax.make_jaxpr(what, return_shape=True)(*sizes)
    return Traced(program, gives)
