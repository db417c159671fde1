"""All equilibria of the crisis-signalling game of sanction threats.

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
otherwise it rises, and `search` excludes every region without an equilibrium.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtr

from suasion.domain.findings.threats import ThreatEquilibria, ThreatEquilibrium
from suasion.notebook import Card, Shown, brief

from .belief import Array, belief, peak
from .payoffs import Payoffs, payoffs
from .search import Index, fixed_points

AT_ONCE = 256  # games solved together


@dataclass(frozen=True, repr=False)
class Equilibria(Shown):
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

    def _card(self) -> Card:
        names = ("p_resist", "p_challenge", "p_fight", "residual", "touching")
        if self.p_resist.ndim == 1:
            import pandas as pd

            table = pd.DataFrame({name: getattr(self, name) for name in names}).head(int(self.count))
            rows = [(str(place), _in_words(one)) for place, one in enumerate(table.to_dict("records"), 1)]
            return Card("Equilibria", brief(int(self.count)), rows, tables=[("", table)])
        shape = " x ".join(str(size) for size in self.count.shape)
        rows = [
            ("games", shape),
            ("equilibria", f"{int(self.count.sum())}, at most {self.p_resist.shape[-1]} a game"),
        ]
        return Card(
            "Equilibria", rows=rows, hint="  ".join(f".{name}" for name in (*names, "count", "outcomes"))
        )

    @property
    def outcomes(self) -> Array:
        """Chances of no challenge, concession, back-down and fight, shape [..., N, 4]."""
        c, r, f = self.p_challenge, self.p_resist, self.p_fight
        return np.stack([1 - c, c * (1 - r), c * r * (1 - f), c * r * f], -1)

    @property
    def findings(self) -> ThreatEquilibria:
        """The equilibria of a single game as a record."""
        return ThreatEquilibria(
            equilibria=tuple(
                ThreatEquilibrium(
                    p_resist=float(self.p_resist[place]),
                    p_challenge=float(self.p_challenge[place]),
                    p_fight=float(self.p_fight[place]),
                    residual=float(self.residual[place]),
                    touching=bool(self.touching[place]),
                )
                for place in range(int(self.count))
            )
        )


def _in_words(one: Mapping[Hashable, object]) -> str:
    return ", ".join(f"{name} {brief(value)}" for name, value in one.items() if name != "touching")


def shares(p_resist: ArrayLike, *seven: ArrayLike) -> tuple[Array, Array, Array]:
    """What the two sides reply to a chance of resistance; an equilibrium is where B's reply is that chance.

    Args:
        p_resist: Chance in (0, 1] that B resists, any shape.
        seven: The seven payoffs in the order of `equilibria`, broadcastable.

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
    chance, *rest = np.broadcast_arrays(chance, *payoffs(*seven))
    p = Payoffs(*rest)
    cutoff = p.V_A + (p.S_A - p.V_A) * np.minimum(1 / np.maximum(chance, 1e-300), 1e300)
    of_a = belief(cutoff, p.W_A, p.a, peak(p.a - p.W_A))
    return ndtr(p.W_B - p.V_B + (p.V_B - p.C_B) / of_a.p_fight), of_a.p_challenge, of_a.p_fight


def solve_quantiles(p: Payoffs) -> tuple[Index, Array, NDArray[np.bool_]]:
    """Which game, the normal quantile of ``p_resist`` and whether touching, for games in one row."""
    top = peak(p.a - p.W_A)

    def reply(which: Index, z: Array) -> tuple[Array, Array]:
        q = Payoffs(*(part[which] for part in p))
        log_chance = log_ndtr(z)
        inverse = np.exp(np.minimum(-log_chance, 690.0))
        of_a = belief(q.V_A + (q.S_A - q.V_A) * inverse, q.W_A, q.a, top[which])
        gain = (q.V_B - q.C_B) / of_a.p_fight
        with np.errstate(over="ignore", invalid="ignore"):
            per_z = (q.V_A - q.S_A) * np.exp(-0.5 * z * z - 0.5 * np.log(2 * np.pi) - 2 * log_chance)
            derivative = -gain * of_a.by_cutoff * per_z
            derivative = np.where(np.isfinite(derivative), derivative, 0.0)
        return q.W_B - q.V_B + gain, derivative

    every = np.arange(len(p.a))
    ends = [reply(every, np.full(len(every), z))[0] for z in (-1e3, 40.0)]
    points = fixed_points(reply, np.minimum(*ends), np.maximum(*ends))
    return points.which, points.z, points.touching


def equilibria(
    S_A: ArrayLike,
    V_A: ArrayLike,
    C_B: ArrayLike,
    V_B: ArrayLike,
    W_A: ArrayLike,
    W_B: ArrayLike,
    a: ArrayLike,
) -> Equilibria:
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
        game, z, touch = solve_quantiles(Payoffs(*(part[first : first + AT_ONCE] for part in flat)))
        which.append(game + first)
        chance.append(ndtr(z))
        touching.append(touch)
    game, at = np.concatenate(which), np.concatenate(chance)
    count = np.bincount(game, minlength=flat.a.size)
    place = np.arange(len(game)) - (np.cumsum(count) - count)[game]
    answer, p_challenge, p_fight = shares(np.maximum(at, 1e-300), *(part[game] for part in flat))

    def spread(values: Array) -> Array:
        full = np.full((flat.a.size, max(count, default=0)), np.nan)
        full[game, place] = values
        return full.reshape(*shape, -1) if full.size else full.reshape(*shape, 0)

    return Equilibria(
        spread(at),
        spread(p_challenge),
        spread(p_fight),
        spread(np.abs(answer - at)),
        spread(np.concatenate(touching).astype(float)) == 1,
        count.reshape(shape),
    )
