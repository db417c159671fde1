"""Years played: every strategy in every world, with the same luck."""

from __future__ import annotations

from collections import ChainMap
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp

from suasion.mechanisms import collapse, resources, war, year
from suasion.mechanisms.types import (
    KEEP_BARRIERS,
    ONCE_A_BLOCK,
    Array,
    Constants,
    Masks,
    Params,
    Pulls,
    Target,
    once,
    shortcut,
)
from suasion.mechanisms.year import Situation
from suasion.notation import OBSERVABLE
from suasion.simulation import outcome
from suasion.simulation.chance import Chance, Persisting, chances, persisting, untouched
from suasion.simulation.conduct import Memory, act, by_letter, deliver, fresh_memory
from suasion.simulation.outcome import Setting
from suasion.simulation.plan import Plan, Shape
from suasion.simulation.start import (
    IS_SUBSISTENCE,
    KEEPS_START,
    SUBSISTENCE,
    after_breakdown,
    solve,
    start_stacks,
    target_of,
    view,
)

PATHS = ("rights", *(one.letter for one in OBSERVABLE), "alive")


class Carry(NamedTuple):
    """What one year hands to the next; [strategy, world] unless said otherwise."""

    r: Array  # [domain, strategy, world]
    stock: Array  # [stock, strategy, world]
    Y: Array
    alive: Array
    c: Constants
    memory: Memory
    fresh: Array  # 1 in the first year after a breakdown
    war: Array
    sums: dict[str, Array]


class Announced(NamedTuple):
    """What a year brings besides chance."""

    schedule: Array  # [instrument, strategy, 1]
    ahead: Array  # discounted pressure that the schedule announces, [strategy]
    t: Array  # year number
    within: Array  # 1 up to the horizon, 0 in the tail


class Fixed(NamedTuple):
    """What stays the same through a rollout."""

    plan: Plan
    setting: Setting
    p: Params
    m: Masks
    target: Target


