"""A regime starved of resources, challenged and without a patron may break down; what follows may be better or worse."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Hazard, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Normal, Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def index(
    Y: PerLane,
    rho: PerLane,
    A: PerLane,
    r_C: PerLane,
    B_eff: PerLane,
    eta_type: PerWorld,
    eta_rho: PerWorld,
    eta_A: PerWorld,
    eta_B: PerWorld,
) -> PerLane:
    """Log hazard before the start's value is taken off."""
    return -eta_type * Y + eta_rho * rho + eta_A * A * (1 - r_C) - eta_B * B_eff


def hazard(index: PerLane, index_0: PerLane, shock: PerWorld, h_0: PerWorld) -> PerLane:
    """Hazard of a breakdown in a year; its chance is 1 - exp(-hazard)."""
    return h_0 * jnp.exp(jnp.clip(index - index_0 + shock, -4.0, 4.0))


MECHANISM = Mechanism(
    id="collapse",
    title="Collapse",
    claim="A regime starved of resources, challenged and without a patron may break down; what follows may be better or worse.",
    equations=(
        Equation(
            "index",
            "-eta_type*Y + eta_rho*rho + eta_A*A*(1 - r_C) - eta_B*B_eff",
            index,
            Hazard("collapse", order=10),
        ),
        Equation("hazard", "h_0*exp(Min(Max(index - index_0 + shock, -4), 4))", hazard),
    ),
    parameters=(
        Parameter(
            "collapse.eta_type",
            "log hazard per unit of log resources lost",
            "log",
            Normal(1.0, 1.0),
            "published",
            "escribafolch_wright2010; marinov2005 (sign by regime type: personal rule is destabilised, party rule is not; North Korea is both)",
            "Licht: sanctions rarely destabilise",
        ),
        Parameter(
            "collapse.eta_rho",
            "log hazard at a full regime-change aim",
            "log",
            Uniform(0.0, 1.0),
            "assumed",
            "sign only",
            "area specialists",
        ),
        Parameter(
            "collapse.eta_A",
            "log hazard per unit of blocked civil society",
            "log",
            LogNormal(2.0, 0.5),
            "assumed",
            "sign only",
            "area specialists",
        ),
        Parameter(
            "collapse.eta_B",
            "log hazard taken off by a full patron",
            "log",
            LogNormal(0.7, 0.5),
            "assumed",
            "sign only",
            "area specialists",
        ),
        Parameter(
            "collapse.T_worst",
            "threat felt by what follows the worst breakdown",
            "share",
            Uniform(0.35, 0.65),
            "assumed",
            "placeholder: a bad succession is contested",
            "area specialists",
        ),
        Parameter(
            "collapse.T_best",
            "threat felt by what follows the best breakdown",
            "share",
            Uniform(0.15, 0.45),
            "assumed",
            "placeholder: a good succession is recognised",
            "area specialists",
        ),
        Parameter(
            "collapse.B_worst",
            "patron's share after the worst breakdown",
            "share",
            Uniform(0.4, 0.8),
            "assumed",
            "placeholder: a weak successor leans on the patron",
            "area specialists",
        ),
        Parameter(
            "collapse.B_best",
            "patron's share after the best breakdown",
            "share",
            Uniform(0.15, 0.45),
            "assumed",
            "placeholder: a good succession opens to the senders",
            "area specialists",
        ),
        Parameter(
            "collapse.K_worst",
            "share of capacity left by the worst breakdown",
            "share",
            Uniform(0.4, 0.8),
            "assumed",
            "placeholder: war and flight",
            "area specialists",
        ),
        Parameter(
            "collapse.K_best",
            "share of capacity left by the best breakdown",
            "share",
            Uniform(0.65, 0.95),
            "assumed",
            "placeholder: officials stay",
            "area specialists",
        ),
    ),
    sources=("gwf2014", "marinov2005", "escribafolch_wright2010", "licht2017"),
    disputed="Whether collapse is a hope or a catastrophe.",
)
