"""A target cut off turns to its patron; trade with others loosens the tie."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(s_t: PerLane, iso: PerLane) -> PerLane:
    """Pull towards the patron."""
    return s_t + iso


def pull_down(e_c: PerLane) -> PerLane:
    """Pull away from the patron."""
    return e_c


MECHANISM = Mechanism(
    id="patron_shift",
    title="Patron steps in",
    claim="A target cut off turns to its patron; trade with others loosens the tie.",
    equations=(
        Equation("up", "s_t + iso", pull_up, Pull("B", "up", order=10)),
        Equation("down", "e_c", pull_down, Pull("B", "down", order=10)),
    ),
    parameters=law("patron_shift", "the patron's share"),
    sources=("atop", "gsdb"),
    disputed="China's share of North Korea's trade rose from 17 to over 90% while sanctions tightened; timing is not proof.",
    stock="B",
)
