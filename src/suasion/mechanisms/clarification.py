"""Clarifying what is owed, and settling disputes, makes duties plain; linking them to other issues blurs them."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(q: PerLane) -> PerLane:
    """Pull on clarity."""
    return 1.0 * q


def pull_down(ell: PerLane) -> PerLane:
    """Pull down on clarity."""
    return 1.0 * ell


MECHANISM = Mechanism(
    id="clarification",
    title="Clarification",
    claim="Clarifying what is owed, and settling disputes, makes duties plain; linking them to other issues blurs them.",
    equations=(
        Equation("up", "q", pull_up, Pull("Q", "up", order=10)),
        Equation("down", "ell", pull_down, Pull("Q", "down", order=10)),
    ),
    parameters=law("clarification", "clarity"),
    sources=("chayes_chayes1993",),
    disputed="For gross abuses nothing is unclear, say the enforcement school.",
    stock="Q",
)
