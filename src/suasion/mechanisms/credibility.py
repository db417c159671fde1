"""Senders who do what they announced are believed; those who do not are not."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane


def pull_up(honoured: PerLane) -> PerLane:
    """Announced and done."""
    return 1.0 * honoured


def pull_down(reneged: PerLane) -> PerLane:
    """Announced and not done."""
    return 1.0 * reneged


MECHANISM = Mechanism(
    id="credibility",
    title="Credibility is earned",
    claim="Senders who do what they announced are believed; those who do not are not.",
    equations=(
        Equation("up", "honoured", pull_up, Pull("Z", "up", order=10)),
        Equation("down", "reneged", pull_down, Pull("Z", "down", order=10)),
    ),
    parameters=law("credibility", "credibility"),
    sources=("crismancox_gibilisco2018", "ties"),
    disputed="Reputation may attach to leaders rather than to states.",
    stock="Z",
)
