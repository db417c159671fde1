"""Blocked groups go round their state to allies abroad, who press from outside; someone inside must throw it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(A: PerLane, r_C: PerLane, I: PerLane, L: PerLane, n: PerLane, lambda_b: PerWorld) -> PerLane:
    """Incentive from blocked groups with allies abroad."""
    return lambda_b * A * (1 - r_C) * I * (L + n) / 2


MECHANISM = Mechanism(
    id="boomerang",
    title="Boomerang",
    claim="Blocked groups go round their state to allies abroad, who press from outside; someone inside must throw it.",
    equations=(Equation("boomerang", "lambda_b*A*(1 - r_C)*I*(L + n)/2", term, Incentive(order=50)),),
    parameters=(
        Parameter(
            "boomerang.lambda_b",
            "incentive per unit of boomerang",
            "logit",
            LogNormal(10.0, 0.7),
            "assumed",
            "the product of four shares is small",
            "area specialists: no partners inside a closed state",
        ),
    ),
    sources=("keck_sikkink1998",),
    disputed="The essay itself notes that North Korea has no one to throw it.",
)
