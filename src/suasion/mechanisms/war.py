"""A regime under more threat than at the start, or told that it must go, may end in war."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Hazard, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def index(T: PerLane, rho: PerLane, eta_T: PerWorld, eta_w: PerWorld) -> PerLane:
    """Log hazard of war before the start's value is taken off."""
    return eta_T * T + eta_w * rho


def hazard(index: PerLane, index_0: PerLane, h_w: PerWorld) -> PerLane:
    """Hazard of war in a year; its chance is 1 - exp(-hazard)."""
    return h_w * jnp.exp(index - index_0)


MECHANISM = Mechanism(
    id="war",
    title="War",
    claim="A regime under more threat than at the start, or told that it must go, may end in war.",
    equations=(
        Equation("war_index", "eta_T*T + eta_w*rho", index, Hazard("war", order=10)),
        Equation("war_hazard", "h_w*exp(index - index_0)", hazard),
    ),
    parameters=(
        Parameter(
            "war.eta_T",
            "log hazard of war per unit of threat above the start",
            "log",
            LogNormal(1.5, 0.5),
            "assumed",
            "4 to 9% in twenty years",
            "area specialists",
        ),
        Parameter(
            "war.eta_w",
            "log hazard of war at a full regime-change aim",
            "log",
            Uniform(0.0, 1.5),
            "assumed",
            "4 to 9% in twenty years",
            "enforcement school",
        ),
        Parameter(
            "war.harm",
            "harm of a war, in years of full subsistence lost",
            "subsistence-years",
            LogNormal(6.0, 0.6),
            "assumed",
            "a famine of four years at half subsistence (2 units) killed 240,000 to 600,000 by the estimates in famine_estimates; a war is taken as about three times that",
            "military planners, in both directions",
        ),
    ),
    sources=("famine_estimates", "thompson_dreyer2012"),
    disputed="Hazard and harm of a war on the peninsula are guesses.",
)
