"""A target cut off turns to its patron; trade with others loosens the tie."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(s_t: Array, iso: Array) -> Array:
    """Pull towards the patron."""
    return s_t + iso


def pull_down(e_c: Array) -> Array:
    """Pull away from the patron."""
    return e_c


MECHANISM = Mechanism(
    id="patron_shift",
    title="Patron steps in",
    says="A target cut off turns to its patron; trade with others loosens the tie.",
    equations=(
        Equation("up", "s_t + iso", pull_up, Pull("B", "up", order=10)),
        Equation("down", "e_c", pull_down, Pull("B", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "patron_shift.rate",
            "yearly rate at which a full pull moves the patron's share",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "patron_shift.half_life",
            "half-life of the patron's share's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("atop", "gsdb"),
    disputed="China's share of North Korea's trade rose from 17 to over 90% while sanctions tightened; timing is not proof.",
    stock="B",
)
