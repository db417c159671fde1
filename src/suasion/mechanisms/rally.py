"""Hardship blamed on foreigners closes ranks where threat is felt and news is controlled."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(hit: PerLane, T: PerLane, I: PerLane, lambda_rally: PerWorld) -> PerLane:
    """Incentive lost to a rally round the flag."""
    return -lambda_rally * hit * T * (1 - I)


MECHANISM = Mechanism(
    id="rally",
    title="Rally",
    claim="Hardship blamed on foreigners closes ranks where threat is felt and news is controlled.",
    equations=(Equation("rally", "-lambda_rally*hit*T*(1 - I)", term, Incentive(order=60)),),
    parameters=(
        Parameter(
            "rally.lambda_rally",
            "incentive lost per unit of rally",
            "logit",
            LogNormal(2.0, 0.7),
            "assumed",
            "hit times threat times closure is about .1",
            "enforcement school (low)",
        ),
    ),
    sources=("marinov2005", "licht2017"),
    disputed="Marinov finds that sanctions destabilise leaders; Licht that they rarely do.",
)
