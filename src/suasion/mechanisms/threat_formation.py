"""Sanctions, isolation and talk of regime change threaten; credible assurance calms."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(s_t: PerLane, iso: PerLane, rho: PerLane) -> PerLane:
    """Pull on perceived threat."""
    return s_t / 2 + iso / 2 + rho


def pull_down(a_c: PerLane, Z: PerLane) -> PerLane:
    """Pull down on perceived threat."""
    return a_c * Z


MECHANISM = Mechanism(
    id="threat_formation",
    title="Threat is learnt",
    claim="Sanctions, isolation and talk of regime change threaten; credible assurance calms.",
    equations=(
        Equation("up", "s_t/2 + iso/2 + rho", pull_up, Pull("T", "up", order=10)),
        Equation("down", "a_c*Z", pull_down, Pull("T", "down", order=10)),
    ),
    parameters=law("threat_formation", "perceived threat"),
    sources=("wood2008",),
    disputed="A regime may need an enemy whatever the senders do.",
    stock="T",
)
