"""Contact, review against what was signed, and practice make norms one's own; senders who break their word spoil it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(L: PerLane, f: PerLane, x: PerLane, M_bar: PerLane, opening: PerLane) -> PerLane:
    """Pull on commitment to norms."""
    return L * (f + x) / 2 + f * M_bar + opening


def pull_down(reneged: PerLane) -> PerLane:
    """Senders seen to break their word."""
    return reneged


MECHANISM = Mechanism(
    id="norm_growth",
    title="Norms grow",
    claim="Contact, review against what was signed, and practice make norms one's own; senders who break their word spoil it.",
    equations=(
        Equation("up", "L*(f + x)/2 + f*M_bar + opening", pull_up, Pull("N", "up", order=10)),
        Equation("down", "reneged", pull_down, Pull("N", "down", order=10)),
    ),
    parameters=law("norm_growth", "norms"),
    sources=("chayes_chayes1993", "keck_sikkink1998"),
    disputed="Long-run internalisation is not identified by any data here.",
    stock="N",
)
