"""A decision to loosen is carried out only as far as capacity and clarity allow."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Execution, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Uniform
from suasion.mechanisms.types import PerDomain, PerLane, PerWorld


def log_execution(
    K: PerLane, Q: PerLane, theta_K: PerDomain, theta_Q: PerDomain, upsilon: PerWorld
) -> PerDomain:
    """Log of the share of decisions carried out; the share itself is never below .01 at full inability."""
    log_K, log_Q = jnp.log(jnp.maximum(K, 1e-9)), jnp.log(jnp.maximum(Q, 1e-9))
    return upsilon * jnp.maximum(LOG_FLOOR, theta_K * log_K + theta_Q * log_Q)


LOG_FLOOR = -4.605170185988091  # log(.01)


MECHANISM = Mechanism(
    id="inability",
    title="Willing but unable",
    claim="A decision to loosen is carried out only as far as capacity and clarity allow.",
    equations=(
        Equation(
            "lnE",
            "upsilon*Max(log(0.01), theta_K*log(K) + theta_Q*log(Q))",
            log_execution,
            Execution(order=10),
        ),
    ),
    parameters=(
        Parameter(
            "inability.upsilon",
            "inability share: 1 is the managerial school's thesis, 0 the enforcement school's",
            "share",
            Uniform(0.0, 1.0),
            "assumed",
            "a worldview parameter",
            "enforcement school (0), managerial school (1)",
        ),
        Parameter(
            "inability.theta_K_P",
            "elasticity of execution in physical integrity to capacity",
            "1",
            Uniform(0.3, 1.2),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
        Parameter(
            "inability.theta_K_C",
            "elasticity of execution in civil liberties to capacity",
            "1",
            Uniform(0.3, 1.2),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
        Parameter(
            "inability.theta_K_G",
            "elasticity of execution in group rights to capacity",
            "1",
            Uniform(0.3, 1.2),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
        Parameter(
            "inability.theta_Q_P",
            "elasticity of execution in physical integrity to clarity",
            "1",
            Uniform(0.1, 0.6),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
        Parameter(
            "inability.theta_Q_C",
            "elasticity of execution in civil liberties to clarity",
            "1",
            Uniform(0.1, 0.6),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
        Parameter(
            "inability.theta_Q_G",
            "elasticity of execution in group rights to clarity",
            "1",
            Uniform(0.1, 0.6),
            "assumed",
            "execution from .15 to .6 at the starts tried",
            "enforcement school",
        ),
    ),
    sources=("chayes_chayes1993", "downs_rocke_barsoom1996"),
    disputed="Whether breaches come from inability or from choice is what divides the two schools.",
)
