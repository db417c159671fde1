"""Trade, exchanges and aid that are let in build links."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(e_c: PerLane, x: PerLane, h: PerLane) -> PerLane:
    """Pull on linkage."""
    return e_c + x / 2 + h / 4


MECHANISM = Mechanism(
    id="linkage_growth",
    title="Linkage grows",
    claim="Trade, exchanges and aid that are let in build links.",
    equations=(Equation("up", "e_c + x/2 + h/4", pull_up, Pull("L", "up", order=10)),),
    parameters=law("linkage_growth", "linkage"),
    sources=("helsinki1975", "hafnerburton_tsutsui2005"),
    disputed="Trade with a closed state may run through the regime alone.",
    stock="L",
)
