"""The law of every stock: pulls beyond the start's pulls move it within [0, 1]; it drifts back to its start."""

from __future__ import annotations

import math

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import Array, shortcut


def net_pull(up: Array, up_start: Array, down: Array, down_start: Array) -> Array:
    """What pulls one way beyond the start: more of this pull, or less of the other."""
    return jnp.maximum(up - up_start, 0.0) + jnp.maximum(down_start - down, 0.0)


def saturated(g: Array) -> Array:
    """``(1 - exp(-g))/g``, 1 at g = 0: its series below a half, where a year's pulls usually are."""
    series = jnp.full_like(g, SERIES[-1])
    for coefficient in SERIES[-2::-1]:
        series = series * g + coefficient
    beyond = g > 0.5

    def exact(series: Array) -> Array:
        return jnp.where(beyond, (1 - jnp.exp(-g)) / jnp.where(beyond, g, 1.0), series)

    return shortcut(beyond, exact, lambda same: same, series)


#: Of ``(1 - exp(-g))/g`` in powers of g; what is left out is below 1e-16 at a half.
SERIES = tuple((-1) ** k / math.factorial(k + 1) for k in range(13))


def moved(stock: Array, stock_0: Array, pull_up: Array, pull_down: Array, reversion: Array) -> Array:
    """The stock after a year; stays in [0, 1] by construction."""
    g = pull_up + pull_down
    share = saturated(g)
    return (1 - reversion) * (stock + share * (pull_up - g * stock)) + reversion * stock_0


def reversion_rate(half_life: Array) -> Array:
    """Share of the distance to the start that is made up in a year."""
    return 1 - jnp.exp2(-1 / half_life)


MECHANISM = Mechanism(
    id="stock",
    title="Law of the stocks",
    says="Only what differs from the start's policy moves a stock, in proportion to the room that is left.",
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
