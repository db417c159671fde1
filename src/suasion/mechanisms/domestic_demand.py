"""People who can organise and who know ask for more."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(A: PerLane, I: PerLane, lambda_D: PerWorld) -> PerLane:
    """Incentive from an informed, organised society."""
    return lambda_D * A * I


MECHANISM = Mechanism(
    id="domestic_demand",
    title="Domestic demand",
    claim="People who can organise and who know ask for more.",
    equations=(Equation("domestic_demand", "lambda_D*A*I", term, Incentive(order=40)),),
    parameters=(
        Parameter(
            "domestic_demand.lambda_D",
            "incentive per unit of informed civil society",
            "logit",
            LogNormal(3.0, 0.7),
            "assumed",
            "the product of two shares is small",
            "area specialists: repression can answer demand",
        ),
    ),
    sources=("neumayer2005", "hafnerburton_tsutsui2005"),
    disputed="Whether demand moves a regime that can crush it.",
)
