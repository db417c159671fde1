"""A regime that need not fear for its survival can afford to loosen; pressure makes the assurance hollow."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def credible(
    a: PerLane, s_t: PerLane, s_f: PerLane, iso: PerLane, sh: PerLane, rho: PerLane, theta_a: PerWorld
) -> PerLane:
    """The assurance, as far as pressure lets it be believed."""
    return a * (1 - theta_a * jnp.maximum(jnp.maximum(jnp.maximum(s_t, s_f), jnp.maximum(iso, sh)), rho))


def term(a_c: PerLane, Z_c: PerLane, T: PerLane, lambda_a: PerWorld) -> PerLane:
    """Incentive from a credible assurance to a threatened regime."""
    return lambda_a * a_c * Z_c * T


MECHANISM = Mechanism(
    id="assurance",
    title="Assurance",
    claim="A regime that need not fear for its survival can afford to loosen; pressure makes the assurance hollow.",
    equations=(
        Equation("a_c", "a*(1 - theta_a*Max(s_t, s_f, iso, sh, rho))", credible, Derived()),
        Equation("assurance", "lambda_a*a_c*Z_c*T", term, Incentive(order=30)),
    ),
    parameters=(
        Parameter(
            "assurance.lambda_a",
            "incentive per unit of credible assurance at full threat",
            "logit",
            LogNormal(1.5, 0.7),
            "assumed",
            "aZT of about .2 gives .3",
            "enforcement school: assurance rewards abuse",
        ),
        Parameter(
            "assurance.theta_a",
            "share of an assurance that simultaneous pressure makes hollow",
            "share",
            Uniform(0.0, 1.0),
            "assumed",
            "disputed: wide",
            "enforcement school (low), managerial school (high)",
        ),
    ),
    sources=("helsinki1975",),
    disputed="Whether the Helsinki bargain of recognised borders against rights moved the rulers or only the ruled.",
)
