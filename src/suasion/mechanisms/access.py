"""Aid that is let in opens doors."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(h: PerLane, f: PerLane, x: PerLane) -> PerLane:
    """Pull on access."""
    return h + f + x / 2


def pull_down(iso: PerLane) -> PerLane:
    """Pull down on access."""
    return iso


MECHANISM = Mechanism(
    id="access",
    title="Humanitarian access",
    claim="Aid that is let in opens doors.",
    equations=(
        Equation("up", "h + f + x/2", pull_up, Pull("H", "up", order=10)),
        Equation("down", "iso", pull_down, Pull("H", "down", order=10)),
    ),
    parameters=law("access", "access"),
    sources=("crs_r41749",),
    disputed="Access won can be withdrawn overnight, as in 2020.",
    stock="H",
)
