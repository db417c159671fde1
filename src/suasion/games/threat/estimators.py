"""Three estimators of the threat game: pseudo-likelihood, nested pseudo-likelihood, constrained likelihood.

Each solves ``sum of scores = 0``. They differ in the beliefs at which the two sides reply:

- ``pl``: beliefs estimated beforehand, held fixed.
- ``npl``: beliefs replaced by the replies to them until they no longer change; an equilibrium for every row,
  while each step of the search takes beliefs as given.
- ``cmle``: beliefs are an equilibrium at every step, and its shift with the coefficients counts. Where a row has
  several equilibria, the one under which its counts are most likely is meant: this is the maximum over
  coefficients and equilibria together.

Source: Crisman-Cox and Gibilisco (2019), doi 10.1017/psrm.2019.58; Aguirregabiria and Mira (2007) on ``npl``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr, ndtri

from .belief import Array
from .chances import Ends, ends
from .design import Design
from .equilibrium import solve_quantiles
from .payoffs import LARGEST

STEPS = 200
DONE = 1e-10  # how far, in units of log-likelihood, a further step may lead

#: ``coefficients -> (log-likelihood, scores of a crisis by end [rows, 4, k])``
Objective = Callable[[Array], "Scored"]


class Scored(NamedTuple):
    """Log-likelihood, chances [rows, 4] in logarithms, scores of one crisis by end [rows, 4, k]."""

    value: float
    log: Array
    scores: Array


class Beliefs(NamedTuple):
    """Normal quantile of ``p_resist`` and logarithm of ``p_fight``, [rows] each."""

    z: Array
    log_fight: Array


class Optimum(NamedTuple):
    theta: Array
    value: float
    steps: int
    converged: bool


def at_beliefs(design: Design, beliefs: Beliefs, theta: Array) -> Scored:
    """At beliefs held fixed."""
    at = ends(design.payoffs(theta), *beliefs)
    return Scored(
        float((design.counts * at.log).sum()), at.log, np.einsum("nyp,npk->nyk", at.by_payoff, design.matrix)
    )


def in_equilibrium(design: Design, z: Array, theta: Array) -> Scored:
    """At the equilibrium of every row whose quantile of ``p_resist`` is ``z``, its shift counted."""
    at = ends(design.payoffs(theta), z)
    by_payoff = at.by_payoff + at.by_fight[:, :, None] * at.fight_by_payoff[:, None, :]
    by_resist = at.by_resist + at.by_fight * at.fight_by_resist[:, None]
    whole = by_payoff + by_resist[:, :, None] * shift(at)[:, None, :]
    return Scored(
        float((design.counts * at.log).sum()), at.log, np.einsum("nyp,npk->nyk", whole, design.matrix)
    )


def shift(at: Ends) -> Array:
    """How the quantile of an equilibrium's ``p_resist`` moves with the payoffs, [rows, 7]."""
    feedback = at.reply_by_fight * at.fight_by_resist
    return (at.reply_by_payoff + at.reply_by_fight[:, None] * at.fight_by_payoff) / (1 - feedback)[:, None]


def information(design: Design, at: Scored) -> Array:
    """Expected information about the coefficients, [k, k]."""
    weight = design.counts.sum(1)[:, None] * np.exp(at.log)
    flat = at.scores * np.sqrt(weight)[:, :, None]
    flat = flat.reshape(-1, flat.shape[-1])
    return np.asarray(flat.T @ flat)


