"""The law of every stock: pulls beyond the start's pulls move it within [0, 1]; it drifts back to its start."""

from __future__ import annotations

import math

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.prior import LogNormal, Prior, Uniform
from suasion.mechanisms.types import PerStock, shortcut


def net_pull(up: PerStock, up_start: PerStock, down: PerStock, down_start: PerStock) -> PerStock:
    """What pulls one way beyond the start: more of this pull, or less of the other."""
    return jnp.maximum(up - up_start, 0.0) + jnp.maximum(down_start - down, 0.0)


def saturated(g: PerStock) -> PerStock:
    """``(1 - exp(-g))/g``, 1 at g = 0: its series below a half, where a year's pulls usually are."""
    series = jnp.full_like(g, SERIES[-1])
    for coefficient in SERIES[-2::-1]:
        series = series * g + coefficient
    beyond = g > 0.5

    def exact(series: PerStock) -> PerStock:
        return jnp.where(beyond, (1 - jnp.exp(-g)) / jnp.where(beyond, g, 1.0), series)

    return shortcut(beyond, exact, lambda same: same, series)


#: Of ``(1 - exp(-g))/g`` in powers of g; what is left out is below 1e-16 at a half.
SERIES = tuple((-1) ** k / math.factorial(k + 1) for k in range(13))


def moved(
    stock: PerStock, stock_0: PerStock, pull_up: PerStock, pull_down: PerStock, reversion: PerStock
) -> PerStock:
    """The stock after a year; stays in [0, 1] by construction."""
    g = pull_up + pull_down
    share = saturated(g)
    return (1 - reversion) * (stock + share * (pull_up - g * stock)) + reversion * stock_0


def reversion_rate(half_life: PerStock) -> PerStock:
    """Share of the distance to the start that is made up in a year."""
    return 1 - jnp.exp2(-1 / half_life)


#: A half-life of about nine years at full dose.
SLOW = LogNormal(0.08, 0.5)


def law(
    mechanism: str,
    noun: str,
    *,
    rate: Prior = SLOW,
    reason: str = "half-life of about nine years at full dose, by analogy with the Helsinki decade",
) -> tuple[Parameter, Parameter]:
    """The two parameters of a stock's law, which stand in the mechanism that moves it.

    Args:
        mechanism: The mechanism's id.
        noun: The stock in words.
        rate: How much of a full pull moves it in a year.
        reason: Why that much.
    """
    return (
        Parameter(
            f"{mechanism}.rate",
            f"yearly rate at which a full pull moves {noun}",
            "per year",
            rate,
            "assumed",
            reason,
            "enforcement school (slower), managerial school (faster)",
        ),
        Parameter(
            f"{mechanism}.half_life",
            f"half-life of {noun}'s return to where it started",
            "years",
            Uniform(5.0, 30.0),
            "assumed",
            "within-state persistence of .88 to .96 a year in the panel brackets it",
            "area specialists",
        ),
    )


MECHANISM = Mechanism(
    id="stock",
    title="Law of the stocks",
    claim="Only what differs from the start's policy moves a stock, in proportion to the room that is left.",
    equations=(
        Equation("net", "Max(up - up_start, 0) + Max(down_start - down, 0)", net_pull),
        Equation(
            "stock_next",
            "(1 - reversion)*(stock + (1 - exp(-(pull_up + pull_down)))"
            "*(pull_up/(pull_up + pull_down) - stock)) + reversion*stock_0",
            moved,
        ),
        Equation("reversion", "1 - 2**(-1/half_life)", reversion_rate),
    ),
    parameters=(),
    sources=(),
    disputed="A start that is a fixed point hides trends already under way.",
    switchable=False,
)