def step(
    carry: Carry, lucky: Chance, announced: Announced, fixed: Fixed, shape: Shape
) -> tuple[Carry, dict[str, Array]]:
    """One year of every lane; every right-hand side reads the state at its start."""
    schedule, ahead, t, within = announced
    plan, setting, p, m, target = fixed
    x, c = view(carry.r, carry.stock, carry.Y, carry.alive), carry.c

    levels, memory = act(schedule, plan.rules, x, carry.memory, t, shape)
    u, deals = deliver(
        x,
        levels,
        plan.baseline[:, None, None],
        plan.after.T[..., None],
        ahead[:, None],
        (lucky.pressed, lucky.taken, lucky.cheat),
        lucky.office,
        lucky.refusal,
        p,
        m,
        target,
    )
    now = Situation(x, u, target, p, m)
    d = once(year.derived(now))
    E = once(year.executions(now))
    shared = once(year.shared_incentive(now, d))
    weight = once(jnp.exp(year.incentives(now, d, shared=shared, M=target.M)))

    # in the first year after a breakdown the successor's start becomes the fixed point
    fresh = carry.fresh > 0
    solved = weight
    if shape.twin:
        solved = jnp.exp(year.incentives(now, d, shared=shared, M=target.M_solved))

    def choose_anew(base: Array, hold: Array) -> tuple[Array, Array]:
        found = year.solve_choice(r=carry.r, weight=solved, E=E, z=target.no_change, p=p)
        return jnp.where(fresh, found[0], base), jnp.where(fresh, found[1], hold)

    base, hold = once(shortcut(fresh, choose_anew, lambda *same: same, c.base, c.hold))
    probs = once(year.move_probs(w=base * weight, hold=hold, E=E))
    opening = (probs.up[0] + probs.up[1] + probs.up[2]) / 3
    pulls = once(year.pulls(now, d, M=target.M, opening=opening, dealings=deals))
    net = x["L"] - d["hit"]

    def start_anew(c: Constants) -> Constants:
        begun = pulls
        if shape.twin:
            as_solved = year.move_probs(w=base * solved, hold=hold, E=E).up.mean(0)
            begun = year.pulls(now, d, M=target.M_solved, opening=as_solved, dealings=deals)
        return Constants(
            base=base,
            hold=hold,
            pulls=Pulls(jnp.where(fresh, begun.up, c.pulls.up), jnp.where(fresh, begun.down, c.pulls.down)),
            start=jnp.where(fresh & KEEPS_START, carry.stock, c.start),
            net=jnp.where(fresh, net, c.net),
            collapse_index=c.collapse_index,
            war_index=jnp.where(fresh, year.log_hazard("war", now, d), c.war_index),
        )

    c = shortcut(fresh, start_anew, lambda same: same, c._replace(base=base, hold=hold))

    up_share, down_share = year.jump_shares(carry.r, p)
    up, down = (
        jnp.where(lucky.jump[:, None] < share, sizes[0][:, None], sizes[1][:, None])
        for share, sizes in ((up_share, lucky.up), (down_share, lucky.down))
    )
    chosen = lucky.choice[:, None]
    r = (
        carry.r
        + jnp.where(chosen < probs.up, (1 - carry.r) * up, 0.0)
        - jnp.where(chosen > 1 - probs.down, carry.r * down, 0.0)
    )
    stock = year.stocks(carry.stock, now=pulls, shocks=lucky.blows, p=p, c=c)
    Y = m["resources"] * resources.next_level(
        x["Y"], net, c.net, lucky.blow_Y, p["resources.y"], p["resources.h_S"]
    )

    hazard = collapse.hazard(
        year.log_hazard("collapse", now, d), c.collapse_index, lucky.blow_hazard, p["target.collapse_hazard"]
    )
    falls = (lucky.collapse < m["collapse"] * hazard) & (carry.alive > 0)
    war_hazard = war.hazard(year.log_hazard("war", now, d), c.war_index, p["target.war_hazard"])
    strikes = (lucky.war < m["war"] * war_hazard) & (carry.war < 1)
    falls, strikes = once((falls, strikes))

    def broken(r: Array, stock: Array) -> tuple[Array, Array]:
        spared = jnp.where(strikes, 0.7, 1.0)
        stock = jnp.where(falls, p["after.put"] + p["after.keep"] * stock, stock)
        r = jnp.where(falls, p["after.r"], r) * spared
        return r, jnp.where(IS_SUBSISTENCE, stock * spared, stock)

    r, stock = shortcut(falls | strikes, broken, lambda *same: same, r, stock)
    carry = Carry(
        r=r,
        stock=stock,
        Y=jnp.where(falls, 0.0, Y),
        alive=jnp.where(falls, 0.0, carry.alive),
        c=c,
        memory=memory,
        fresh=1.0 * falls,
        war=jnp.maximum(carry.war, 1.0 * strikes),
        sums=carry.sums,
    )
    carry = once(carry)
    seen = outcome.observe(carry.r, carry.stock[SUBSISTENCE], x, u, p, setting, shape)
    sums = outcome.add(carry.sums, seen, within, 1.0 * falls, 1.0 * strikes, p, shape)
    return carry._replace(sums=sums), _path(carry, seen, shape) if shape.paths else {}


def _path(carry: Carry, seen: dict[str, Array], shape: Shape) -> dict[str, Array]:
    """What is kept of every year, float32, [strategy, world]."""
    x = view(carry.r, carry.stock, carry.Y, carry.alive)
    kept = {"rights": seen["rights"], **{name: x[name] for name in PATHS[1:]}}
    return {name: value[: shape.strategies].astype(jnp.float32) for name, value in kept.items()}