def maximize(design: Design, objective: Objective, theta: Array) -> Optimum:
    """Highest point from a start, by scoring with damping."""
    with np.errstate(all="ignore"):  # a step may lead where a chance has no logarithm, and is not taken then
        here, damping = objective(theta), 1e-4
        for step in range(STEPS):
            score = np.einsum("ny,nyk->k", design.counts, here.scores)
            info = information(design, here)
            size = np.diag(np.maximum(np.diag(info), 1e-12))
            if score @ np.linalg.lstsq(info, score, rcond=1e-14)[0] < DONE:
                return Optimum(theta, here.value, step, True)
            while damping < 1e12:
                to = theta + np.linalg.lstsq(info + damping * size, score, rcond=1e-14)[0]
                near = np.abs(np.stack(design.payoffs(to))).max() < LARGEST
                there = objective(to) if near else here
                if near and there.value > here.value and np.isfinite(there.scores).all():
                    break
                damping = max(damping, 1e-6) * 8
            else:
                return Optimum(theta, here.value, step, False)
            theta, here, damping = to, there, damping / 16
        return Optimum(theta, here.value, STEPS, False)


def replies(design: Design, beliefs: Beliefs, theta: Array) -> Beliefs:
    """What each side would do, given what it believes of the other."""
    at = ends(design.payoffs(theta), *beliefs)
    return Beliefs(at.reply, np.log(at.p_fight))


def nearest(design: Design, z: Array, theta: Array) -> Array:
    """The equilibrium of each row that a start leads to by Newton's method; NaN where it leads to none."""
    p = design.payoffs(theta)
    for _ in range(60):
        at = ends(p, z)
        step = (at.reply - z) / (1 - at.reply_by_fight * at.fight_by_resist)
        z = z + np.clip(step, -0.5, 0.5)
        if (np.abs(step) < 1e-13 * (1 + np.abs(z))).all():
            return z
    at = ends(p, z)
    return np.where(np.abs(at.reply - z) < 1e-9, z, np.nan)


def likeliest(design: Design, theta: Array) -> Array:
    """The equilibrium of each row under which its counts are most likely, as a quantile of ``p_resist``."""
    p = design.payoffs(theta)
    which, z, _ = solve_quantiles(p)
    each = type(p)(*(part[which] for part in p))
    value = (design.counts[which] * ends(each, z).log).sum(1)
    order = np.lexsort((z, -value, which))
    first = order[np.unique(which[order], return_index=True)[1]]
    return np.asarray(z[first])


def nest(design: Design, beliefs: Beliefs, theta: Array, most: int = 1000) -> tuple[Optimum, Beliefs]:
    """Pseudo-likelihood and replies in turn, until neither changes."""
    for turn in range(most):
        optimum = maximize(design, partial(at_beliefs, design, beliefs), theta)
        after = replies(design, beliefs, optimum.theta)
        moved = max(
            np.abs(np.exp(log_ndtr(after.z)) - np.exp(log_ndtr(beliefs.z))).max(),
            np.abs(np.exp(after.log_fight) - np.exp(beliefs.log_fight)).max(),
        )
        theta, beliefs = optimum.theta, after
        if moved < 1e-9:
            return Optimum(theta, optimum.value, turn + 1, optimum.converged), beliefs
    return Optimum(theta, optimum.value, most, False), beliefs


def start(design: Design) -> Array:
    """Coefficients whose payoffs come near to those that give the pooled shares."""
    quiet, concession, back, fight = design.counts.sum(0) / design.counts.sum()
    resist = (back + fight) / (concession + back + fight)
    firm = fight / (back + fight)
    wanted = np.zeros(7)
    lead = np.sqrt(2) * ndtri(firm)
    low, high = -12.0, 12.0
    for _ in range(60):  # both moves unattractive enough that threats are as rare as they are
        middle = (low + high) / 2
        rare = log_ndtr(-middle - lead / 2) + log_ndtr(-middle + lead / 2) > np.log(quiet)
        low, high = (middle, high) if rare else (low, middle)
    wanted[4], wanted[6] = low + lead / 2, low - lead / 2
    wanted[5] = ndtri(resist)
    theta = np.zeros(design.matrix.shape[2])
    for place in range(7):
        own = np.flatnonzero(design.matrix[:, place].any(0))
        if len(own):
            x = design.matrix[:, place, own] / design.scale[own]
            target = np.full(len(x), wanted[place])
            theta[own] = np.linalg.lstsq(x, target, rcond=None)[0] / design.scale[own]
    return theta
