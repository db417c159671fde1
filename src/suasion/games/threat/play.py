"""Crises of the threat game played out, each side moving on what it knows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .belief import Array
from .equilibrium import Equilibria, equilibria
from .payoffs import Payoffs, payoffs
from .search import Index

NEAR = 1e-4  # how closely p_resist must name an equilibrium
BLOCK = 1 << 18  # crises drawn together


class Counts(NamedTuple):
    """How many crises ended in each way; whole numbers of one shape."""

    no_challenge: Index
    concession: Index
    back_down: Index
    fight: Index


def selected(every: Equilibria, p_resist: ArrayLike | None) -> tuple[Array, Array]:
    """``p_resist`` and ``p_fight`` of the one equilibrium meant in each game, shape [...]."""
    shape = every.count.shape
    if p_resist is None:
        several = every.count > 1
        if several.any():
            first = every.p_resist[several][0]
            listed = ", ".join(f"{chance:.6g}" for chance in first[~np.isnan(first)])
            raise ValueError(
                f"{int(several.sum())} of {several.size} games have several equilibria (the first: p_resist {listed}), "
                "and none is chosen for you; give p_resist"
            )
        place = np.zeros(shape, int)
    else:
        away = np.abs(every.p_resist - np.broadcast_to(np.asarray(p_resist, dtype=float), shape)[..., None])
        away = np.where(np.isnan(away), np.inf, away)
        place = away.argmin(-1)
        if not (away.min(-1) <= NEAR).all():
            raise ValueError(
                f"p_resist lies further than {NEAR:g} from every equilibrium of a game; give one that equilibria() lists"
            )

    def pick(x: Array) -> Array:
        return np.take_along_axis(x, place[..., None], -1)[..., 0]

    return pick(every.p_resist), pick(every.p_fight)


def simulate(
    S_A: ArrayLike,
    V_A: ArrayLike,
    C_B: ArrayLike,
    V_B: ArrayLike,
    W_A: ArrayLike,
    W_B: ArrayLike,
    a: ArrayLike,
    *,
    crises: int,
    seed: int,
    p_resist: ArrayLike | None = None,
) -> Counts:
    """Crises played out: private information is drawn, and each side moves on what it knows.

    Args:
        S_A, V_A, C_B, V_B, W_A, W_B, a: The payoffs, as in `equilibria`.
        crises: How many dyads in a status quo to play, for each game; a whole number, at least 1.
        seed: Key of chance, a whole number of 0 or more; with the game's place it fixes every draw.
        p_resist: Which equilibrium is played, within 1e-4; needed where a game has several.

    Returns:
        How many ended in no challenge, concession, back-down and fight, each of the payoffs' shape.

    Raises:
        ValueError: Payoffs that `equilibria` refuses, a game with several equilibria and no ``p_resist``, a
            ``p_resist`` that is no equilibrium, or ``crises`` or ``seed`` out of range.
    """
    if not (isinstance(crises, (int, np.integer)) and crises >= 1):
        raise ValueError(f"crises is {crises!r}, not a count; give a whole number of at least 1")
    if not (isinstance(seed, (int, np.integer)) and 0 <= seed < 1 << 64):
        raise ValueError(f"seed is {seed!r}, not a key of chance; give a whole number from 0 up to 2**64 - 1")
    p = payoffs(S_A, V_A, C_B, V_B, W_A, W_B, a)
    resist, fight = selected(equilibria(*p), p_resist)
    cutoff = p.V_A + (p.S_A - p.V_A) / np.maximum(resist, 1e-300)
    counts = np.zeros((4, p.a.size), np.int64)
    for game in range(p.a.size):
        q = Payoffs(*(part.ravel()[game] for part in p))
        chance = np.random.Generator(np.random.Philox(key=np.array([seed, game], dtype=np.uint64)))
        f, c = fight.ravel()[game], cutoff.ravel()[game]
        for first in range(0, crises, BLOCK):
            firm, back, worth = chance.standard_normal((min(BLOCK, crises - first), 3)).T
            firm, back = q.W_A + firm, q.a + back
            threat = np.maximum(firm, back) > c
            resists = threat & (f * (q.W_B + worth) + (1 - f) * q.V_B > q.C_B)
            fights = resists & (firm > back)
            ways = (~threat, threat & ~resists, resists & ~fights, fights)
            counts[:, game] += [np.count_nonzero(way) for way in ways]
    return Counts(*(row.reshape(p.a.shape) for row in counts))