def rollout(
    plan: Plan, setting: Setting, p: Params, m: Masks, keys: Array, worlds: Array, *, shape: Shape
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Plays a block of worlds.

    Args:
        plan: What the strategies announce.
        setting: The case's constants.
        p: Parameters, [world].
        m: Masks, scalars.
        keys: Keys of the luck's streams, [stream, 2].
        worlds: Counters of the luck, [world].
        shape: What the compilation depends on.

    Returns:
        Outcomes, [strategy, world], and paths, [year, strategy, world] (empty unless asked for).
    """
    stacks, m, c = opening(plan.baseline, setting.treaties, p, m, shocks=shape.shocks)
    played: tuple[dict[str, Array], dict[str, Array]] = years(
        plan, setting, p, stacks, m, c, keys, worlds, shape=shape
    )
    return played


def opened(
    baseline: Array, treaties: Array, p: Params, m: Masks, *, shocks: int
) -> tuple[dict[str, Array], dict[str, Array], Constants]:
    """What is worked out once a world: parameters and masks stacked, and the start made a fixed point.

    Only what is new among the parameters is returned; ``p`` itself goes on to :func:`years` as it is.
    A shock without an end lasts one year, and a case without shocks has one that never comes.
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
        solve(r, stock, by_letter(baseline), p, m, target_of(p, treaties, jnp.ones((1, 1)))),
    )


#: `opened`, compiled apart from the years: it is the same for every set of strategies and any horizon.
opening = jax.jit(opened, static_argnames="shocks", compiler_options=ONCE_A_BLOCK)


@partial(jax.jit, static_argnames="shape", compiler_options=KEEP_BARRIERS)
def years(
    plan: Plan,
    setting: Setting,
    p: Params,
    stacks: Params,
    m: Masks,
    c: Constants,
    keys: Array,
    worlds: Array,
    *,
    shape: Shape,
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The years of :func:`rollout`, from parameters and constants as `opened` leaves them."""
    p = ChainMap(stacks, p)  # type: ignore[arg-type]  # only read, and each number where the step needs it
    fixed = fixed_through(plan, setting, p, m, shape)
    t = jnp.arange(shape.years + shape.tail)
    schedule = fixed.plan.schedule.transpose(0, 2, 1)[..., None]

    def one_year(
        before: tuple[Carry, Persisting], announced: Announced
    ) -> tuple[tuple[Carry, Persisting], dict[str, Array]]:
        lucky = once(chances(before[1], announced.t, keys, worlds, p, m, setting))
        carry, seen = step(before[0], lucky, announced, fixed, shape)
        return (carry, persisting(lucky)), seen

    (carry, _), paths = jax.lax.scan(
        one_year,
        (begin(p, c, setting, shape), untouched(shape.shocks, worlds.shape[0])),
        Announced(schedule, fixed.plan.ahead, t, 1.0 * (t < shape.years)),
    )
    return outcome.outcomes(carry.sums, p["start.r"][:, 0], setting, shape), paths


def fixed_through(plan: Plan, setting: Setting, p: Params, m: Masks, shape: Shape) -> Fixed:
    """What stays the same through a rollout; with a twin every strategy stands twice."""
    ratified: Array = jnp.ones((1, 1))
    if shape.twin:
        plan = _doubled(plan)
        ratified = (jnp.arange(2 * shape.strategies) < shape.strategies)[:, None] * 1.0
    return Fixed(plan, setting, p, m, target_of(p, setting.treaties, ratified))


def begin(p: Params, c: Constants, setting: Setting, shape: Shape) -> Carry:
    """What the first year starts from, in every lane; ``c`` as `opened` leaves it."""
    r, stock = p["start.r"], p["start.stock"]
    lanes = (shape.strategies * (2 if shape.twin else 1), r.shape[-1])

    def wide(leaf: Array) -> Array:
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
        sums=outcome.nothing_yet(r[:, 0], setting, shape),
    )


def _doubled(plan: Plan) -> Plan:
    """The same strategies twice: for the target as it is and for its unratified twin."""
    return Plan(
        schedule=jnp.concatenate([plan.schedule] * 2, axis=1),
        baseline=plan.baseline,
        after=jnp.concatenate([plan.after] * 2),
        ahead=jnp.concatenate([plan.ahead] * 2, axis=1),
        rules=jax.tree.map(lambda leaf: jnp.concatenate([leaf] * 2), plan.rules),
    )
