"""Public condemnation works where someone inside or some link outside makes it cost something, and can backfire where not."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Derived, Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Normal
from suasion.mechanisms.types import PerDomain, PerLane, PerWorld


def raw(
    sh: PerLane,
    pi: PerLane,
    A: PerLane,
    L: PerLane,
    N: PerLane,
    M: PerDomain,
    nu_A: PerWorld,
    nu_L: PerWorld,
    nu_N: PerWorld,
) -> PerDomain:
    """Shame before backlash and sincerity."""
    return sh * pi * (nu_A * A + nu_L * L + nu_N * N * M)


def term(
    R_raw: PerDomain,
    rho: PerLane,
    sh: PerLane,
    A: PerLane,
    T: PerLane,
    lambda_R: PerWorld,
    chi: PerWorld,
    h_rho: PerWorld,
) -> PerDomain:
    """Incentive from shame, less the backlash of a threatened regime."""
    return lambda_R * (
        (1 - h_rho * rho) * jnp.maximum(R_raw, 0.0) + jnp.minimum(R_raw, 0.0) - chi * sh * (1 - A) * T
    )


MECHANISM = Mechanism(
    id="shame",
    title="Shame",
    claim="Public condemnation works where someone inside or some link outside makes it cost something, and can backfire where not.",
    equations=(
        Equation("R_raw", "sh*pi*(nu_A*A + nu_L*L + nu_N*N*M)", raw, Derived(by_domain=True)),
        Equation(
            "shame",
            "lambda_R*((1 - h_rho*rho)*Max(R_raw, 0) + Min(R_raw, 0) - chi*sh*(1 - A)*T)",
            term,
            Incentive(order=10, by_domain=True),
        ),
    ),
    parameters=(
        Parameter(
            "shame.lambda_R",
            "incentive per unit of shame",
            "logit",
            LogNormal(1.0, 0.7),
            "assumed",
            "shame of about .2 gives .2",
            "enforcement school (low), advocacy-network scholars (higher)",
        ),
        Parameter(
            "shame.nu_A",
            "shame per unit of organised civil society",
            "1",
            Normal(1.0, 0.8),
            "published",
            "murdie_davis2012; hendrix_wong2013 (signs conflict: both allowed)",
            "Hendrix and Wong: it helps in autocracies",
        ),
        Parameter(
            "shame.nu_L",
            "shame per unit of linkage",
            "1",
            Normal(0.7, 0.8),
            "published",
            "hafnerburton2008; lebovic_voeten2009 (signs conflict: both allowed)",
            "Hafner-Burton: some abuses fall, others rise",
        ),
        Parameter(
            "shame.nu_N",
            "shame per unit of commitment to ratified norms",
            "1",
            LogNormal(1.0, 0.5),
            "assumed",
            "accountability politics: held to what it signed",
            "enforcement school",
        ),
        Parameter(
            "shame.chi",
            "backlash per unit of shaming of a threatened regime without civil society",
            "1",
            LogNormal(0.5, 0.7),
            "assumed",
            "never negative, so that shaming into a void cannot help",
            "advocacy-network scholars",
        ),
    ),
    sources=("hafnerburton2008", "murdie_davis2012", "hendrix_wong2013", "krain2012"),
    disputed="The published signs conflict by outcome, sample and target.",
)
