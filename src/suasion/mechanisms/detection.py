"""Monitoring, a follow-up conference and open information make abuses visible."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.games.monitoring import seen
from suasion.mechanisms.types import PerLane, PerWorld


def detected(pi_0: PerWorld, m: PerLane, f: PerLane, I: PerLane) -> PerLane:
    """Chance that an abuse is detected: anyway, by monitors, at a follow-up conference or through open information."""
    probability: PerLane = seen(pi_0, m, f / 2, I)
    return probability


MECHANISM = Mechanism(
    id="detection",
    title="Detection",
    claim="Monitoring, a follow-up conference and open information make abuses visible.",
    equations=(Equation("pi", "1 - (1 - pi_0)*(1 - m)*(1 - f/2)*(1 - I)", detected, Derived()),),
    parameters=(),
    sources=("keck_sikkink1998", "coi2014"),
    disputed="Reports on closed states rest on escapees' testimony.",
    switchable=False,
)
