"""Trade, exchanges and aid that are let in build links."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(e_c: Array, x: Array, h: Array) -> Array:
    """Pull on linkage."""
    return e_c + x / 2 + h / 4


MECHANISM = Mechanism(
    id="linkage_growth",
    title="Linkage grows",
    says="Trade, exchanges and aid that are let in build links.",
    equations=(Equation("up", "e_c + x/2 + h/4", pull_up, Pull("L", "up", order=10)),),
    parameters=(
        Parameter(
            "linkage_growth.rate",
            "yearly rate at which a full pull moves linkage",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "linkage_growth.half_life",
            "half-life of linkage's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("helsinki1975", "hafnerburton_tsutsui2005"),
    disputed="Trade with a closed state may run through the regime alone.",
    stock="L",
)
