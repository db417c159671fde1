"""Quantal response (logit) equilibria traced from even chances towards a Nash equilibrium.

At precision ``lam`` an action's chance is proportional to ``exp(lam * u)``, ``u`` what it is expected to be worth
given all chances. At 0 all are even; the path from there is followed by predictor and corrector along its own
length, so that it may turn back in ``lam``. Its limit is a Nash equilibrium, and in extensive form, where every
information set chooses for itself, a sequential one (McKelvey and Palfrey 1995, 1998). Derivatives by complex
steps, hence exact to rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from suasion.progress import Progress, silent

Array = np.ndarray
#: ``chances [actions, batch] of each place -> what each action is worth [actions, batch]``; of complex numbers.
Worth = Callable[[list[Array]], list[Array]]

TINY = 1e-30
STEPS = 4000


class Path(NamedTuple):
    """The path's points: precision [points], and chances of all actions in one row [points, actions]."""

    precision: Array
    chances: Array
    reached: bool


def parts(flat: Array, sizes: Sequence[int]) -> list[Array]:
    """One array for each place."""
    return list(np.split(flat, np.cumsum(sizes)[:-1]))


@np.errstate(all="ignore")  # a step too far has no numbers, and is halved
def trace(
    worth: Worth,
    sizes: Sequence[int],
    until: float,
    step: float = 0.05,
    progress: Progress | None = None,
) -> Path:
    """The path up to a precision.

    Args:
        worth: What actions are worth, given chances.
        sizes: Number of actions at each place.
        until: Precision at which to stop, per unit of payoff.
        step: First step along the path.
        progress: Receives how many steps were made, of those allowed.
    """
    k = int(sum(sizes))
    first = np.cumsum([0, *sizes[:-1]])
    lead = np.repeat(first, sizes)  # the first action of the same place
    rest = np.flatnonzero(np.arange(k) != lead)

    def gap(point: Array) -> Array:
        """Zero on the path; [k + 1, batch] of logarithms of chances and precision -> [k, batch]."""
        y, lam = point[:k], point[k]
        u = np.concatenate(worth(parts(np.exp(y), sizes)))
        equal = (y - y[lead]) - lam * (u - u[lead])
        sums = [np.exp(part).sum(0) - 1 for part in parts(y, sizes)]
        return np.concatenate([equal[rest], np.stack(sums)])

    def derivatives(point: Array) -> Array:
        moved = point[:, None] + 1j * TINY * np.eye(k + 1)
        return np.asarray(gap(moved).imag / TINY)

    def along(jacobian: Array, before: Array) -> Array:
        tangent: Array = np.linalg.svd(jacobian)[2][-1]
        return tangent if tangent @ before > 0 else -tangent

    point = np.r_[-np.log(np.repeat(sizes, sizes).astype(float)), 0.0]
    forward = np.r_[np.zeros(k), 1.0]
    tangent = along(derivatives(point), forward)
    points = [point]
    report = progress or silent
    for number in range(STEPS):
        report("logit path", number, STEPS)
        if points[-1][k] >= until:
            break
        to = point + step * tangent
        good, turns = False, 0
        while not good and turns < 8:
            off = np.append(gap(to[:, None].astype(complex)).real[:, 0], tangent @ (to - point) - step)
            if not np.isfinite(off).all():
                break
            jacobian = derivatives(to)
            good = bool(np.abs(off).max() < 1e-10)
            if not good:
                to = to - np.linalg.solve(np.vstack([jacobian, tangent]), off)
                turns += 1
        turned = good and along(jacobian, tangent) @ tangent < 0.9
        if not good or turned:
            step /= 2
            if step < 1e-9:
                break
            continue
        tangent = along(jacobian, tangent)
        point = to
        points.append(point)
        if turns <= 2:  # the corrector was quick
            step = min(step * 1.6, max(1.0, 0.2 * abs(point[k])))
    line = np.array(points)
    return Path(line[:, k], np.exp(line[:, :k]), bool(line[-1, k] >= until))
