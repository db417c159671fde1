"""Sender's side of the threat game: how often it challenges, and what a challenge says about its will.

With private information ``eps_A, eps_a ~ N(0, 1)``, standing firm is worth ``F = W_A + eps_A`` and backing
down ``B = a + eps_a``; a challenge is made when the better of the two passes the cutoff ``c``:

    p_challenge = 1 - Phi(c - W_A) Phi(c - a)
    p_fight     = P(F > B and F > c) / p_challenge

The joint chance is the integral of ``phi(f - W_A) Phi(f - a)`` over ``f > c``. It is summed by Gauss and
Legendre around its peak rather than taken from a bivariate normal, whose tails lose every digit where
challenges are rare. All is kept in logarithms, scaled by ``exp(max(c - W_A, 0)**2 / 2)``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import erfcx, log_ndtr

Array = NDArray[np.float64]

HALF_LOG_TAU = 0.5 * np.log(2 * np.pi)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)
REACH = 8.7  # standard deviations either side of the peak; beyond lie e**-38 of the integral
BELOW = 30.0  # under both means by this much, the cutoff excludes nobody
ABOVE = 1e15


class Belief(NamedTuple):
    """Arrays of one shape: the chances, and how the logarithm of ``p_fight`` moves with the cutoff."""

    p_challenge: Array
    p_fight: Array
    by_cutoff: Array  # d log(p_fight) / d cutoff


def mills(x: Array) -> Array:
    """Standard normal density over distribution function at ``x``."""
    ratio: Array = np.sqrt(2 / np.pi) / erfcx(-x / np.sqrt(2))
    return ratio


def peak(lead: Array) -> Array:
    """Where ``phi(x + lead) Phi(x)`` is largest in ``x``; Newton on a convex falling function."""
    x = -np.maximum(lead, 0.0) / 2
    for _ in range(12):
        m = mills(x)
        x = x + (m - x - lead) / (m * (x + m) + 1)
    return x


def scaled_log_tail(x: Array) -> Array:
    """Logarithm of ``P(N(0, 1) > x) exp(max(x, 0)**2 / 2)``."""
    up = np.maximum(x, 0.0)
    tail: Array = np.where(x > 0, np.log(erfcx(up / np.sqrt(2)) / 2), log_ndtr(-x))
    return tail


def belief(cutoff: Array, W_A: Array, a: Array, top: Array) -> Belief:
    """Chances of a challenge and of standing firm after resistance, at the sender's cutoff.

    Args:
        cutoff: Least worth of the last move at which the sender challenges; any shape, may be infinite.
        W_A: Sender's worth of standing firm, same shape.
        a: Sender's worth of backing down, same shape.
        top: ``peak(a - W_A)``, same shape.

    Returns:
        Chances in (0, 1], precise in the tails too, and the derivative; same shape.
    """
    c = np.clip(cutoff, np.minimum(W_A, a) - BELOW, ABOVE)
    h, k = c - W_A, c - a
    highest = np.maximum(k, top)
    fall = np.maximum(highest + (a - W_A) - mills(highest), 0.0)  # of the log integrand, right of its peak
    low = np.maximum(k, top - REACH) - k
    high = highest - k + REACH**2 / (fall + np.hypot(fall, REACH))
    half = (high - low) / 2
    t = low[..., None] + half[..., None] * (NODES + 1)
    power = -t * (h[..., None] + t / 2) + log_ndtr(k[..., None] + t)
    best = power.max(-1)
    down_h, down_k = np.minimum(h, 0.0) ** 2 / 2, np.minimum(k, 0.0) ** 2 / 2
    firm = np.log(np.exp(power - best[..., None]) @ WEIGHTS * half) + best - down_h - HALF_LOG_TAU
    up_h, up_k = np.maximum(h, 0.0), np.maximum(k, 0.0)
    apart = np.where(np.minimum(h, k) > 0, a - W_A, up_h - up_k)  # the difference, before rounding
    to_h = apart * (up_h + up_k) / 2  # from the scale of k to that of h
    any_ = np.logaddexp(scaled_log_tail(h), scaled_log_tail(k) + to_h + log_ndtr(h))
    at_h = log_ndtr(k) - down_h - HALF_LOG_TAU
    at_k = log_ndtr(h) - down_k - HALF_LOG_TAU + to_h
    by_cutoff = np.exp(at_h - any_) + np.exp(at_k - any_) - np.exp(at_h - firm)
    return Belief(
        np.exp(any_ - up_h**2 / 2),
        np.exp(np.clip(firm - any_, -690.0, 0.0)),
        np.where(c > cutoff, 0.0, by_cutoff),
    )
