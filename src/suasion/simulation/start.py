"""Where every lane starts: the stacked state, and the constants that make it a fixed point."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from suasion.mechanisms import choice, year
from suasion.mechanisms.types import (
    Action,
    Array,
    Constants,
    Dealings,
    Masks,
    Params,
    State,
    Target,
)
from suasion.notation import DOMAINS, STATES

STOCKS = tuple(year.STOCK_LAW)
SUBSISTENCE = STOCKS.index("S")
IS_SUBSISTENCE = (np.arange(len(STOCKS)) == SUBSISTENCE)[:, None, None]
KEEPS_START = ~IS_SUBSISTENCE  # a famine after a breakdown is recovered from


def view(r: Array, stock: Array, Y: Array, alive: Array) -> State:
    """The stacked state under the names of the mechanisms."""
    named = dict(zip(STOCKS, stock, strict=True)) | {"Y": Y, "alive": alive}
    return State(r_P=r[0], r_C=r[1], r_G=r[2], **named)


def inside(r: Array) -> Array:
    """Rights within .01 and .99, where a fixed point exists."""
    return jnp.clip(r, 0.01, 0.99)


def start_stacks(p: Params) -> tuple[Array, Array]:
    """Rights and stocks at the start, [domain, 1, world] and [stock, 1, world]."""
    named = {symbol.letter: p[f"state.{symbol.id}"] for symbol in STATES[:15]}
    return (
        inside(jnp.stack([named[name] for name in ("r_P", "r_C", "r_G")])[:, None]),
        jnp.stack([named[name] for name in STOCKS])[:, None],
    )


def target_of(p: Params, treaties: Array, ratified: Array) -> Target:
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


def solve(r: Array, stock: Array, u: Action, p: Params, m: Masks, target: Target) -> Constants:
    """The constants that make a state a fixed point under ``u``, random terms at their expectation."""
    one = jnp.ones_like(r[0])
    x = view(r, stock, 0 * one, one)
    u = Action(*(level * one for level in u))
    d = year.drivers(x, u, p, m, target)
    E = year.executions(x, p, m)
    pull = jnp.exp(
        year.incentives(year.shared_incentive(x, u, d, p, m, target), target.M_solved, x, u, d, p, m)
    )
    base, hold = year.solve_choice(r, pull, E, p, target.no_change)
    opening = year.move_probs(base * pull, hold, E).up.mean(0)
    idle = Dealings(0 * one, 0 * one)
    return Constants(
        base=base,
        hold=hold,
        pulls=year.pulls(x, u, d, p, m, target, target.M_solved, opening, idle),
        start=stock,
        net=x.L - d.hit,
        collapse_index=year.collapse_index(x, u, d, p),
        war_index=year.war_index(x, u, p),
    )


def stillness_binds(drawn: Params) -> dict[str, float]:
    """In what share of worlds, per domain, the observed stillness had to be raised at the start."""
    return dict(zip(DOMAINS, np.asarray(_raised(drawn)).tolist(), strict=True))


@jax.jit
def _raised(drawn: Params) -> Array:
    """:func:`stillness_binds` as an array: uncompiled, its forty steps would each be compiled alone."""
    p = year.packed(drawn)
    r, stock = start_stacks(p)
    x = view(r, stock, 0 * r[0], r[0])
    E = year.executions(x, p, {"inability": 1.0})
    up, down = year.mean_moves(r, p)
    z = jnp.stack([p[f"target.no_change.{domain}"] for domain in DOMAINS])[:, None]
    raised = choice.no_change_used(z, down / up, E) > z + 1e-12
    return raised.mean((1, 2))


def after_breakdown(p: Params) -> dict[str, Array]:
    """What a breakdown leaves as stacks: put plus keep times what was there."""
    one = jnp.ones_like(p["after.r_P"])
    put = {name: p[f"after.{name}"] for name in ("A", "I", "T", "B")}
    keep = {"K": p["after.K"], "S": 0.8 * one, **dict.fromkeys(put, 0 * one)}
    return {
        "after.r": inside(jnp.stack([p["after.r_P"], p["after.r_C"], p["after.r_G"]])[:, None]),
        "after.put": jnp.stack([put.get(name, 0 * one) for name in STOCKS])[:, None],
        "after.keep": jnp.stack([keep.get(name, one) for name in STOCKS])[:, None],
    }
