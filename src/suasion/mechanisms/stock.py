"""The law of every stock: pulls beyond the start's pulls move it within [0, 1]; it drifts back to its start."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import Array


def net_pull(up: Array, up_start: Array, down: Array, down_start: Array) -> Array:
    """What pulls one way beyond the start: more of this pull, or less of the other."""
    return jnp.maximum(up - up_start, 0.0) + jnp.maximum(down_start - down, 0.0)


def moved(stock: Array, stock_0: Array, pull_up: Array, pull_down: Array, reversion: Array) -> Array:
    """The stock after a year; stays in [0, 1] by construction.

    ``(1 - exp(-g))/g`` is taken through its limit 1 at g = 0; what the subtraction loses for small g
    is multiplied by g again, so the stock is exact to rounding.
    """
    g = pull_up + pull_down
    still = g < 1e-12
    share = jnp.where(still, 1.0, (1 - jnp.exp(-g)) / jnp.where(still, 1.0, g))
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
