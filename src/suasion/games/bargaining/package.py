"""Talks over several issues at one table: what each party gains, whether all can gain, Nash's package.

A party's loss is the square of the distance from its position, as a share of the issue's scale, times its
salience, summed over issues. A package is a level for each issue; without agreement the status quo stays.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import nnls

STEPS = 200
EXACT = 1e-10
FLAT = 1e-9  # below this length the parties' wishes cancel out, up to rounding


class Table(NamedTuple):
    """Parties and issues at one table; levels are shares of each issue's scale.

    Attributes:
        positions: [..., party, issue].
        saliences: [..., party, issue], not negative.
        status_quo: [..., issue].
        power: Weights in Nash's product, [..., party].
    """

    positions: np.ndarray
    saliences: np.ndarray
    status_quo: np.ndarray
    power: np.ndarray


def gains(table: Table, package: ArrayLike) -> np.ndarray:
    """What each party gains by a package against the status quo, [..., party], in units of its own loss."""
    quo, level = table.status_quo[..., None, :], np.asarray(package, float)[..., None, :]
    return np.asarray(
        (table.saliences * ((quo - table.positions) ** 2 - (level - table.positions) ** 2)).sum(-1)
    )


def asked(table: Table) -> np.ndarray:
    """Whether a party's consent is asked: it has power and cares about an issue at the table, [..., party]."""
    return np.asarray((table.saliences > 0).any(-1) & (table.power > 0))


class Way(NamedTuple):
    """Whether all who are asked can gain, and which way.

    Attributes:
        open: Whether there is a package that all who are asked gain by.
        direction: From the status quo, [issue]; zero where there is none.
        against: Weights of the parties whose wishes cancel out, [party]; zero where there is a way.
    """

    open: bool
    direction: np.ndarray
    against: np.ndarray


def way_out(table: Table) -> Way:
    """Whether the status quo can be left so that every party that is asked gains.

    Losses being convex, a common gain exists if and only if some direction serves every party at the status
    quo. The shortest point in the hull of the parties' wishes (the gradients of their gains there, scaled to
    length 1) is such a direction, or it is zero, and then the weights that make it so name the parties that
    stand in each other's way: one more than there are issues at most.

    Args:
        table: One table, without leading axes.
    """
    gradients = table.saliences * (table.positions - table.status_quo)
    cares = asked(table)
    length = np.linalg.norm(gradients, axis=-1)
    parties, issues = gradients.shape
    nothing = np.zeros(issues)
    stuck = cares & (length <= FLAT)
    if stuck.any() or not cares.any():
        return Way(False, nothing, np.where(stuck, 1.0, 0.0))
    wishes = gradients[cares] / length[cares, None]
    weight, _ = nnls(np.vstack([wishes.T, np.ones(len(wishes))]), np.r_[nothing, 1.0])
    weight = weight / weight.sum()
    shortest = weight @ wishes
    against = np.zeros(parties)
    against[cares] = weight
    if np.linalg.norm(shortest) <= FLAT:
        return Way(False, nothing, against)
    return Way(True, shortest, np.zeros(parties))


class Agreement(NamedTuple):
    """Nash's package at a table.

    Attributes:
        reached: Whether there is a package that all who are asked gain by, [...].
        package: Levels, [..., issue]; the status quo where there is none.
        gains: [..., party], in units of a party's own loss; 0 where there is none.
        residual: Length of the gradient of Nash's product at the package, relative to its terms, [...].
    """

    reached: np.ndarray
    package: np.ndarray
    gains: np.ndarray
    residual: np.ndarray


