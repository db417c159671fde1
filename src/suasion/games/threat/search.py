"""Every fixed point of many monotone functions of one variable at once, by exclusion.

Where ``g`` is monotone, its values on a cell lie between those at the two ends. A cell that its own image does
not meet holds no fixed point, for certain; the others are cut in four until they are narrow.
Within a narrow cell, ``g(z) - z`` is taken to turn at most once; a turning point is found from
the derivative, so that two fixed points in one cell, or a graph that only touches, are not missed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.int64]
#: ``(which function, z) -> (g, dg/dz)``, all of one length.
Function = Callable[[Index, Array], tuple[Array, Array]]

CORE = (-38.5, 8.5)  # beyond, Phi(z) is 0 or 1 in double precision, and g constant
CELLS = 32
WIDTH = 2e-3
TOUCH = 1e-10  # a graph that passes zero by less than this touches it
LEVEL = 1e-9  # a derivative below this is level: over a cell it moves the graph by less than TOUCH
ROUNDING = 1e-9


class FixedPoints(NamedTuple):
    """Fixed points sorted by function, then by place; one length."""

    which: Index
    z: Array
    touching: NDArray[np.bool_]


class Cells(NamedTuple):
    """Cells with ``g(z) - z`` and its derivative at either end."""

    which: Index
    left: Array
    right: Array
    h_left: Array
    h_right: Array
    d_left: Array
    d_right: Array

    def only(self, keep: NDArray[np.bool_]) -> Cells:
        return Cells(
            self.which[keep],
            self.left[keep],
            self.right[keep],
            self.h_left[keep],
            self.h_right[keep],
            self.d_left[keep],
            self.d_right[keep],
        )


def excess(g: Function, which: Index, z: Array) -> tuple[Array, Array]:
    value, derivative = g(which, z)
    return value - z, derivative - 1


def between(which: Index, edges: Array, h: Array, d: Array) -> Cells:
    """Cells between consecutive columns of ``edges``, one row for each of ``which``."""
    ends = (x[:, side].ravel() for x in (edges, h, d) for side in (slice(None, -1), slice(1, None)))
    return Cells(np.repeat(which, edges.shape[1] - 1), *ends)


def cut(g: Function, which: Index, edges: Array) -> Cells:
    n = edges.shape[1]
    h, d = excess(g, np.repeat(which, n), edges.ravel())
    return between(which, edges, h.reshape(-1, n), d.reshape(-1, n))


def quarter(g: Function, cells: Cells) -> Cells:
    """Each cell in four; only the three new edges are evaluated."""
    inner = cells.left[:, None] + np.array([0.25, 0.5, 0.75]) * (cells.right - cells.left)[:, None]
    h, d = (part.reshape(-1, 3) for part in excess(g, np.repeat(cells.which, 3), inner.ravel()))
    return between(
        cells.which,
        np.column_stack([cells.left, inner, cells.right]),
        np.column_stack([cells.h_left, h, cells.h_right]),
        np.column_stack([cells.d_left, d, cells.d_right]),
    )


def join(*parts: Cells) -> Cells:
    return Cells(
        np.concatenate([part.which for part in parts]),
        *(np.concatenate(column) for column in list(zip(*parts, strict=True))[1:]),
    )


def possible(cells: Cells) -> NDArray[np.bool_]:
    """Whether the image of a cell meets the cell, up to rounding."""
    g_left, g_right = cells.h_left + cells.left, cells.h_right + cells.right
    slack = ROUNDING * (1 + np.abs(cells.left) + np.abs(cells.right))
    low, high = np.minimum(g_left, g_right), np.maximum(g_left, g_right)
    return (low - slack <= cells.right) & (high + slack >= cells.left)


def crossing(f: Callable[[Array], Array], left: Array, right: Array, f_left: Array, f_right: Array) -> Array:
    """Where ``f`` changes sign between the ends: false position, the stale end's value halved (Illinois)."""
    x = (left + right) / 2
    for _ in range(60 if len(left) else 0):
        flat = f_right == f_left
        x = np.where(
            flat, (left + right) / 2, right - f_right * (right - left) / np.where(flat, 1, f_right - f_left)
        )
        f_x = f(x)
        same = (f_x >= 0) == (f_left >= 0)
        left, right = np.where(same, x, left), np.where(same, right, x)
        f_left, f_right = np.where(same, f_x, f_left / 2), np.where(same, f_right / 2, f_x)
        if (np.abs(f_x) <= LEVEL).all():
            break
    return x


