"""Years played: every strategy in every world, with the same luck.

Everything here takes part in ``jax.jit``, ``jax.vmap`` and ``jax.grad``. The gradient through choices that
are drawn is zero for whatever only moves their probabilities: a likelihood reads ``year.move_probs`` instead.
"""

from __future__ import annotations

from collections import ChainMap
from typing import TypeAlias, cast

import jax
import jax.numpy as jnp
from jaxtyping import Float, Float32, UInt32

from suasion.mechanisms import year
from suasion.mechanisms.types import AnyShape, Array, Constants, Masks, Params
from suasion.simulation import outcome
from suasion.simulation.conduct import by_letter, fresh_memory
from suasion.simulation.materialize import Materialize, unchanged
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import Lever, PolicyArrays, Shape
from suasion.simulation.start import after_breakdown, solve, start_stacks, target_of
from suasion.simulation.step import Announced, Carry, Fixed, step
from suasion.simulation.year_draws import Persisting, draw_year, persisting, untouched

Outcomes: TypeAlias = dict[str, Float[Array, "strategy world"]]
Paths: TypeAlias = dict[str, Float32[Array, "year strategy world"]]


def rollout(
    policies: PolicyArrays,
    setting: Setting,
    p: Params,
    m: Masks,
    keys: UInt32[Array, "stream 2"],
    worlds: UInt32[Array, " world"],
    *,
    shape: Shape,
    materialize: Materialize = unchanged,
) -> tuple[Outcomes, Paths]:
    """Plays a block of worlds.

    Args:
        policies: What the strategies announce.
        setting: The case's constants.
        p: Parameters, [world].
        m: Masks, scalars.
        keys: Keys of the luck's streams, [stream, 2].
        worlds: Counters of the luck, [world].
        shape: What the compilation depends on.
        materialize: From the back end.

    Returns:
        Outcomes, [strategy, world], and paths, [year, strategy, world] (empty unless asked for).
    """
    stacks, m, c = opened(policies.baseline, setting.treaties, p, m, shocks=shape.shocks, levers=shape.levers)
    return years(policies, setting, p, stacks, m, c, keys, worlds, shape=shape, materialize=materialize)


def opened(
    baseline: Float[Array, " instrument"],
    treaties: Float[Array, " domain"],
    p: Params,
    m: Masks,
    *,
    shocks: int,
    levers: tuple[Lever, ...],
) -> tuple[Params, Masks, Constants]:
    """What is worked out once a world: parameters and masks stacked, and the start made a fixed point.

    It is the same for every set of strategies and any horizon. Only what is new among the parameters is
    returned; ``p`` itself goes on to :func:`years` as it is. A shock without an end lasts one year, and a
    case without shocks has one that never comes.
    """
    none = jnp.zeros_like(p["rents.psi"])
    stacks = {
        **year.stacked_parameters(p),
        **after_breakdown(p),
        "shock.ends": jnp.stack([p.get(f"shock.{i}.ends", none + 1) for i in range(shocks)]),
        "shock.probability": jnp.stack([p.get(f"shock.{i}.probability", none) for i in range(shocks)]),
    }
    r, stock = stacks["start.r"], stacks["start.stock"] = start_stacks(p)
    p = {**p, **stacks}
    return (
        stacks,
        dict(m),
        solve(
            r, stock, by_letter(jnp.asarray(baseline), levers), p, m, target_of(p, treaties, jnp.ones((1, 1)))
        ),
    )


def years(
    policies: PolicyArrays,
    setting: Setting,
    p: Params,
    stacks: Params,
    m: Masks,
    c: Constants,
    keys: UInt32[Array, "stream 2"],
    worlds: UInt32[Array, " world"],
    *,
    shape: Shape,
    materialize: Materialize = unchanged,
) -> tuple[Outcomes, Paths]:
    """The years of :func:`rollout`, from parameters and constants as `opened` leaves them."""
    p = ChainMap(dict(stacks), cast(dict[str, AnyShape], p))  # read where the step needs it, never copied
    fixed = fixed_through(policies, setting, p, m, shape)
    t = jnp.arange(shape.years + shape.tail)
    schedule = fixed.policies.schedule.transpose(0, 2, 1)[..., None]

    def one_year(
        before: tuple[Carry, Persisting], announced: Announced
    ) -> tuple[tuple[Carry, Persisting], dict[str, Float32[Array, "strategy world"]]]:
        chance = materialize(
            draw_year(before[1], announced.t, keys, worlds, p, m, setting, materialize=materialize)
        )
        carry, seen = step(before[0], chance, announced, fixed, shape, materialize=materialize)
        return (carry, persisting(chance)), seen

    (carry, _), paths = jax.lax.scan(
        one_year,
        (begin(p, c, setting, shape), untouched(shape.shocks, worlds.shape[0])),
        Announced(schedule, fixed.policies.ahead, t, 1.0 * (t < shape.years)),
    )
    return outcome.outcomes(carry.sums, p["start.r"][:, 0], setting, shape), paths


def fixed_through(policies: PolicyArrays, setting: Setting, p: Params, m: Masks, shape: Shape) -> Fixed:
    """What stays the same through a rollout; with a twin every strategy stands twice."""
    ratified: Float[Array, "#strategy 1"] = jnp.ones((1, 1))
    if shape.twin:
        policies = _doubled(policies)
        ratified = (jnp.arange(2 * shape.strategies) < shape.strategies)[:, None] * 1.0
    return Fixed(policies, setting, p, m, target_of(p, setting.treaties, ratified))


def begin(p: Params, c: Constants, setting: Setting, shape: Shape) -> Carry:
    """What the first year starts from, in every lane; ``c`` as `opened` leaves it."""
    r, stock = p["start.r"], p["start.stock"]
    lanes = (shape.strategies * (2 if shape.twin else 1), r.shape[-1])

    def wide(leaf: AnyShape) -> AnyShape:
        return jnp.broadcast_to(leaf, (*leaf.shape[:-2], *lanes))

    return Carry(
        r=wide(r),
        stock=wide(stock),
        Y=jnp.zeros(lanes),
        alive=jnp.ones(lanes),
        c=jax.tree.map(wide, c),
        memory=fresh_memory(len(shape.rule_states), lanes),
        fresh=jnp.zeros(lanes),
        war=jnp.zeros(lanes),
        sums=outcome.nothing_yet(r[:, 0], shape),
    )


def _doubled(policies: PolicyArrays) -> PolicyArrays:
    """The same strategies twice: for the target as it is and for its unratified twin."""
    return PolicyArrays(
        schedule=jnp.concatenate([policies.schedule] * 2, axis=1),
        baseline=policies.baseline,
        after=jnp.concatenate([policies.after] * 2),
        ahead=jnp.concatenate([policies.ahead] * 2, axis=1),
        rules=jax.tree.map(lambda leaf: jnp.concatenate([leaf] * 2), policies.rules),
    )