def nash_package(table: Table) -> Agreement:
    """The package that maximises the product of gains, each to the power of its party, over all that are asked.

    The logarithm of the product is concave in the package, so that the maximum is unique in every issue that
    somebody cares about. It is found by Newton's method from a point inside the agreement zone. An issue that
    nobody here cares about stays where it is.

    Args:
        table: With leading axes.

    Source: nash1950; harsanyi_selten1972 with weights.
    """
    batch = table.positions.shape[:-2]
    parties, issues = table.positions.shape[-2:]
    x, s = (v.reshape(-1, parties, issues) for v in table[:2])
    quo = np.broadcast_to(table.status_quo, (*batch, issues)).reshape(-1, issues)
    power = np.broadcast_to(table.power, (*batch, parties)).reshape(-1, parties)
    power = np.where(asked(Table(x, s, quo, power)), power, 0.0)
    level, reached = quo.copy(), np.zeros(len(x), bool)
    for i in range(len(x)):
        one = Table(x[i], s[i], quo[i], power[i])
        way = way_out(one)
        if way.open:
            level[i] += _half_way(one, way.direction)
            reached[i] = True
    at = np.flatnonzero(reached)
    whole = Table(x[at], s[at], quo[at], power[at] / power[at].sum(-1, keepdims=True))
    level[at], residual = _maximize(whole, level[at])
    left = np.zeros(len(x))
    left[at] = residual
    gained = np.where(reached[:, None], gains(Table(x, s, quo, power), level), 0.0)
    return Agreement(
        reached.reshape(batch),
        level.reshape(*batch, issues),
        gained.reshape(*batch, parties),
        left.reshape(batch),
    )


def _half_way(table: Table, direction: np.ndarray) -> np.ndarray:
    """A step along which every party that cares gains: half of what the first to stop gaining would allow."""
    cares = asked(table)
    rise = 2 * (table.saliences * (table.positions - table.status_quo)) @ direction
    fall = table.saliences @ direction**2
    return np.asarray(direction * (rise[cares] / (2 * fall[cares])).min())


def _maximize(table: Table, level: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The maximum of ``sum power*log(gain)`` from levels inside the zone, and what is left of its gradient."""
    level, residual = level.copy(), np.zeros(len(level))
    moving = np.arange(len(level))
    for _ in range(STEPS):
        here = Table(*(part[moving] for part in table))
        gradient, hessian, residual[moving] = _derivatives(here, level[moving])
        far = residual[moving] > EXACT
        moving, here = moving[far], Table(*(part[far] for part in here))
        if not len(moving):
            break
        move = np.linalg.solve(hessian[far], gradient[far][..., None])[..., 0]
        level[moving] = _search(here, level[moving], move, (gradient[far] * move).sum(-1))
    return level, residual


def _derivatives(table: Table, level: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradient of the logarithm of Nash's product, minus its Hessian, and the residual."""
    x, s, _, power = table
    g = np.where(power > 0, gains(table, level), 1.0)[..., None]
    weight = power[..., None]
    pull = 2 * weight * s * (x - level[:, None, :]) / g  # [item, party, issue]
    gradient = pull.sum(-2)
    per_root = 2 * np.sqrt(weight) * s * (x - level[:, None, :]) / g
    own = (2 * weight * s / g).sum(-2)
    own = np.where(own > 0, own, 1.0)  # nobody here cares: the gradient is 0 and nothing moves
    hessian = np.einsum("npk,npl->nkl", per_root, per_root) + own[..., None] * np.eye(level.shape[-1])
    size = np.abs(pull).sum((-1, -2))
    return gradient, hessian, np.linalg.norm(gradient, axis=-1) / np.where(size > 0, size, 1.0)


def _search(table: Table, level: np.ndarray, move: np.ndarray, rise: np.ndarray) -> np.ndarray:
    """Levels after a step that stays in the zone and climbs; halved until it does."""
    counted = table.power > 0

    def product(at: np.ndarray) -> np.ndarray:
        g = np.where(counted, gains(table, at), 1.0)
        logs = (table.power * np.log(np.where(g > 0, g, 1.0))).sum(-1)
        return np.where((g > 0).all(-1), logs, -np.inf)

    before, size = product(level), np.ones(len(level))
    rounding = 1e-13 * (1 + np.abs(before))
    for _ in range(60):
        good = product(level + size[:, None] * move) >= before + 1e-4 * size * rise - rounding
        if good.all():
            break
        size = np.where(good, size, size / 2)
    return np.asarray(level + size[:, None] * move)
