"""A threatened regime tightens (spiral), or is deterred."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Normal
from suasion.mechanisms.types import PerLane, PerWorld


def term(T: PerLane, lambda_T: PerWorld) -> PerLane:
    """Incentive lost to perceived threat; either sign."""
    return -lambda_T * T


MECHANISM = Mechanism(
    id="threat_repression",
    title="Threat and repression",
    claim="A threatened regime tightens (spiral), or is deterred.",
    equations=(Equation("threat_repression", "-lambda_T*T", term, Incentive(order=80)),),
    parameters=(
        Parameter(
            "threat_repression.lambda_T",
            "incentive lost per unit of threat",
            "logit",
            Normal(0.8, 1.0),
            "assumed",
            "spiral against deterrence: both signs",
            "enforcement school (deterrence: below zero)",
        ),
    ),
    sources=("wood2008",),
    disputed="Spiral model against deterrence model.",
)
