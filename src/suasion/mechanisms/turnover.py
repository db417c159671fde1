"""A government that backs the policy is replaced by one that does not, and comes back later."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import PerWorld


def in_office(was: PerWorld, leaves: PerWorld, returns: PerWorld) -> PerWorld:
    """1 while the sender's government backs the policy; leaves and returns are this year's events."""
    return was * (1 - leaves) + (1 - was) * returns


MECHANISM = Mechanism(
    id="turnover",
    title="Sender governments change",
    claim="A government that backs the policy is replaced by one that does not, and comes back later.",
    equations=(Equation("office", "was*(1 - leaves) + (1 - was)*returns", in_office),),
    parameters=(),
    sources=("archigos",),
    disputed="Policies can outlive governments.",
)
