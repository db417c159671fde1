"""One year of every lane, put together in the order of the paper; every right-hand side reads its start."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import jax.numpy as jnp
from jaxtyping import Bool, Float, Float32, Num

from suasion.mechanisms import collapse, resources, war, year
from suasion.mechanisms.types import (
    Array,
    Constants,
    Dealings,
    Masks,
    Params,
    PerDomain,
    PerLane,
    PerStock,
    Probs,
    Pulls,
    Scalar,
    Target,
    Values,
    shortcut,
)
from suasion.mechanisms.year import Situation
from suasion.notation import OBSERVABLE
from suasion.notation.outcomes import Year, rights
from suasion.simulation import outcome
from suasion.simulation.conduct import Memory, act, deliver
from suasion.simulation.materialize import Materialize
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import PolicyArrays, Shape
from suasion.simulation.start import IS_SUBSISTENCE, KEEPS_START, view
from suasion.simulation.year_draws import YearDraws

PATHS = ("rights", *(one.letter for one in OBSERVABLE), "alive")
WAR_SPARES = 0.7  # of rights and subsistence, in the year of a war


Happens: TypeAlias = Bool[Array, "strategy world"]
Events: TypeAlias = tuple[Happens, Happens]  # the regime breaks down, war breaks out


class Carry(NamedTuple):
    """What one year hands to the next."""

    r: PerDomain
    stock: PerStock
    Y: PerLane
    alive: PerLane
    c: Constants
    memory: Memory
    fresh: PerLane  # 1 in the first year after a breakdown
    war: PerLane
    sums: dict[str, PerLane]


class Announced(NamedTuple):
    """What a year brings besides chance."""

    schedule: Float[Array, "instrument strategy 1"]
    ahead: Float[Array, " strategy"]  # discounted pressure that the schedule announces
    t: Num[Array, ""]  # year number
    within: Scalar  # 1 up to the horizon, 0 in the tail


class Fixed(NamedTuple):
    """What stays the same through a rollout."""

    policies: PolicyArrays
    setting: Setting
    p: Params
    m: Masks
    target: Target


class Assessed(NamedTuple):
    """The start of a year with what is done in it, and what that comes to."""

    situation: Situation
    deals: Dealings
    d: Values  # derived quantities, by letter
    E: PerDomain  # share of decisions carried out
    odds: PerDomain  # exp of the incentives less alpha
    odds_solved: PerDomain  # the same under treaty law as it stood when the start was solved


class Choice(NamedTuple):
    """The regime's choice this year, and the pulls on the stocks that go with it."""

    base: PerDomain  # exp(alpha) in force
    hold: PerDomain
    probs: Probs
    pulls: Pulls


