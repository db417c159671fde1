"""The agreement zone: which packages leave nobody worse off, and how much rights a demand elsewhere leaves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from suasion.games.bargaining.package import Table

GRID = 401
HALVINGS = 24
ROUNDING = 1e-12


class Room(NamedTuple):
    """Levels of the issue that carries a package, for which nobody is worse off; ``nan`` where there are none."""

    low: np.ndarray
    high: np.ndarray

    @property
    def accepted(self) -> np.ndarray:
        """Whether there is such a level."""
        return np.asarray(~np.isnan(self.low))


def room(table: Table, package: ArrayLike, carrier: int | None) -> Room:
    """How far the carrier can lie so that all accept the rest of a package.

    Args:
        table: With leading axes that fit those of the package.
        package: Levels, [..., issue]; the carrier's own is not read.
        carrier: The issue that may take any level on its scale; ``None`` if every level is given.

    Returns:
        :class:`Room`, [...]; without a carrier ``low`` and ``high`` are 0 where all accept.
    """
    x, s, quo, _ = table
    level = np.asarray(package, float)
    rigid = np.arange(x.shape[-1]) != carrier
    moved = (quo[..., None, :] - x) ** 2 - (level[..., None, :] - x) ** 2
    rest = (s * moved)[..., rigid].sum(-1)  # [..., party]
    if carrier is None:
        good = (rest >= -ROUNDING).all(-1)
        edge = np.where(good, 0.0, np.nan)
        return Room(edge, edge)
    weight, at = s[..., carrier], x[..., carrier]
    per = np.divide(rest, weight, out=np.where(rest >= -ROUNDING, np.inf, -np.inf), where=weight > 0)
    square = (quo[..., carrier, None] - at) ** 2 + per
    reach = np.sqrt(np.maximum(square, 0.0))
    low = np.where(square >= -ROUNDING, at - reach, np.inf).max(-1).clip(0.0, None)
    high = np.where(square >= -ROUNDING, at + reach, -np.inf).min(-1).clip(None, 1.0)
    good = low <= high + ROUNDING
    return Room(np.where(good, low, np.nan), np.where(good, high, np.nan))


def span(
    table: Table, focus: int, demands: ArrayLike, issue: int, carrier: int | None, others: ArrayLike
) -> Room:
    """The least and the highest level of one issue that all accept when another is fixed, whatever the carrier.

    Args:
        table: One table, without leading axes.
        focus: The issue whose levels are sought; what is accepted of it is an interval.
        demands: Levels at which the other is fixed, [demand].
        issue: The other.
        carrier: As in :func:`room`.
        others: Levels of every further issue, [issue].

    Returns:
        [demand]; ``nan`` where none of 401 levels of the focus is accepted. Ends are exact to ``1e-10``.
    """
    asked = np.asarray(demands, float)

    def accepted(levels: np.ndarray) -> np.ndarray:
        package = np.broadcast_to(np.asarray(others, float), (*levels.shape, len(table.status_quo))).copy()
        package[..., focus] = levels
        package[..., issue] = asked.reshape(-1, *[1] * (levels.ndim - 1))
        return room(table, package, carrier).accepted

    grid = np.linspace(0.0, 1.0, GRID)
    good = accepted(np.broadcast_to(grid, (len(asked), GRID)))

    def end(last: np.ndarray, step: int) -> np.ndarray:
        inside, outside = grid[last], grid[np.clip(last + step, 0, GRID - 1)]
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            holds = accepted(middle)
            inside, outside = np.where(holds, middle, inside), np.where(holds, outside, middle)
        return np.where(good.any(-1), inside, np.nan)

    return Room(end(good.argmax(-1), -1), end(GRID - 1 - good[:, ::-1].argmax(-1), 1))


class Demand(NamedTuple):
    """What fixing a demand on one issue does to another that is tied to it.

    Attributes:
        best: The demand at which most of the other issue is accepted.
        most: That most.
        greatest: The greatest demand that any package holds; ``nan`` if none does.
    """

    best: float
    most: float
    greatest: float


def demand(table: Table, focus: int, issue: int, carrier: int | None, others: ArrayLike) -> Demand:
    """Best and greatest demand on an issue that another is tied to, on a grid of 1,001 levels."""
    levels = np.linspace(0.0, 1.0, 1001)
    highest = span(table, focus, levels, issue, carrier, others).high
    held = ~np.isnan(highest)
    if not held.any():
        return Demand(np.nan, np.nan, np.nan)
    top = int(np.nanargmax(highest))
    return Demand(float(levels[top]), float(highest[top]), float(levels[held].max()))
