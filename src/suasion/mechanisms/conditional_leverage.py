"""Pressure and gains move a government when both are tied to rights and believed."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(
    kappa: PerLane,
    pi: PerLane,
    Z_c: PerLane,
    bite: PerLane,
    gain: PerLane,
    lambda_S: PerWorld,
    lambda_E: PerWorld,
) -> PerLane:
    """Incentive from sticks and carrots that hang on rights."""
    return kappa * pi * Z_c * (lambda_S * bite + lambda_E * gain)


MECHANISM = Mechanism(
    id="conditional_leverage",
    title="Conditional leverage",
    claim="Pressure and gains move a government when both are tied to rights and believed.",
    equations=(
        Equation(
            "conditional_leverage", "kappa*pi*Z_c*(lambda_S*bite + lambda_E*gain)", term, Incentive(order=10)
        ),
    ),
    parameters=(
        Parameter(
            "conditional_leverage.lambda_S",
            "incentive per unit of detected, credible, conditional bite",
            "logit",
            LogNormal(4.0, 0.7),
            "assumed",
            "a full programme reaches about a tenth of full bite: .4 of v",
            "enforcement school (higher), managerial school (lower)",
        ),
        Parameter(
            "conditional_leverage.lambda_E",
            "incentive per unit of detected, credible, conditional gain",
            "logit",
            LogNormal(2.5, 0.7),
            "assumed",
            "same scale, carrots weaker",
            "managerial school (higher), enforcement school (lower)",
        ),
    ),
    sources=("downs_rocke_barsoom1996", "hafnerburton2005", "carnegie_marinov2017"),
    disputed="Whether conditions are ever enforced (Nielsen and Simmons find no reward for ratification).",
)
