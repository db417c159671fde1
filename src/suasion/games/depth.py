"""Depth of cooperation: the deepest agreement that punishment and detection can keep.

The stage game is the quadratic reduction of Downs, Rocke and Barsoom (1996): keeping an agreement of
depth ``d`` together is worth ``beta*d - d**2/2`` a period, breaking it ``beta*d`` once, and the
punishment that follows is worth 0 for ever.
"""

from __future__ import annotations

from typing import Any


def deepest_treaty(beta: Any, delta: Any, *, detection: Any = 1.0) -> Any:
    """Deepest agreement that is self-enforcing when a breach is seen with chance ``detection``.

    Args:
        beta: Benefit per unit of depth, any shape.
        delta: Discount factor in (0, 1), broadcastable.
        detection: Chance in [0, 1] that a breach is detected in its period.

    Returns:
        ``2*beta*delta*detection / (1 - delta + delta*detection)``, broadcast.
    """
    return 2 * beta * delta * detection / (1 - delta + delta * detection)
