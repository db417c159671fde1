"""Contact, review against what was signed, and practice make norms one's own; senders who break their word spoil it."""

from __future__ import annotations

from suasion.domain.mechanism import Equation, Mechanism, Pull
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Uniform
from suasion.mechanisms.types import Array


def pull_up(L: Array, f: Array, x: Array, M_bar: Array, opening: Array) -> Array:
    """Pull on commitment to norms."""
    return L * (f + x) / 2 + f * M_bar + opening


def pull_down(reneged: Array) -> Array:
    """Senders seen to break their word."""
    return reneged


MECHANISM = Mechanism(
    id="norm_growth",
    title="Norms grow",
    says="Contact, review against what was signed, and practice make norms one's own; senders who break their word spoil it.",
    equations=(
        Equation("up", "L*(f + x)/2 + f*M_bar + opening", pull_up, Pull("N", "up", order=10)),
        Equation("down", "reneged", pull_down, Pull("N", "down", order=10)),
    ),
    parameters=(
        Parameter(
            "norm_growth.rate",
            "yearly rate at which a full pull moves norms",
            "per year",
            LogNormal(0.08, 0.5),
            "assumed",
            "half-life of about nine years at full dose, by analogy with the Helsinki decade",
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            "norm_growth.half_life",
            "half-life of norms's return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    ),
    sources=("chayes_chayes1993", "keck_sikkink1998"),
    disputed="Long-run internalisation is not identified by any data here.",
    stock="N",
)
