"""Aid that is let in opens doors."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(h: Array, f: Array, x: Array) -> Array:
    """Pull on access."""
    return h + f + x / 2


def pull_down(iso: Array) -> Array:
    """Pull down on access."""
    return iso


MECHANISM = Mechanism(
    id="access",
    title="Humanitarian access",
    says="Aid that is let in opens doors.",
    equations=(
        Equation("up", "h + f + x/2", pull_up, Pull("H", "up", order=10)),
        Equation("down", "iso", pull_down, Pull("H", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "access.rate",
            "yearly rate at which a full pull moves access",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "access.half_life",
            "half-life of access's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("crs_r41749",),
    disputed="Access won can be withdrawn overnight, as in 2020.",
    stock="H",
)
