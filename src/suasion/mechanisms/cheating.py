"""A target may take the offer and break its word on the other issue; the senders then withdraw."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def chance(pi: PerLane, c_0: PerWorld) -> PerLane:
    """Chance that an accepted deal is broken in a year."""
    return c_0 * (1 - pi)


MECHANISM = Mechanism(
    id="cheating",
    title="Cheating",
    claim="A target may take the offer and break its word on the other issue; the senders then withdraw.",
    equations=(Equation("cheated", "c_0*(1 - pi)", chance),),
    parameters=(
        Parameter(
            "cheating.c_0",
            "yearly chance to break a deal when nothing is detected",
            "share",
            Uniform(0.05, 0.3),
            "assumed",
            "the Agreed Framework lasted nine years (1994 to 2003)",
            "enforcement school (higher), managerial school (lower)",
        ),
    ),
    sources=("agreed_framework1994",),
    disputed="Who broke the Agreed Framework first is disputed.",
)
