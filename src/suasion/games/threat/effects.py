"""What a change of one payoff would do to threats, with every equilibrium of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit, logit

from suasion.errors import Problem, SuasionError

from . import words
from .belief import Array
from .chances import ends
from .equilibrium import solve_quantiles
from .estimators import in_equilibrium
from .fitting import Fit
from .payoffs import LARGEST, NAMES, Payoffs

if TYPE_CHECKING:
    import pandas as pd

CHANGES = tuple(round(0.25 * step, 2) for step in range(-8, 9))
SURE = 1.959964


@dataclass(frozen=True)
class Effect:
    """Expected share of threats as one payoff changes in every row alike.

    Attributes:
        payoff: Which payoff.
        table: Data frame, one line a change: ``change``; ``level``, the payoff's mean after it; ``threats``, the
            expected share of dyads that are threatened, a year's crises weighing alike; ``fewest`` and ``most``
            over the equilibria of the rows; ``several``, how many rows have more than one, in which case
            ``threats`` is missing and nothing is chosen; the 95% interval ``low``, ``high``; ``ratio`` to the fewest
            threats, with its own interval ``ratio_low``, ``ratio_high``. Intervals by the delta method, of the log
            odds and of the log ratio.
        least: The change at which threats are fewest; NaN where some row has several equilibria.
    """

    payoff: str
    table: pd.DataFrame
    least: float

    @property
    def shape(self) -> str:
        """``U``, ``rising``, ``falling`` or ``undecided``, over the changes asked for."""
        threats = self.table["threats"].to_numpy()
        if np.isnan(threats).any():
            return "undecided"
        steps = np.sign(np.diff(threats))
        turn = int(threats.argmin())
        if (steps[:turn] < 0).all() and (steps[turn:] > 0).all():
            return "rising" if turn == 0 else "falling" if turn == len(threats) - 1 else "U"
        return "undecided"

    @property
    def text(self) -> str:
        """The shape in words."""
        return words.effect(self)


def effect(found: Fit, payoff: str = "a", changes: Any = CHANGES) -> Effect:
    """How threats would move with a payoff, by default A's audience cost.

    Args:
        found: An estimate.
        payoff: Which of the seven; ``a``, A's worth of backing down: the lower, the costlier an empty threat.
        changes: What is added to it in every row, in standard deviations of a shock.

    Returns:
        :class:`Effect`; its interval holds the payoff's change as given and all else as estimated.

    Raises:
        SuasionError: No such payoff, or changes that are not finite or lead beyond 100.
    """
    import pandas as pd

    asked = np.atleast_1d(np.asarray(changes, dtype=float))
    if payoff not in NAMES:
        raise SuasionError(Problem("payoff", f"{payoff!r} is no payoff.", f"Known: {', '.join(NAMES)}."))
    made, place = found.design, NAMES.index(payoff)
    base = np.stack(made.payoffs(found.theta))
    if asked.ndim != 1 or not (np.abs(base[place][:, None] + asked) <= LARGEST).all():
        raise SuasionError(
            Problem(
                "changes",
                f"{changes} leads beyond {LARGEST:g} in some row.",
                "Give a list of finite numbers.",
            )
        )
    weight = made.counts.sum(1) / made.counts.sum()
    rows, slopes = [], []
    for change in asked:
        moved = base.copy()
        moved[place] += change
        p = Payoffs(*moved)
        which, z, _ = solve_quantiles(p)
        share = -np.expm1(ends(Payoffs(*(part[which] for part in p)), z).log[:, 0])
        count = np.bincount(which, minlength=len(weight))
        low, high = np.full(len(weight), np.inf), np.full(len(weight), -np.inf)
        np.minimum.at(low, which, share)
        np.maximum.at(high, which, share)
        alone = bool((count == 1).all())
        rows.append(
            {
                "change": change,
                "level": float(weight @ moved[place]),
                "threats": float(weight @ share) if alone else np.nan,
                "fewest": float(weight @ low),
                "most": float(weight @ high),
                "several": int((count > 1).sum()),
            }
        )
        slopes.append(_slope(found, place, change, z, weight) if alone else np.full(len(found.theta), np.nan))
    table = pd.DataFrame(rows)
    threats, slope = table["threats"].to_numpy(), np.array(slopes)
    odds = slope / (threats * (1 - threats))[:, None]
    table["low"], table["high"] = (
        expit(logit(threats) + side * _spread(found, odds)) for side in (-SURE, SURE)
    )
    if np.isnan(threats).any():
        return Effect(payoff, table.assign(ratio=np.nan, ratio_low=np.nan, ratio_high=np.nan), float("nan"))
    turn = int(threats.argmin())
    table["ratio"] = threats / threats[turn]
    logs = slope / threats[:, None]
    wide = SURE * _spread(found, logs - logs[turn])
    table["ratio_low"], table["ratio_high"] = table["ratio"] * np.exp(-wide), table["ratio"] * np.exp(wide)
    return Effect(payoff, table, float(asked[turn]))


def _spread(found: Fit, slopes: Array) -> Array:
    """Standard errors of quantities that move with the coefficients by ``slopes``, [n, k] -> [n]."""
    return np.asarray(np.sqrt(np.einsum("nk,kl,nl->n", slopes, found.covariance, slopes)))


def _slope(found: Fit, place: int, change: float, z: Array, weight: Array) -> Array:
    """How the mean share of threats moves with the coefficients, [k]."""
    fixed = found.design.fixed.copy()
    fixed[place] += change
    at = in_equilibrium(replace(found.design, fixed=fixed), z, found.theta)
    return np.asarray(-(weight * np.exp(at.log[:, 0])) @ at.scores[:, 0])
