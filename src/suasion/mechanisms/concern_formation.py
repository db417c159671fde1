"""Documentation, testimony, campaigns and detected abuse keep the public abroad awake; it fades."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(m: Array, I: Array, ref: Array, sy: Array, pi: Array, r_P: Array) -> Array:
    """Pull on public concern."""
    return m * I + ref + sy + pi * (1 - r_P)


MECHANISM = Mechanism(
    id="concern_formation",
    title="Public concern",
    says="Documentation, testimony, campaigns and detected abuse keep the public abroad awake; it fades.",
    equations=(Equation("up", "m*I + ref + sy + pi*(1 - r_P)", pull_up, Pull("Omega", "up", order=10)),),
    parameters=(
        Parameter(
            "concern_formation.rate",
            "yearly rate at which a full pull moves public concern",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "concern_formation.half_life",
            "half-life of public concern's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("keck_sikkink1998",),
    disputed="Concern may not turn into policy.",
    stock="Omega",
)
