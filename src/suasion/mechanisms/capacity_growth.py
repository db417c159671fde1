"""Assistance and aid that arrives raise what the state can do; hardship lowers it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(k: PerLane, h: PerLane, H: PerLane) -> PerLane:
    """Pull on capacity."""
    return k + 0.3 * h * H


def pull_down(hit: PerLane) -> PerLane:
    """Pull down on capacity."""
    return hit


MECHANISM = Mechanism(
    id="capacity_growth",
    title="Capacity grows",
    claim="Assistance and aid that arrives raise what the state can do; hardship lowers it.",
    equations=(
        Equation("up", "k + 0.3*h*H", pull_up, Pull("K", "up", order=10)),
        Equation("down", "hit", pull_down, Pull("K", "down", order=10)),
    ),
    parameters=law("capacity_growth", "capacity"),
    sources=("chayes_chayes1993",),
    disputed="Capacity can serve repression as well.",
    stock="K",
)
