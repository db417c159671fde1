"""A patron makes up for what senders withhold, so pressure bites less where the patron's share is large."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def effective(B: PerLane, p: PerLane) -> PerLane:
    """The patron's share, less the leverage that senders have on it."""
    return B * (1 - p)


def exposure(L: PerLane, B_eff: PerLane, omega: PerWorld) -> PerLane:
    """Exposure to pressure: direct links, and what leaks through the rest."""
    return L + omega * (1 - B_eff) * (1 - L)


MECHANISM = Mechanism(
    id="patron_buffer",
    title="Patron as buffer",
    claim="A patron makes up for what senders withhold, so pressure bites less where the patron's share is large.",
    equations=(
        Equation("B_eff", "B*(1 - p)", effective, Derived(switched=True)),
        Equation("xi", "L + omega*(1 - B_eff)*(1 - L)", exposure, Derived()),
    ),
    parameters=(
        Parameter(
            "patron_buffer.omega",
            "share of unlinked income that pressure still reaches when no patron helps",
            "share",
            Uniform(0.1, 0.6),
            "assumed",
            "partly identified by TIES and GSDB outcomes against exposure: wide",
            "enforcement school (higher), area specialists (lower)",
        ),
    ),
    sources=("crismancox_gibilisco2018", "gsdb"),
    disputed="Whether secondary sanctions can move a patron at all.",
)
