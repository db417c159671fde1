"""The target takes an offer as far as it gains; conditions and a shut border make it refuse."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Normal
from suasion.mechanisms.types import PerLane, PerWorld


def chance(
    kappa: PerLane,
    gain: PerLane,
    anticipated: PerLane,
    refusal: PerWorld,
    a_0: PerWorld,
    a_1: PerWorld,
    a_2: PerWorld,
    a_3: PerWorld,
) -> PerLane:
    """Chance that offers are accepted."""
    return 1 / (1 + jnp.exp(-(a_0 + a_1 * (1 - kappa) * gain - a_2 * anticipated - a_3 * refusal)))


MECHANISM = Mechanism(
    id="acceptance",
    title="Acceptance",
    claim="The target takes an offer as far as it gains; conditions and a shut border make it refuse.",
    equations=(
        Equation("q_a", "1/(1 + exp(-(a_0 + a_1*(1 - kappa)*gain - a_2*anticipated - a_3*refusal)))", chance),
    ),
    parameters=(
        Parameter(
            "acceptance.a_0",
            "log odds of acceptance without gain and pressure",
            "logit",
            Normal(0.5, 0.8),
            "assumed",
            "acceptance .5 to .97 without pressure",
            "area specialists",
        ),
        Parameter(
            "acceptance.a_1",
            "effect of unconditional gain on acceptance",
            "logit",
            LogNormal(2.5, 0.5),
            "assumed",
            "acceptance .5 to .97 without pressure",
            "managerial school",
        ),
        Parameter(
            "acceptance.a_3",
            "effect of a shut border on acceptance",
            "logit",
            LogNormal(3.0, 0.3),
            "assumed",
            "aid was turned back in 2020 to 2023",
            "area specialists",
        ),
    ),
    sources=("crs_r41749",),
    disputed="Offers refused in public may be taken in private.",
)