def refine(g: Function, cells: Cells) -> Array:
    """The fixed point in each cell whose ends differ in sign: Newton, kept inside by halving."""
    left, right, up = cells.left, cells.right, cells.h_left >= 0
    z = (left + right) / 2
    for step in range(120):
        h, d = excess(g, cells.which, z)
        same = (h >= 0) == up
        left, right = np.where(same, z, left), np.where(same, right, z)
        newton = z - h / np.where(d == 0, 1.0, d)
        inside = (newton >= left) & (newton <= right) & ((step < 12) | (step % 2 == 0))
        to = np.where(inside, newton, (left + right) / 2)
        done = np.abs(to - z) <= 1e-14 * (1 + np.abs(z))
        z = to
        if done.all():
            break
    return z


def merge(g: Function, which: Index, z: Array, touching: NDArray[np.bool_]) -> FixedPoints:
    """Sort, and join neighbours between which ``g(z) - z`` stays below ``TOUCH``."""
    order = np.lexsort((z, which))
    which, z, touching = which[order], z[order], touching[order]
    if not len(z):
        return FixedPoints(which, z, touching)
    missed, _ = excess(g, which[1:], (z[1:] + z[:-1]) / 2)
    apart = (which[1:] != which[:-1]) | (z[1:] - z[:-1] > 0.05) | (np.abs(missed) > TOUCH)
    group = np.cumsum(np.r_[True, apart]) - 1
    first = np.flatnonzero(np.r_[True, apart])
    size = np.diff(np.r_[first, len(z)])
    middle = np.add.reduceat(z, first) / size
    return FixedPoints(which[first], middle, np.bincount(group, touching) + (size > 1) > 0)


def fixed_points(g: Function, low: Array, high: Array) -> FixedPoints:
    """All ``z`` with ``g(z) = z``, for functions that are monotone each.

    Args:
        g: The functions, constant outside ``CORE``.
        low: Least value of each function, shape [functions].
        high: Greatest value of each function, shape [functions].
    """
    every = np.arange(len(low))
    low, high = low - 1e-6 * (1 + np.abs(low)), high + 1e-6 * (1 + np.abs(high))
    begin, end = np.clip(low, *CORE), np.clip(high, *CORE)
    cells = cut(g, every, begin[:, None] + np.linspace(0, 1, CELLS + 1) * (end - begin)[:, None])
    tails = [
        cut(g, every[beyond], np.stack(ends, -1)[beyond])
        for beyond, ends in ((low < begin, (low, begin)), (high > end, (end, high)))
    ]
    while True:
        cells = cells.only(possible(cells))
        wide = cells.right - cells.left > WIDTH
        if not wide.any():
            break
        cells = join(cells.only(~wide), quarter(g, cells.only(wide)))

    turns = (cells.d_left >= 0) != (cells.d_right >= 0)
    turn, straight = cells.only(turns), cells.only(~turns)
    at = crossing(lambda z: excess(g, turn.which, z)[1], turn.left, turn.right, turn.d_left, turn.d_right)
    h_at, d_at = excess(g, turn.which, at)
    touch = np.abs(h_at) <= TOUCH
    before = turn._replace(right=at, h_right=h_at, d_right=d_at).only(~touch)
    after = turn._replace(left=at, h_left=h_at, d_left=d_at).only(~touch)
    cells = join(straight, before, after, *tails)
    cells = cells.only((cells.h_left >= 0) != (cells.h_right >= 0))
    z = np.concatenate([refine(g, cells), at[touch]])
    which = np.concatenate([cells.which, turn.which[touch]])
    return merge(g, which, z, np.arange(len(z)) >= len(cells.which))
