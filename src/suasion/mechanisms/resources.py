"""Links feed the regime, hardship drains it; a richer regime represses more or less."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Incentive, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import Normal, Uniform
from suasion.mechanisms.types import PerLane, PerWorld


def next_level(
    Y: PerLane, net: PerLane, net_0: PerLane, shock: PerWorld, y: PerWorld, h_S: PerWorld
) -> PerLane:
    """Resources next year, log."""
    return (1 - y) * Y + h_S * (net - net_0) - shock


def term(Y: PerLane, lambda_Y: PerWorld) -> PerLane:
    """Incentive lost to resources; either sign."""
    return -lambda_Y * Y


MECHANISM = Mechanism(
    id="resources",
    title="Regime resources",
    claim="Links feed the regime, hardship drains it; a richer regime represses more or less.",
    equations=(
        Equation("Y_next", "(1 - y)*Y + h_S*(net - net_0) - shock", next_level),
        Equation("resources", "-lambda_Y*Y", term, Incentive(order=90)),
    ),
    parameters=(
        Parameter(
            "resources.h_S",
            "log resources per unit of net linkage and year",
            "log",
            Uniform(0.05, 0.15),
            "published",
            "neuenkirch_neumeier2015 (growth -2.3 to -3.5 points a year over a UN episode, at a hit of about .3)",
            "authors of null results on sanctions and growth",
        ),
        Parameter(
            "resources.y",
            "share of a gap in resources closed in a year",
            "share",
            Uniform(0.05, 0.15),
            "assumed",
            "economies adjust within a decade or two",
            "area specialists",
        ),
        Parameter(
            "resources.lambda_Y",
            "incentive lost per unit of log resources",
            "logit",
            Normal(0.0, 1.0),
            "assumed",
            "squeeze against windfall: both signs",
            "enforcement school (above zero), managerial school (below zero)",
        ),
    ),
    sources=("neuenkirch_neumeier2015", "escribafolch_wright2010"),
    disputed="Whether money buys repression or removes its need.",
)
