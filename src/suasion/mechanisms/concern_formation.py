"""Documentation, testimony, campaigns and detected abuse keep the public abroad awake; it fades."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(m: PerLane, I: PerLane, ref: PerLane, sy: PerLane, pi: PerLane, r_P: PerLane) -> PerLane:
    """Pull on public concern."""
    return m * I + ref + sy + pi * (1 - r_P)


MECHANISM = Mechanism(
    id="concern_formation",
    title="Public concern",
    claim="Documentation, testimony, campaigns and detected abuse keep the public abroad awake; it fades.",
    equations=(Equation("up", "m*I + ref + sy + pi*(1 - r_P)", pull_up, Pull("Omega", "up", order=10)),),
    parameters=law("concern_formation", "public concern"),
    sources=("keck_sikkink1998",),
    disputed="Concern may not turn into policy.",
    stock="Omega",
)
