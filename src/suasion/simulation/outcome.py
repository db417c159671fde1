"""What a strategy is judged by: summed year by year, so that paths need not be kept."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp

from suasion.mechanisms import delivery, sender_cost
from suasion.mechanisms.types import Action, Array, Params, State
from suasion.simulation.plan import Shape

MEANS = (
    "rights",
    "physical_integrity",
    "civil_liberties",
    "group_rights",
    "subsistence",
    "acceptable",
    "apparent_compliance",
    "partners_at_risk",
    "sender_cost",
)
LIGHT = ("rights",)  # of the means, what audits read


class Setting(NamedTuple):
    """What a rollout needs of the case besides parameters and strategies."""

    treaties: Array  # [domain], share of treaty law ratified
    levels: Array  # [domain], what the ratified treaties ask
    bound: Array  # [domain], weights of compliance, summing to 1
    treaty_levels: Array  # [treaty, domain], what each ratified treaty asks
    treaty_bound: Array  # [treaty, domain], its weights, summing to 1
    weights: Array  # [domain], the user's weights of rights, summing to 1
    threshold: Array
    shock_up: Array  # [shock, stock and Y], pull up while it holds
    shock_down: Array  # [shock, stock and Y]
    shock_hazard: Array  # [shock], added to the log hazard of breakdown
    shock_refusal: Array  # [shock]


def nothing_yet(r: Array, setting: Setting, shape: Shape) -> dict[str, Array]:
    """Sums before the first year; ``r`` is the start, [domain, world]."""
    own = (shape.strategies, r.shape[-1])
    zero: Array = jnp.zeros(own)
    start = jnp.broadcast_to(_weighted(setting.weights, r), own)
    means = LIGHT if shape.light else MEANS
    names = (*means, "harm", "collapse", "war", "rights_tail")
    if shape.twin:
        each = (f"{what}:{treaty}" for treaty in shape.treaties for what in ("apparent", "kept", "asked"))
        names = (*names, "kept", "asked", *each)
    return dict.fromkeys(names, zero) | {"rights_final": start, "peak": start}


def observe(
    r: Array, S: Array, x: State, u: Action, p: Params, setting: Setting, shape: Shape
) -> dict[str, Array]:
    """What one year shows, [strategy, world].

    Args:
        r: Rights at the end of the year, [domain, strategy (then twins), world].
        S: Subsistence at the end of the year.
        x: State at the start of the year.
        u: What was done in the year.
        p: Parameters.
        setting: The case's constants.
        shape: Where the twins begin.
    """
    n = shape.strategies
    own, bare = r[:, :n], r[:, n:]
    rights = _weighted(setting.weights, own)
    if shape.light:
        return {"rights": rights, "harm": 1 - S[:n]}
    levels = setting.levels[:, None, None]
    levers = {name: u[name] for name in ("s_t", "s_f", "s_x", "sh", "iso", "e", "k")}
    cost = delivery.cost(**levers, L=x["L"], c_m=p["delivery.c_m"])
    seen = {
        "rights": rights,
        "physical_integrity": own[0],
        "civil_liberties": own[1],
        "group_rights": own[2],
        "subsistence": S[:n],
        "harm": 1 - S[:n],
        "acceptable": 1.0 * (rights >= setting.threshold),
        "apparent_compliance": _weighted(setting.bound, jnp.minimum(own / levels, 1.0)),
        "partners_at_risk": (x["A"] * (1 - x["r_P"]) * (u["n"] + u["x"]))[:n],
        "sender_cost": sender_cost.total(cost, u["k"], u["h"], p["delivery.outlay"])[:n],
    }
    if shape.twin:
        seen["kept"], seen["asked"] = _covered(own, bare, levels, setting.bound)
        for i, treaty in enumerate(shape.treaties):
            asks, bound = setting.treaty_levels[i][:, None, None], setting.treaty_bound[i]
            seen[f"apparent:{treaty}"] = _weighted(bound, jnp.minimum(own / asks, 1.0))
            seen[f"kept:{treaty}"], seen[f"asked:{treaty}"] = _covered(own, bare, asks, bound)
    return seen


def _covered(own: Array, bare: Array, levels: Array, bound: Array) -> tuple[Array, Array]:
    """How much of the distance from the twin to what is asked was covered, and that distance."""
    depth = jnp.maximum(levels - bare, 0.0)
    return _weighted(bound, jnp.clip(own - bare, 0.0, depth)), _weighted(bound, depth)


def add(
    sums: dict[str, Array],
    seen: dict[str, Array],
    within: Array,
    falls: Array,
    strikes: Array,
    p: Params,
    shape: Shape,
) -> dict[str, Array]:
    """The sums after one more year; ``within`` is 1 up to the horizon and 0 in the tail."""
    own = slice(0, shape.strategies)
    total = {name: sums[name] + within * value for name, value in seen.items()}
    total["harm"] = total["harm"] + within * strikes[own] * p["war.harm"]
    total["collapse"] = sums["collapse"] + within * falls[own]
    total["war"] = sums["war"] + within * strikes[own]
    total["rights_final"] = jnp.where(within > 0, seen["rights"], sums["rights_final"])
    total["peak"] = jnp.where(within > 0, jnp.maximum(sums["peak"], seen["rights"]), sums["peak"])
    total["rights_tail"] = seen["rights"]
    return total


def ids(shape: Shape) -> tuple[str, ...]:
    """Ids of what :func:`outcomes` gives for a shape, in alphabetical order."""
    names = [*(LIGHT if shape.light else MEANS), "harm", "collapse", "war", "rights_final"]
    names += ["durability"] if shape.tail else []
    if shape.twin:
        names += ["compliance"]
        names += [f"{name}:{t}" for t in shape.treaties for name in ("compliance", "apparent_compliance")]
    return tuple(sorted(names))


def outcomes(sums: dict[str, Array], r: Array, setting: Setting, shape: Shape) -> dict[str, Array]:
    """Sums over the years as the outcomes of ``notation``, [strategy, world]; missing is NaN.

    Beside the twin, ``compliance`` and ``apparent_compliance`` stand for each treaty too, as ``compliance:crc``.
    """
    out = {name: sums[name] / shape.years for name in MEANS if name in sums}
    out |= {name: sums[name] for name in ("harm", "collapse", "war", "rights_final")}
    if shape.tail:
        start = _weighted(setting.weights, r)
        peak = sums["peak"] - start
        left = jnp.clip((sums["rights_tail"] - start) / jnp.maximum(peak, 0.01), 0.0, 1.0)
        out["durability"] = jnp.where(peak < 0.01, jnp.nan, left)
    if shape.twin:
        least = 0.01 * shape.years
        for end in ("", *(f":{treaty}" for treaty in shape.treaties)):
            asked = sums[f"asked{end}"]
            kept = sums[f"kept{end}"] / jnp.maximum(asked, least)
            out[f"compliance{end}"] = jnp.where(asked < least, jnp.nan, kept)
        for treaty in shape.treaties:
            out[f"apparent_compliance:{treaty}"] = sums[f"apparent:{treaty}"] / shape.years
    return out


def _weighted(weights: Array, levels: Array) -> Array:
    return weights[0] * levels[0] + weights[1] * levels[1] + weights[2] * levels[2]
