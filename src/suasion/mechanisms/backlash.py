"""A squeezed government represses more to hold on."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(kappa: PerLane, hit: PerLane, lambda_W: PerWorld) -> PerLane:
    """Incentive lost to the direct path from sanctions to repression."""
    return -lambda_W * (1 - kappa) * hit


MECHANISM = Mechanism(
    id="backlash",
    title="Repression under sanctions",
    claim="A squeezed government represses more to hold on.",
    equations=(Equation("backlash", "-lambda_W*(1 - kappa)*hit", term, Incentive(order=70)),),
    parameters=(
        Parameter(
            "backlash.lambda_W",
            "incentive lost per unit of unconditional hit",
            "logit",
            LogNormal(1.0, 0.7),
            "published",
            "wood2008 (sign; size assumed)",
            "enforcement school: only where sanctions are not about rights",
        ),
    ),
    sources=("wood2008", "peksen2009", "gutmann2018"),
    disputed="The sign is often found; conditional sanctions are too few to tell apart.",
)
