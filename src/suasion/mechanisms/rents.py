"""Gains that hang on nothing pay for the apparatus of repression."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal
from suasion.mechanisms.types import PerLane, PerWorld


def term(kappa: PerLane, gain: PerLane, psi: PerWorld) -> PerLane:
    """Incentive lost to unconditional gains."""
    return -psi * (1 - kappa) * gain


MECHANISM = Mechanism(
    id="rents",
    title="Rents that harden",
    claim="Gains that hang on nothing pay for the apparatus of repression.",
    equations=(Equation("rents", "-psi*(1 - kappa)*gain", term, Incentive(order=20)),),
    parameters=(
        Parameter(
            "rents.psi",
            "incentive lost per unit of unconditional gain",
            "logit",
            LogNormal(0.6, 0.8),
            "assumed",
            "a gain of about .5 costs .3 of v",
            "managerial school (near zero), enforcement school (higher)",
        ),
    ),
    sources=("escribafolch_wright2010",),
    disputed="The engagement approach holds that trade changes interests rather than feeding them.",
)
