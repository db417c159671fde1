"""Cutting ties leaves less to press with later."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.types import PerLane


def pull_down(iso: PerLane, s_t: PerLane) -> PerLane:
    """Pull down on linkage (at linkage's rate)."""
    return iso + s_t / 2


MECHANISM = Mechanism(
    id="isolation_erosion",
    title="Isolation erodes linkage",
    claim="Cutting ties leaves less to press with later.",
    equations=(Equation("down", "iso + s_t/2", pull_down, Pull("L", "down", order=10)),),
    parameters=(),
    sources=("gsdb",),
    disputed="Ties cut can be restored as a reward.",
)
