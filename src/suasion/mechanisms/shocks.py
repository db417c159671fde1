"""Borders shut, harvests fail, leaders die, patrons turn and senders are distracted, whatever anyone does."""

from __future__ import annotations

import jax.numpy as jnp

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import Array


def blow(holds: Array, effect: Array) -> Array:
    """Pull of a shock that takes the share `effect` of a stock in each year that it holds."""
    return -holds * jnp.log(1 - effect)


MECHANISM = Mechanism(
    id="shocks",
    title="Shocks",
    says="Borders shut, harvests fail, leaders die, patrons turn and senders are distracted, whatever anyone does.",
    equations=(Equation("blow", "-holds*log(1 - effect)", blow),),
    parameters=(),
    sources=("crs_r41749",),
    disputed="Yearly chances come from one or two events each.",
)
