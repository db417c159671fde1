"""Clarifying what is owed, and settling disputes, makes duties plain; linking them to other issues blurs them."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(q: Array) -> Array:
    """Pull on clarity."""
    return 1.0 * q


def pull_down(ell: Array) -> Array:
    """Pull down on clarity."""
    return 1.0 * ell


MECHANISM = Mechanism(
    id="clarification",
    title="Clarification",
    says="Clarifying what is owed, and settling disputes, makes duties plain; linking them to other issues blurs them.",
    equations=(
        Equation("up", "q", pull_up, Pull("Q", "up", order=10)),
        Equation("down", "ell", pull_down, Pull("Q", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "clarification.rate",
            "yearly rate at which a full pull moves clarity",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "clarification.half_life",
            "half-life of clarity's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("chayes_chayes1993",),
    disputed="For gross abuses nothing is unclear, say the enforcement school.",
    stock="Q",
)
