"""Sanction threats: the crisis-signalling game, all its equilibria, and crises played from it.

The game of Lewis and Schultz (2003) as stated by Crisman-Cox and Gibilisco (2019, doi 10.1017/psrm.2019.58).
A sender A keeps the status quo, worth ``(S_A, 0)`` to A and B, or threatens. The target B concedes,
``(V_A, C_B)``, or resists. A then stands firm, ``(W_A + eps_A, W_B + eps_B)``, or backs down,
``(a + eps_a, V_B)``; ``a`` is A's audience cost, a payoff: the lower, the costlier an empty threat.

**Normalisation.** ``eps_A``, ``eps_a`` and ``eps_B`` are independent N(0, 1), each seen only by its owner before
the first move. So payoffs are in standard deviations of *one* such shock, and the difference between
standing firm and backing down has standard deviation ``sqrt(2)``. The status quo is worth 0 to B.

A perfect Bayesian equilibrium is a fixed point in the chance that B resists:

    c           = (S_A - (1 - p_resist) V_A) / p_resist
    p_challenge = 1 - Phi(c - W_A) Phi(c - a)
    p_fight     = Phi2((W_A - a)/sqrt(2), W_A - c; 1/sqrt(2)) / p_challenge
    p_resist    = Phi((p_fight W_B + (1 - p_fight) V_B - C_B) / p_fight)

There may be several; none is preferred here. ``p_fight`` is monotone in ``c``, hence the reply is monotone in
``p_resist``: where ``(V_A - S_A)(V_B - C_B)(W_A - a) >= 0`` it falls or is flat, and the equilibrium is unique;
otherwise it rises, and `threat_search` excludes every region without an equilibrium.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

from .threat_belief import Array, belief, peak
from .threat_search import Index, fixed_points

NAMES = ("S_A", "V_A", "C_B", "V_B", "W_A", "W_B", "a")
LARGEST = 100.0
AT_ONCE = 256  # games solved together
NEAR = 1e-4  # how closely p_resist must name an equilibrium
BLOCK = 1 << 18  # crises drawn together


class Payoffs(NamedTuple):
    """The seven payoffs, arrays of one shape, in standard deviations of one shock."""

    S_A: Array
    V_A: Array
    C_B: Array
    V_B: Array
    W_A: Array
    W_B: Array
    a: Array


@dataclass(frozen=True)
class Equilibria:
    """All equilibria of each game, by rising ``p_resist``.

    Attributes:
        p_resist: Chance that B resists a challenge, shape [..., N]; N is the most that any game has,
            and the places that a game does not fill hold NaN.
        p_challenge: Chance that A challenges, same shape.
        p_fight: Chance that A stands firm once resisted, same shape.
        residual: Distance of ``p_resist`` from the reply to it, same shape.
        touching: Whether two equilibria meet here, so that a small change of payoffs removes or splits them;
            then ``p_resist`` is known only to about 1e-5; same shape.
        count: How many equilibria the game has, shape [...].
    """

    p_resist: Array
    p_challenge: Array
    p_fight: Array
    residual: Array
    touching: NDArray[np.bool_]
    count: Index

    @property
    def outcomes(self) -> Array:
        """Chances of no challenge, concession, back-down and fight, shape [..., N, 4]."""
        c, r, f = self.p_challenge, self.p_resist, self.p_fight
        return np.stack([1 - c, c * (1 - r), c * r * (1 - f), c * r * f], -1)


class Counts(NamedTuple):
    """How many crises ended in each way; whole numbers of one shape."""

    no_challenge: Index
    concession: Index
    back_down: Index
    fight: Index


def payoffs(*given: Any) -> Payoffs:
    """The payoffs broadcast to one shape, after every one has been checked."""
    arrays = [np.asarray(value, dtype=float) for value in given]
    problems = [
        f"{name} is not a finite number within {LARGEST:g} standard deviations of the private information; give it in these units"
        for name, value in zip(NAMES, arrays, strict=True)
        if not (np.abs(value) <= LARGEST).all()
    ]
    if problems:
        raise ValueError("; ".join(problems))
    try:
        p = Payoffs(*np.broadcast_arrays(*arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {value.shape}" for name, value in zip(NAMES, arrays, strict=True))
        raise ValueError(
            f"the payoffs' shapes do not fit together ({shapes}); give numbers or equal shapes"
        ) from None
    free = (p.V_A <= p.S_A) & (p.V_B <= p.C_B)
    if free.any():
        raise ValueError(
            f"{int(free.sum())} of {free.size} games have V_A <= S_A and V_B <= C_B: no challenge need ever come, and "
            "what B would believe after one is then free; raise V_A above S_A or V_B above C_B"
        )
    return p


def shares(p_resist: Any, *given: Any) -> tuple[Array, Array, Array]:
    """What the two sides reply to a chance of resistance; an equilibrium is where B's reply is that chance.

    Args:
        p_resist: Chance in (0, 1] that B resists, any shape.
        given: The seven payoffs in the order of `equilibria`, broadcastable.

    Returns:
        B's reply, ``p_challenge`` and ``p_fight``, broadcast.

    Raises:
        ValueError: A chance outside (0, 1], or payoffs that `equilibria` refuses.
    """
    chance = np.asarray(p_resist, dtype=float)
    if not ((chance > 0) & (chance <= 1)).all():
        raise ValueError(
            "p_resist has values outside (0, 1], where A's cutoff has no meaning; give chances above 0"
        )
    chance, *rest = np.broadcast_arrays(chance, *payoffs(*given))
    p = Payoffs(*rest)
    cutoff = p.V_A + (p.S_A - p.V_A) * np.minimum(1 / np.maximum(chance, 1e-300), 1e300)
    of_a = belief(cutoff, p.W_A, p.a, peak(p.a - p.W_A))
    return ndtr(p.W_B - p.V_B + (p.V_B - p.C_B) / of_a.p_fight), of_a.p_challenge, of_a.p_fight


def solve(p: Payoffs) -> tuple[Index, Array, NDArray[np.bool_]]:
    """Which game, ``p_resist`` and whether touching, for games in one row; searched in ``z = Phi^-1(p_resist)``."""
    top = peak(p.a - p.W_A)

    def reply(which: Index, z: Array) -> tuple[Array, Array]:
        q = Payoffs(*(part[which] for part in p))
        log_chance = log_ndtr(z)
        inverse = np.exp(np.minimum(-log_chance, 690.0))
        of_a = belief(q.V_A + (q.S_A - q.V_A) * inverse, q.W_A, q.a, top[which])
        gain = (q.V_B - q.C_B) / of_a.p_fight
        with np.errstate(over="ignore", invalid="ignore"):
            per_z = (q.V_A - q.S_A) * np.exp(-0.5 * z * z - 0.5 * np.log(2 * np.pi) - 2 * log_chance)
            slope = -gain * of_a.slope * per_z
            slope = np.where(np.isfinite(slope), slope, 0.0)
        return q.W_B - q.V_B + gain, slope

    every = np.arange(len(p.a))
    ends = [reply(every, np.full(len(every), z))[0] for z in (-1e3, 40.0)]
    found = fixed_points(reply, np.minimum(*ends), np.maximum(*ends))
    return found.which, ndtr(found.z), found.touching


def equilibria(S_A: Any, V_A: Any, C_B: Any, V_B: Any, W_A: Any, W_B: Any, a: Any) -> Equilibria:
    """All perfect Bayesian equilibria of the threat game, for given payoffs.

    Args:
        S_A: A's worth of the status quo.
        V_A: A's worth of B's concession.
        C_B: B's worth of conceding.
        V_B: B's worth of A's backing down.
        W_A: A's mean worth of standing firm.
        W_B: B's mean worth of A's standing firm.
        a: A's mean worth of backing down, its audience cost.
            Each of any shape, broadcastable, at most 100 in size, in standard deviations of one shock.

    Returns:
        Every equilibrium of every game, with its chances, its residual and whether two meet in it. A chance
        nearer to 0 or 1 than a double can hold comes out as 0 or 1.

    Raises:
        ValueError: A payoff that is not finite or above 100 in size, shapes that do not fit, or ``V_A <= S_A``
            with ``V_B <= C_B``, where no challenge need come and beliefs are free; each by name.

    Source: Lewis and Schultz (2003); Crisman-Cox and Gibilisco (2019), doi 10.1017/psrm.2019.58.
    """
    p = payoffs(S_A, V_A, C_B, V_B, W_A, W_B, a)
    shape = p.a.shape
    flat = Payoffs(*(part.ravel() for part in p))
    which, chance, touching = [np.empty(0, int)], [np.empty(0)], [np.empty(0, bool)]
    for first in range(0, flat.a.size, AT_ONCE):
        game, at, touch = solve(Payoffs(*(part[first : first + AT_ONCE] for part in flat)))
        which.append(game + first)
        chance.append(at)
        touching.append(touch)
    game, at = np.concatenate(which), np.concatenate(chance)
    count = np.bincount(game, minlength=flat.a.size)
    place = np.arange(len(game)) - (np.cumsum(count) - count)[game]
    answer, p_challenge, p_fight = shares(np.maximum(at, 1e-300), *(part[game] for part in flat))

    def spread(values: Any, empty: Any) -> Any:
        full = np.full((flat.a.size, max(count, default=0)), empty)
        full[game, place] = values
        return full.reshape(*shape, -1) if full.size else full.reshape(*shape, 0)

    return Equilibria(
        spread(at, np.nan),
        spread(p_challenge, np.nan),
        spread(p_fight, np.nan),
        spread(np.abs(answer - at), np.nan),
        spread(np.concatenate(touching), False),
        count.reshape(shape),
    )


def chosen(found: Equilibria, p_resist: Any) -> tuple[Array, Array]:
    """``p_resist`` and ``p_fight`` of the one equilibrium meant in each game, shape [...]."""
    shape = found.count.shape
    if p_resist is None:
        several = found.count > 1
        if several.any():
            first = found.p_resist[several][0]
            listed = ", ".join(f"{chance:.6g}" for chance in first[~np.isnan(first)])
            raise ValueError(
                f"{int(several.sum())} of {several.size} games have several equilibria (the first: p_resist {listed}), "
                "and none is chosen for you; give p_resist"
            )
        place = np.zeros(shape, int)
    else:
        away = np.abs(found.p_resist - np.broadcast_to(np.asarray(p_resist, dtype=float), shape)[..., None])
        away = np.where(np.isnan(away), np.inf, away)
        place = away.argmin(-1)
        if not (away.min(-1) <= NEAR).all():
            raise ValueError(
                f"p_resist lies further than {NEAR:g} from every equilibrium of a game; give one that equilibria() lists"
            )

    def pick(x: Array) -> Array:
        return np.take_along_axis(x, place[..., None], -1)[..., 0]

    return pick(found.p_resist), pick(found.p_fight)


def simulate(
    S_A: Any,
    V_A: Any,
    C_B: Any,
    V_B: Any,
    W_A: Any,
    W_B: Any,
    a: Any,
    *,
    crises: int,
    seed: int,
    p_resist: Any = None,
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
    resist, fight = chosen(equilibria(*p), p_resist)
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
