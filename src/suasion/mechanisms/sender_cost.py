"""Pressure costs what it cuts, giving costs what it spends."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.mechanisms.types import PerLane, PerWorld


def total(cost: PerLane, k: PerLane, h: PerLane, outlay: PerWorld) -> PerLane:
    """Cost to the senders in a year, of what is delivered."""
    return cost + outlay * (k + h) / 2


MECHANISM = Mechanism(
    id="sender_cost",
    title="Cost to the senders",
    claim="Pressure costs what it cuts, giving costs what it spends.",
    equations=(Equation("sender_cost", "cost + outlay*(k + h)/2", total, Derived(on_demand=True)),),
    parameters=(),
    sources=("essay",),
    disputed="The essay holds that engagement is less costly.",
    switchable=False,
)
