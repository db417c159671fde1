"""Senders who do what they announced are believed; those who do not are not."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(honoured: Array) -> Array:
    """Announced and done."""
    return 1.0 * honoured


def pull_down(reneged: Array) -> Array:
    """Announced and not done."""
    return 1.0 * reneged


MECHANISM = Mechanism(
    id="credibility",
    title="Credibility is earned",
    says="Senders who do what they announced are believed; those who do not are not.",
    equations=(
        Equation("up", "honoured", pull_up, Pull("Z", "up", order=10)),
        Equation("down", "reneged", pull_down, Pull("Z", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "credibility.rate",
            "yearly rate at which a full pull moves credibility",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "credibility.half_life",
            "half-life of credibility's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("crismancox_gibilisco2018", "ties"),
    disputed="Reputation may attach to leaders rather than to states.",
    stock="Z",
)
