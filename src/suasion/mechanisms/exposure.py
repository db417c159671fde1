"""Sanctions reach what is linked to the senders; gains grow with the same links."""

from __future__ import annotations

from suasion.domain.mechanism import Derived, Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def open_trade(e: PerLane, s_t: PerLane) -> PerLane:
    """Trade that sanctions leave open."""
    return e * (1 - s_t)


def bite(s_t: PerLane, s_f: PerLane, s_x: PerLane, xi: PerLane, iota: PerWorld) -> PerLane:
    """Share of the regime's income that sanctions reach."""
    return (1 - (1 - s_t) * (1 - s_f) * (1 - iota * s_x)) * xi


def hit(s_t: PerLane, s_f: PerLane, s_x: PerLane, xi: PerLane, epsilon: PerWorld) -> PerLane:
    """Share of the population's income that sanctions reach."""
    return (1 - (1 - s_t) * (1 - s_f) * (1 - epsilon * s_x)) * xi


def gain(e_c: PerLane, L: PerLane, k: PerLane) -> PerLane:
    """Gain from trade and assistance."""
    return 1 - (1 - e_c * L) * (1 - k / 2)


MECHANISM = Mechanism(
    id="exposure",
    title="Exposure",
    claim="Sanctions reach what is linked to the senders; gains grow with the same links.",
    equations=(
        Equation("e_c", "e*(1 - s_t)", open_trade, Derived()),
        Equation("bite", "(1 - (1 - s_t)*(1 - s_f)*(1 - iota*s_x))*xi", bite, Derived()),
        Equation("hit", "(1 - (1 - s_t)*(1 - s_f)*(1 - epsilon*s_x))*xi", hit, Derived()),
        Equation("gain", "1 - (1 - e_c*L)*(1 - k/2)", gain, Derived()),
    ),
    parameters=(
        Parameter(
            "exposure.iota",
            "share of a targeted sanction that reaches the regime's income",
            "share",
            Uniform(0.5, 1.0),
            "assumed",
            "targeted measures are meant for the elite",
            "area specialists: elites shift the burden",
        ),
        Parameter(
            "exposure.epsilon",
            "share of a targeted sanction that spills over to the population",
            "share",
            Uniform(0.0, 0.2),
            "assumed",
            "small by design",
            "humanitarian organisations: over-compliance by banks",
        ),
    ),
    sources=("keck_sikkink1998", "neuenkirch_neumeier2015"),
    disputed="How far targeted measures spare the population is contested.",
    switchable=False,
)
