"""Assistance and aid that arrives raise what the state can do; hardship lowers it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(k: Array, h: Array, H: Array) -> Array:
    """Pull on capacity."""
    return k + 0.3 * h * H


def pull_down(hit: Array) -> Array:
    """Pull down on capacity."""
    return hit


MECHANISM = Mechanism(
    id="capacity_growth",
    title="Capacity grows",
    says="Assistance and aid that arrives raise what the state can do; hardship lowers it.",
    equations=(
        Equation("up", "k + 0.3*h*H", pull_up, Pull("K", "up", order=10)),
        Equation("down", "hit", pull_down, Pull("K", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "capacity_growth.rate",
            "yearly rate at which a full pull moves capacity",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "capacity_growth.half_life",
            "half-life of capacity's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("chayes_chayes1993",),
    disputed="Capacity can serve repression as well.",
    stock="K",
)
