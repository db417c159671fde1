"""A state that has come to mean what it signed loosens where the treaty binds."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerDomain, PerLane, PerWorld


def term(N: PerLane, M: PerDomain, lambda_N: PerWorld) -> PerDomain:
    """Incentive from norms in a domain that ratified treaties bind."""
    return lambda_N * N * M


MECHANISM = Mechanism(
    id="norms",
    title="Norms",
    claim="A state that has come to mean what it signed loosens where the treaty binds.",
    equations=(Equation("norms", "lambda_N*N*M", term, Incentive(order=20, by_domain=True)),),
    parameters=(
        Parameter(
            "norms.lambda_N",
            "incentive per unit of commitment at full ratification",
            "logit",
            LogNormal(1.2, 0.7),
            "assumed",
            "N M moves .3",
            "enforcement school (near zero)",
        ),
    ),
    sources=("chayes_chayes1993", "lupu2013", "hathaway2002"),
    disputed="Ratification is often found to change nothing (Hathaway); by domain it sometimes does (Lupu).",
)