def step(
    carry: Carry,
    chance: YearDraws,
    announced: Announced,
    fixed: Fixed,
    shape: Shape,
    *,
    materialize: Materialize,
) -> tuple[Carry, dict[str, Float32[Array, "strategy world"]]]:
    """One year of every lane.

    Args:
        carry: What the year before left.
        chance: The year's draws.
        announced: What the year brings besides.
        fixed: What stays the same.
        shape: What the compilation depends on.
        materialize: From the back end.

    Returns:
        What goes to the next year, and the year's path (empty unless asked for).
    """
    p, m = fixed.p, fixed.m
    now, memory = _assessed(carry, chance, announced, fixed, shape, materialize)
    choice = _choose(carry, now, fixed, shape, materialize)
    c = _constants(carry, now, choice, fixed, shape)
    r = _moved(carry.r, chance, choice.probs, p)
    stock = year.stocks(carry.stock, now=choice.pulls, shocks=chance.shock_pulls, p=p, c=c)
    x = now.situation.state
    Y = m["resources"] * resources.next_level(
        x["Y"], x["L"] - now.d["hit"], c.net, chance.shock_Y, p["resources.y"], p["resources.h_S"]
    )
    falls, strikes = materialize(_events(carry, chance, now, c, fixed))
    r, stock = _broken(r, stock, falls, strikes, p)
    after = materialize(
        Carry(
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
    )
    end = view(after.r, after.stock, after.Y, after.alive)
    seen = outcome.seen_year(now.situation, end, after.r, falls, strikes, fixed.setting, shape)
    sums = outcome.add(after.sums, seen, announced.within, fixed.setting, shape)
    return after._replace(sums=sums), _path(seen) if shape.paths else {}


def _assessed(
    carry: Carry,
    chance: YearDraws,
    announced: Announced,
    fixed: Fixed,
    shape: Shape,
    materialize: Materialize,
) -> tuple[Assessed, Memory]:
    """What is announced, what happens of it, and what that comes to; and what the rules remember."""
    policies, _, p, m, target = fixed
    x = view(carry.r, carry.stock, carry.Y, carry.alive)
    levels, memory = act(announced.schedule, policies.rules, x, carry.memory, announced.t, shape)
    u, deals = deliver(
        x,
        levels,
        baseline=policies.baseline[:, None, None],
        after=policies.after.T[..., None],
        ahead=announced.ahead[:, None],
        draws=chance,
        p=p,
        m=m,
        target=target,
        levers=shape.levers,
        materialize=materialize,
    )
    now = Situation(x, u, target, p, m)
    d = materialize(year.derived(now))
    E = materialize(year.executions(now))
    shared = materialize(year.shared_incentive(now, d))
    odds = materialize(jnp.exp(year.incentives(now, d, shared=shared, M=target.M)))
    odds_solved = odds
    if shape.twin:
        odds_solved = jnp.exp(year.incentives(now, d, shared=shared, M=target.M_solved))
    return Assessed(now, deals, d, E, odds, odds_solved), memory


def _choose(carry: Carry, now: Assessed, fixed: Fixed, shape: Shape, materialize: Materialize) -> Choice:
    """Chances to move; in the first year after a breakdown the successor's start becomes the fixed point."""
    p, target = fixed.p, fixed.target
    fresh = carry.fresh > 0

    def choose_anew(base: PerDomain, hold: PerDomain) -> tuple[PerDomain, PerDomain]:
        anew = year.solve_choice(r=carry.r, weight=now.odds_solved, E=now.E, z=target.no_change, p=p)
        return jnp.where(fresh, anew[0], base), jnp.where(fresh, anew[1], hold)

    base, hold = materialize(shortcut(fresh, choose_anew, lambda *same: same, carry.c.base, carry.c.hold))
    probs = materialize(year.move_probs(w=base * now.odds, hold=hold, E=now.E))
    opening = (probs.up[0] + probs.up[1] + probs.up[2]) / 3
    pulls = materialize(year.pulls(now.situation, now.d, M=target.M, opening=opening, dealings=now.deals))
    return Choice(base, hold, probs, pulls)


def _constants(carry: Carry, now: Assessed, choice: Choice, fixed: Fixed, shape: Shape) -> Constants:
    """The constants in force: those of the start, or, after a breakdown, of the successor's."""
    target = fixed.target
    x, d = now.situation.state, now.d
    fresh = carry.fresh > 0

    def start_anew(c: Constants) -> Constants:
        pulls = choice.pulls
        if shape.twin:
            as_solved = year.move_probs(w=choice.base * now.odds_solved, hold=choice.hold, E=now.E).up.mean(0)
            pulls = year.pulls(now.situation, d, M=target.M_solved, opening=as_solved, dealings=now.deals)
        return Constants(
            base=choice.base,
            hold=choice.hold,
            pulls=Pulls(jnp.where(fresh, pulls.up, c.pulls.up), jnp.where(fresh, pulls.down, c.pulls.down)),
            start=jnp.where(fresh & KEEPS_START, carry.stock, c.start),
            net=jnp.where(fresh, x["L"] - d["hit"], c.net),
            collapse_index=c.collapse_index,
            war_index=jnp.where(fresh, year.log_hazard("war", now.situation, d), c.war_index),
        )

    as_before = carry.c._replace(base=choice.base, hold=choice.hold)
    return shortcut(fresh, start_anew, lambda same: same, as_before)


def _moved(r: PerDomain, chance: YearDraws, probs: Probs, p: Params) -> PerDomain:
    """Rights after this year's moves."""
    up_share, down_share = year.jump_shares(r, p)
    up, down = (
        jnp.where(chance.jump[:, None] < share, sizes[0][:, None], sizes[1][:, None])
        for share, sizes in ((up_share, chance.up), (down_share, chance.down))
    )
    chosen = chance.choice[:, None]
    return (
        r
        + jnp.where(chosen < probs.up, (1 - r) * up, 0.0)
        - jnp.where(chosen > 1 - probs.down, r * down, 0.0)
    )


def _events(carry: Carry, chance: YearDraws, now: Assessed, c: Constants, fixed: Fixed) -> Events:
    """Whether the regime breaks down, and whether war breaks out."""
    p, m = fixed.p, fixed.m
    hazard = collapse.hazard(
        year.log_hazard("collapse", now.situation, now.d),
        c.collapse_index,
        chance.shock_hazard,
        p["target.collapse_hazard"],
    )
    falls = (chance.collapse < m["collapse"] * hazard) & (carry.alive > 0)
    war_hazard = war.hazard(year.log_hazard("war", now.situation, now.d), c.war_index, p["target.war_hazard"])
    return falls, (chance.war < m["war"] * war_hazard) & (carry.war < 1)


def _broken(
    r: PerDomain, stock: PerStock, falls: Happens, strikes: Happens, p: Params
) -> tuple[PerDomain, PerStock]:
    """Rights and stocks once breakdowns and wars have taken their toll."""

    def broken(r: PerDomain, stock: PerStock) -> tuple[PerDomain, PerStock]:
        spared = jnp.where(strikes, WAR_SPARES, 1.0)
        stock = jnp.where(falls, p["after.put"] + p["after.keep"] * stock, stock)
        r = jnp.where(falls, p["after.r"], r) * spared
        return r, jnp.where(IS_SUBSISTENCE, stock * spared, stock)

    return shortcut(falls | strikes, broken, lambda *same: same, r, stock)


def _path(seen: Year) -> dict[str, Float32[Array, "strategy world"]]:
    """What stays of every year."""
    path = {"rights": rights(seen), **{name: seen.end[name] for name in PATHS[1:]}}
    return {name: value.astype(jnp.float32) for name, value in path.items()}
