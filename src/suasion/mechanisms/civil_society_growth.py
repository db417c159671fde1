"""Room to associate, contact and a follow-up conference give people a footing; visible partners are hit."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane, PerWorld


def pull_up(
    control: PerWorld, r_P: PerLane, r_C: PerLane, I: PerLane, x: PerLane, f: PerLane, M_bar: PerLane
) -> PerLane:
    """Pull on organised civil society."""
    return (1 - control * (1 - r_P)) * (r_C * I + x / 2 + f * M_bar)


def pull_down(control: PerWorld, r_P: PerLane, n: PerLane, x: PerLane) -> PerLane:
    """Repression of those who organise, more so where they are visible."""
    return control * (1 - r_P) * (1 + (n + x) / 2)


MECHANISM = Mechanism(
    id="civil_society_growth",
    title="Civil society grows",
    claim="Room to associate, contact and a follow-up conference give people a footing; visible partners are hit.",
    equations=(
        Equation("up", "(1 - control*(1 - r_P))*(r_C*I + x/2 + f*M_bar)", pull_up, Pull("A", "up", order=10)),
        Equation("down", "control*(1 - r_P)*(1 + (n + x)/2)", pull_down, Pull("A", "down", order=10)),
    ),
    parameters=law("civil_society_growth", "civil society"),
    sources=("keck_sikkink1998", "helsinki1975"),
    disputed="Whether Helsinki groups could form without the thaw that preceded them.",
    stock="A",
)
