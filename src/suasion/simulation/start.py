"""Where every lane starts: the stacked state, and the constants that make it a fixed point."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from suasion.mechanisms import choice, switchable, year
from suasion.mechanisms.types import (
    Action,
    Array,
    Constants,
    Dealings,
    Masks,
    Params,
    PerDomain,
    PerLane,
    PerStock,
    State,
    Target,
)
from suasion.mechanisms.year import Situation
from suasion.notation import DOMAINS, RIGHTS, STOCKS

STOCK_LETTERS = tuple(one.letter for one in STOCKS)
SUBSISTENCE = STOCK_LETTERS.index("S")
IS_SUBSISTENCE = (np.arange(len(STOCK_LETTERS)) == SUBSISTENCE)[:, None, None]
KEEPS_START = ~IS_SUBSISTENCE  # a famine after a breakdown is recovered from


def view(r: PerDomain, stock: PerStock, Y: PerLane, alive: PerLane) -> State:
    """The stacked state under the names of the mechanisms."""
    rights = {one.letter: r[i] for i, one in enumerate(RIGHTS)}
    return rights | dict(zip(STOCK_LETTERS, stock, strict=True)) | {"Y": Y, "alive": alive}


def inside(r: PerDomain) -> PerDomain:
    """Rights within .01 and .99, where a fixed point exists."""
    return jnp.clip(r, 0.01, 0.99)


def start_stacks(p: Params) -> tuple[PerDomain, PerStock]:
    """Rights and stocks at the start."""
    rights, stock = ([p[f"state.{one.id}"] for one in kind] for kind in (RIGHTS, STOCKS))
    return inside(jnp.stack(rights)[:, None]), jnp.stack(stock)[:, None]


def target_of(p: Params, treaties: Float[Array, " domain"], ratified: Float[Array, "#strategy 1"]) -> Target:
    """The target's constants; ``ratified`` is 1, or 0 in the lanes of the unratified twin."""
    solved = treaties[:, None, None]
    z = [p[f"target.no_change.{domain}"] for domain in DOMAINS]
    return Target(
        control=p["target.control"],
        detection=p["target.detection"],
        M=solved * ratified,
        M_solved=solved,
        no_change=jnp.stack(z)[:, None],
        demand=p["target.issue.demand"],
        benefit=p["target.issue.benefit"],
        patience=p["target.issue.patience"],
    )


def solve(r: PerDomain, stock: PerStock, u: Action, p: Params, m: Masks, target: Target) -> Constants:
    """The constants that make a state a fixed point under ``u``, random terms at their expectation."""
    one = jnp.ones_like(r[0])
    x = view(r, stock, 0 * one, one)
    now = Situation(x, {letter: level * one for letter, level in u.items()}, target, p, m)
    d = year.derived(now)
    E = year.executions(now)
    shared = year.shared_incentive(now, d)
    weight = jnp.exp(year.incentives(now, d, shared=shared, M=target.M_solved))
    base, hold = year.solve_choice(r=r, weight=weight, E=E, z=target.no_change, p=p)
    opening = year.move_probs(w=base * weight, hold=hold, E=E).up.mean(0)
    idle = Dealings(0 * one, 0 * one)
    return Constants(
        base=base,
        hold=hold,
        pulls=year.pulls(now, d, M=target.M_solved, opening=opening, dealings=idle),
        start=stock,
        net=x["L"] - d["hit"],
        collapse_index=year.log_hazard("collapse", now, d),
        war_index=year.log_hazard("war", now, d),
    )


def stillness_binds(p: Params) -> dict[str, float]:
    """In what share of worlds, per domain, the observed stillness had to be raised at the start."""
    return dict(zip(DOMAINS, np.asarray(_raised(p)).tolist(), strict=True))


@jax.jit
def _raised(p: Params) -> Float[Array, " domain"]:
    """:func:`stillness_binds` as an array: uncompiled, its forty steps would each be compiled alone."""
    p = {**p, **year.stacked_parameters(p)}
    r, stock = start_stacks(p)
    on = dict.fromkeys(switchable(), jnp.ones(()))
    x = view(r, stock, 0 * r[0], r[0])
    E = year.executions(Situation(x, {}, target_of(p, jnp.zeros(len(RIGHTS)), jnp.ones((1, 1))), p, on))
    up, down = year.mean_moves(r, p)
    z = jnp.stack([p[f"target.no_change.{domain}"] for domain in DOMAINS])[:, None]
    raised = choice.no_change_used(z, down / up, E) > z + 1e-12
    return raised.mean((1, 2))


def after_breakdown(p: Params) -> dict[str, Float[Array, "row 1 world"]]:
    """What a breakdown leaves as stacks: put plus keep times what was there."""
    one = jnp.ones_like(p["after.r_P"])
    put = {name: p[f"after.{name}"] for name in ("A", "I", "T", "B")}
    keep = {"K": p["after.K"], "S": 0.8 * one, **dict.fromkeys(put, 0 * one)}
    return {
        "after.r": inside(jnp.stack([p["after.r_P"], p["after.r_C"], p["after.r_G"]])[:, None]),
        "after.put": jnp.stack([put.get(name, 0 * one) for name in STOCK_LETTERS])[:, None],
        "after.keep": jnp.stack([keep.get(name, one) for name in STOCK_LETTERS])[:, None],
    }
