"""What senders announce beyond the baseline is a threat or a promise; both are kept or broken."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import PerLane, PerWorld


def honoured(threatened: PerLane, promised: PerLane, q_d: PerLane, q_a: PerLane, office: PerWorld) -> PerLane:
    """Announced and done (a chance, not an event)."""
    return threatened * q_d * office + promised * q_a * office


def reneged(threatened: PerLane, promised: PerLane, q_d: PerLane, office: PerWorld) -> PerLane:
    """Announced and not done; an offer refused by the target is not broken by the sender."""
    return threatened * (1 - q_d * office) + promised * (1 - office)


MECHANISM = Mechanism(
    id="dealings",
    title="Dealings",
    claim="What senders announce beyond the baseline is a threat or a promise; both are kept or broken.",
    equations=(
        Equation("honoured", "threatened*q_d*office + promised*q_a*office", honoured),
        Equation("reneged", "threatened*(1 - q_d*office) + promised*(1 - office)", reneged),
    ),
    parameters=(),
    sources=("crismancox_gibilisco2018",),
    disputed="Refused offers may still cost a sender face.",
    switchable=False,
)
