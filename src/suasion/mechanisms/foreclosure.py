"""A target that sees pressure coming and believes it keeps the door shut."""

from __future__ import annotations

from typing import TypeAlias

from jaxtyping import Float

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import Array, PerLane
from suasion.notation.outcomes import library

Levels: TypeAlias = Float[Array, "*any"]


def pressure(kappa: Levels, s_t: Levels, s_f: Levels, s_x: Levels, sh: Levels) -> Levels:
    """Pressure that a schedule announces for a year, in the array library of its arguments."""
    maximum = library(s_x).maximum
    hardest = maximum(maximum(s_t, s_f), s_x)
    announced: Levels = maximum(maximum(kappa * hardest, s_x), sh)
    return announced


def anticipated(Z: PerLane, ahead: PerLane) -> PerLane:
    """Credible pressure that the target sees coming."""
    return Z * ahead


MECHANISM = Mechanism(
    id="foreclosure",
    title="Anticipated pressure",
    claim="A target that sees pressure coming and believes it keeps the door shut.",
    equations=(
        Equation("pressure", "Max(kappa*Max(s_t, s_f, s_x), s_x, sh)", pressure),
        Equation("anticipated", "Z*ahead", anticipated, Derived(switched=True, on_demand=True)),
    ),
    parameters=(
        Parameter(
            "foreclosure.a_2",
            "log odds of acceptance lost per unit of anticipated pressure",
            "logit",
            LogNormal(4.0, 0.6),
            "assumed",
            "acceptance .1 to .9 under pressure",
            "enforcement school (low), managerial school (high)",
        ),
    ),
    sources=("downs_rocke_barsoom1996",),
    disputed="Whether governments look years ahead.",
)
