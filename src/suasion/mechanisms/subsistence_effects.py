"""Aid that arrives and a growing economy feed people; hardship and disasters starve them."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Share, Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def pull_up(
    h: PerLane,
    H: PerLane,
    L: PerLane,
    hit: PerLane,
    Y: PerLane,
    sigma_h: PerWorld,
    sigma_W: PerWorld,
    sigma_Y: PerWorld,
    diversion: PerWorld,
) -> PerLane:
    """Pull on subsistence."""
    return (
        sigma_h * h * H * (1 - diversion)
        + sigma_W * jnp.maximum(L - hit, 0.0)
        + sigma_Y * jnp.maximum(Y, 0.0)
    )


def pull_down(hit: PerLane, L: PerLane, Y: PerLane, sigma_W: PerWorld, sigma_Y: PerWorld) -> PerLane:
    """Pull down on subsistence; one-sided shocks come on top, so it drifts down on average."""
    return sigma_W * jnp.maximum(hit - L, 0.0) + sigma_Y * jnp.maximum(-Y, 0.0)


MECHANISM = Mechanism(
    id="subsistence_effects",
    title="Subsistence",
    claim="Aid that arrives and a growing economy feed people; hardship and disasters starve them.",
    equations=(
        Equation(
            "up",
            "sigma_h*h*H*(1 - diversion) + sigma_W*Max(L - hit, 0) + sigma_Y*Max(Y, 0)",
            pull_up,
            Pull("S", "up", order=10),
        ),
        Equation(
            "down", "sigma_W*Max(hit - L, 0) + sigma_Y*Max(-Y, 0)", pull_down, Pull("S", "down", order=10)
        ),
    ),
    parameters=(
        Parameter(
            "subsistence_effects.sigma_h",
            "yearly pull of a full aid programme with full access",
            "per year",
            Uniform(0.05, 0.25),
            "assumed",
            "to be mapped from life expectancy",
            "humanitarian organisations (higher)",
        ),
        Parameter(
            "subsistence_effects.sigma_W",
            "yearly pull of net hardship",
            "per year",
            Uniform(0.05, 0.25),
            "published",
            "gutmann2021 (life expectancy -1.2 to -1.4 years over a UN episode; the mapping to subsistence is assumed)",
            "who doubts the identification of mortality effects",
        ),
        Parameter(
            "subsistence_effects.sigma_Y",
            "yearly pull of log resources",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "as the other stocks' rates",
            "area specialists",
        ),
        Parameter(
            "subsistence_effects.diversion",
            "share of aid that does not reach those in need",
            "share",
            Share(0.314, 0.076, 0.657),
            "assumed",
            "quantiles of a Beta(2, 4); estimates range from a few percent to a third and more",
            "humanitarian organisations (lower), critics of aid (higher)",
        ),
        Parameter(
            "subsistence_effects.half_life",
            "half-life of subsistence's return to where it started",
            "years",
            Uniform(2.0, 6.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("gutmann2021", "neuenkirch_neumeier2015", "dyson_cetorelli2017"),
    disputed="Mortality figures under sanctions have been manipulated before (Iraq 1999).",
    stock="S",
)
