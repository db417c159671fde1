"""Borders shut, harvests fail, leaders die, patrons turn and senders are distracted, whatever anyone does."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from suasion.domain.mechanism import Equation, Mechanism
from suasion.mechanisms.types import Array


def pull(effect: Float[Array, "*any"] | float) -> Float[np.ndarray, "*any"]:
    """Pull of a shock that takes the share `effect` of a stock in each year that it holds.

    It is worked out once, when a case is made ready.
    """
    return np.asarray(-np.log1p(-np.asarray(effect)))


MECHANISM = Mechanism(
    id="shocks",
    title="Shocks",
    claim="Borders shut, harvests fail, leaders die, patrons turn and senders are distracted, whatever anyone does.",
    equations=(Equation("shock", "-log(1 - effect)", pull),),
    parameters=(),
    sources=("crs_r41749",),
    disputed="Yearly chances come from one or two events each.",
)
