"""People, broadcasts and links carry news in and out, unless surveillance stops it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(control: Array, T: Array, x: Array, br: Array, ref: Array, L: Array) -> Array:
    """Pull on information."""
    return (1 - control * T) * (x + br + ref / 2 + L / 2)


def pull_down(iso: Array) -> Array:
    """Pull down on information."""
    return iso / 2


MECHANISM = Mechanism(
    id="information_flow",
    title="Information flows",
    says="People, broadcasts and links carry news in and out, unless surveillance stops it.",
    equations=(
        Equation("up", "(1 - control*T)*(x + br + ref/2 + L/2)", pull_up, Pull("I", "up", order=10)),
        Equation("down", "iso/2", pull_down, Pull("I", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "information_flow.rate",
            "yearly rate at which a full pull moves information",
            "per year",
            LogNormal(0.03, 0.7),
            "assumed",
            "half-life of about twenty years at full dose",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "information_flow.half_life",
            "half-life of information's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("keck_sikkink1998",),
    disputed="How far broadcasts reach a population under threat of punishment.",
    stock="I",
)
