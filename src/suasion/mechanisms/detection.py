"""Monitoring, a follow-up conference and open information make abuses visible."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.games.monitoring import seen
from suasion.mechanisms.types import Array


def detected(pi_0: Array, m: Array, f: Array, I: Array) -> Array:
    """Chance that an abuse is detected: anyway, by monitors, at a follow-up conference or through open information."""
    found: Array = seen(pi_0, m, f / 2, I)
    return found


MECHANISM = Mechanism(
    id="detection",
    title="Detection",
    says="Monitoring, a follow-up conference and open information make abuses visible.",
    equations=(Equation("pi", "1 - (1 - pi_0)*(1 - m)*(1 - f/2)*(1 - I)", detected, Derived()),),
    parameters=(),
    sources=("keck_sikkink1998", "coi2014"),
    disputed="Reports on closed states rest on escapees' testimony.",
    switchable=False,
)
