"""Announced pressure is carried out when the public cares and the price is bearable; squeezing what one trades with costs most."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Normal, Uniform
from suasion.games.standing import stands_firm
from suasion.mechanisms.types import PerLane, PerWorld


def cost(
    s_t: PerLane,
    s_f: PerLane,
    s_x: PerLane,
    sh: PerLane,
    iso: PerLane,
    e: PerLane,
    k: PerLane,
    L: PerLane,
    c_m: PerWorld,
) -> PerLane:
    """Political cost of pressure; a fifth of the mean of the three cheap levers."""
    return (
        s_t * L
        + s_f * L / 2
        + (s_x + sh + iso) / 15
        + c_m * jnp.maximum(jnp.maximum(s_t, s_f), s_x) * jnp.maximum(e, k)
    )


def chance(Omega: PerLane, cost: PerLane, b_0: PerWorld, b_1: PerWorld, b_2: PerWorld) -> PerLane:
    """Chance that announced pressure is carried out: standing firm is worth ``b_0 - b_2*cost``, retreat ``-b_1*Omega``."""
    carried_out: PerLane = stands_firm(b_0 + b_1 * Omega - b_2 * cost)
    return carried_out


MECHANISM = Mechanism(
    id="delivery",
    title="Delivery",
    claim="Announced pressure is carried out when the public cares and the price is bearable; squeezing what one trades with costs most.",
    equations=(
        Equation(
            "cost",
            "s_t*L + s_f*L/2 + (s_x + sh + iso)/15 + c_m*Max(s_t, s_f, s_x)*Max(e, k)",
            cost,
            Derived(on_demand=True),
        ),
        Equation("q_d", "1/(1 + exp(-(b_0 + b_1*Omega - b_2*cost)))", chance),
    ),
    parameters=(
        Parameter(
            "delivery.b_0",
            "log odds of delivery without public concern and cost",
            "logit",
            Normal(1.0, 0.7),
            "published",
            "crismancox_gibilisco2021 (of 489 resisted threats 349 were carried out: .71; the width is assumed)",
            "enforcement school (higher)",
        ),
        Parameter(
            "delivery.b_1",
            "effect of public concern on delivery",
            "logit",
            LogNormal(1.5, 0.4),
            "assumed",
            "delivery between .4 and .95",
            "advocacy-network scholars (higher)",
        ),
        Parameter(
            "delivery.b_2",
            "effect of cost on delivery",
            "logit",
            LogNormal(2.0, 0.5),
            "assumed",
            "delivery between .4 and .95",
            "enforcement school (lower)",
        ),
        Parameter(
            "delivery.c_m",
            "cost of squeezing and giving at the same time",
            "share",
            Uniform(0.0, 1.0),
            "assumed",
            "disputed: wide",
            "managerial school (high)",
        ),
        Parameter(
            "delivery.phi",
            "persistence from year to year of the luck of delivery and acceptance",
            "share",
            Uniform(0.5, 0.9),
            "assumed",
            "policies last years",
            "area specialists",
        ),
        Parameter(
            "delivery.outlay",
            "political cost of a full programme of aid",
            "share",
            Uniform(0.05, 0.4),
            "assumed",
            "aid budgets are small beside trade; without it giving would be free by construction",
            "finance ministries (higher)",
        ),
    ),
    sources=("crismancox_gibilisco2021", "ties"),
    disputed="The sample of threats excludes those never made.",
)
