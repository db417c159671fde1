"""Room to associate, contact and a follow-up conference give people a footing; visible partners are hit."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import Array


def pull_up(control: Array, r_P: Array, r_C: Array, I: Array, x: Array, f: Array, M_bar: Array) -> Array:
    """Pull on organised civil society."""
    return (1 - control * (1 - r_P)) * (r_C * I + x / 2 + f * M_bar)


def pull_down(control: Array, r_P: Array, n: Array, x: Array) -> Array:
    """Repression of those who organise, more so where they are visible."""
    return control * (1 - r_P) * (1 + (n + x) / 2)


MECHANISM = Mechanism(
    id="civil_society_growth",
    title="Civil society grows",
    says="Room to associate, contact and a follow-up conference give people a footing; visible partners are hit.",
    equations=(
        Equation("up", "(1 - control*(1 - r_P))*(r_C*I + x/2 + f*M_bar)", pull_up, Pull("A", "up", order=10)),
        Equation("down", "control*(1 - r_P)*(1 + (n + x)/2)", pull_down, Pull("A", "down", order=10)),
    ),
    parameters=law("civil_society_growth", "civil society"),
    sources=("keck_sikkink1998", "helsinki1975"),
    disputed="Whether Helsinki groups could form without the thaw that preceded them.",
    stock="A",
)
