"""Chances of the four ends of a crisis, and how they move with payoffs and beliefs.

The sender's cutoff rests on what it believes of the target, ``p_resist``; the target's reply on what it believes
of the sender, ``p_fight``. With ``u = c - W_A`` and ``v = c - a`` the ends have the chances

    no challenge   Phi(u) Phi(v)
    concession     p_challenge Phi(-r)      r = W_B - V_B + (V_B - C_B)/p_fight
    back-down      K Phi(r)                 K = P(B > F, B > c)
    fight          J Phi(r)                 J = P(F > B, F > c)

where ``J + K = p_challenge``. ``J`` moves with ``c`` by ``-phi(u) Phi(v)``, with ``a`` by minus the mass on the line
``F = B`` above ``c``, and not at all when all three move together; ``K`` likewise with the roles exchanged.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr

from .belief import HALF_LOG_TAU, Array, belief, mills, peak
from .payoffs import NAMES, Payoffs

S_A, V_A, C_B, V_B, W_A, W_B, A = range(len(NAMES))
LEAST = 1e-300  # chances below this are this
ENDS = ("no_challenge", "concession", "back_down", "fight")


class Sender(NamedTuple):
    """A's side at a cutoff, and its derivatives by the cutoff, ``W_A`` and ``a`` on the last axis, [N, 3]."""

    p_fight: Array
    log_quiet: Array  # log(1 - p_challenge)
    log_challenge: Array
    log_back: Array
    log_fight: Array
    by_quiet: Array
    by_challenge: Array
    by_back: Array
    by_fight: Array


class Ends(NamedTuple):
    """Logarithms of the chances of `ENDS`, [N, 4], and their derivatives.

    Attributes:
        log: Logarithms.
        by_payoff: By the seven payoffs, the beliefs held, [N, 4, 7].
        by_resist: By the normal quantile of the believed ``p_resist``, [N, 4].
        by_fight: By the logarithm of the believed ``p_fight``, [N, 4].
        reply: ``r``, the normal quantile of the target's reply, [N].
        reply_by_payoff: [N, 7].
        reply_by_fight: By the logarithm of the believed ``p_fight``, [N].
        p_fight: The sender's reply, [N].
        fight_by_payoff: Of its logarithm, [N, 7].
        fight_by_resist: Of its logarithm, by the quantile of ``p_resist``, [N].
    """

    log: Array
    by_payoff: Array
    by_resist: Array
    by_fight: Array
    reply: Array
    reply_by_payoff: Array
    reply_by_fight: Array
    p_fight: Array
    fight_by_payoff: Array
    fight_by_resist: Array


def sender(c: Array, firm: Array, back: Array) -> Sender:
    """A's chances at a cutoff, where standing firm is worth ``firm`` and backing down ``back`` on average; [N]."""
    u, v = c - firm, c - back
    of_firm = belief(c, firm, back, peak(back - firm))
    of_back = belief(c, back, firm, peak(firm - back))
    log_challenge = np.log(np.maximum(of_firm.p_challenge, LEAST))
    log_fight, log_back = log_challenge + np.log(of_firm.p_fight), log_challenge + np.log(of_back.p_fight)
    log_u, log_v = log_ndtr(u), log_ndtr(v)
    m_u, m_v = mills(u), mills(v)
    by_quiet = np.stack([m_u + m_v, -m_u, -m_v], -1)
    quiet = log_u + log_v
    at_u, at_v = -0.5 * u * u - HALF_LOG_TAU + log_v, -0.5 * v * v - HALF_LOG_TAU + log_u
    gap = firm - back
    line = -gap * gap / 4 - HALF_LOG_TAU - 0.5 * np.log(2) + log_ndtr((firm + back - 2 * c) / np.sqrt(2))

    def moves(edge: Array, log_chance: Array) -> tuple[Array, Array, Array]:
        """By the cutoff, by the worth of the move itself, and by that of the other."""
        by_c, by_other = -np.exp(edge - log_chance), -np.exp(line - log_chance)
        return by_c, -by_c - by_other, by_other

    f_c, f_own, f_other = moves(at_u, log_fight)
    b_c, b_own, b_other = moves(at_v, log_back)
    return Sender(
        of_firm.p_fight,
        quiet,
        log_challenge,
        log_back,
        log_fight,
        by_quiet,
        -np.exp(quiet - log_challenge)[:, None] * by_quiet,
        np.stack([b_c, b_other, b_own], -1),
        np.stack([f_c, f_own, f_other], -1),
    )


def ends(p: Payoffs, z: Array, log_fight: Array | None = None) -> Ends:
    """The four ends where each side replies to what it believes of the other.

    Args:
        p: The payoffs, [N] each.
        z: Normal quantile of the chance of resistance that the sender believes, [N].
        log_fight: Logarithm of the chance of standing firm that the target believes, [N];
            the sender's true chance if not given.
    """
    n = len(z)
    resist = np.exp(log_ndtr(z))
    c = p.V_A + (p.S_A - p.V_A) / resist
    of_a = sender(c, p.W_A, p.a)
    cutoff = np.zeros((n, len(NAMES)))
    cutoff[:, S_A], cutoff[:, V_A] = 1 / resist, 1 - 1 / resist
    c_by_z = -(p.S_A - p.V_A) / resist * mills(z)

    def chained(by: Array) -> tuple[Array, Array]:
        full = by[:, :1] * cutoff
        full[:, W_A] += by[:, 1]
        full[:, A] += by[:, 2]
        return full, by[:, 0] * c_by_z

    believed = np.log(of_a.p_fight) if log_fight is None else log_fight
    inverse = np.exp(-believed)
    reply = p.W_B - p.V_B + (p.V_B - p.C_B) * inverse
    reply_by = np.zeros((n, len(NAMES)))
    reply_by[:, W_B], reply_by[:, V_B], reply_by[:, C_B] = 1.0, inverse - 1, -inverse
    reply_by_fight = -(p.V_B - p.C_B) * inverse
    down, up = -mills(-reply), mills(reply)
    parts = [of_a.by_quiet, of_a.by_challenge, of_a.by_back, of_a.by_fight]
    by_payoff, by_z = (np.stack(both, 1) for both in zip(*map(chained, parts), strict=True))
    turn = np.stack([np.zeros(n), down, up, up], 1)
    log = np.stack([of_a.log_quiet, of_a.log_challenge, of_a.log_back, of_a.log_fight], 1)
    log[:, 1] += log_ndtr(-reply)
    log[:, 2:] += log_ndtr(reply)[:, None]
    return Ends(
        log,
        by_payoff + turn[:, :, None] * reply_by[:, None, :],
        by_z,
        turn * reply_by_fight[:, None],
        reply,
        reply_by,
        reply_by_fight,
        of_a.p_fight,
        by_payoff[:, 3] - by_payoff[:, 1],
        by_z[:, 3] - by_z[:, 1],
    )


def pooled(counts: Array) -> float:
    """Log-likelihood of shares that are the same for every row; the best that no covariate can reach."""
    total = counts.sum(0)
    some = total[total > 0]
    return float(some @ np.log(some / some.sum()))
