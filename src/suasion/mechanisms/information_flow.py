"""People, broadcasts and links carry news in and out, unless surveillance stops it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.prior import LogNormal
from suasion.mechanisms.stock import law
from suasion.mechanisms.types import PerLane, PerWorld


def pull_up(control: PerWorld, T: PerLane, x: PerLane, br: PerLane, ref: PerLane, L: PerLane) -> PerLane:
    """Pull on information."""
    return (1 - control * T) * (x + br + ref / 2 + L / 2)


def pull_down(iso: PerLane) -> PerLane:
    """Pull down on information."""
    return iso / 2


MECHANISM = Mechanism(
    id="information_flow",
    title="Information flows",
    claim="People, broadcasts and links carry news in and out, unless surveillance stops it.",
    equations=(
        Equation("up", "(1 - control*T)*(x + br + ref/2 + L/2)", pull_up, Pull("I", "up", order=10)),
        Equation("down", "iso/2", pull_down, Pull("I", "down", order=10)),
    ),
    parameters=law(
        "information_flow",
        "information",
        rate=LogNormal(0.03, 0.7),
        reason="half-life of about twenty years at full dose",
    ),
    sources=("keck_sikkink1998",),
    disputed="How far broadcasts reach a population under threat of punishment.",
    stock="I",
)
