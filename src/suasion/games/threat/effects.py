"""What a change of one payoff would do to threats, with every equilibrium of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from suasion.domain.findings.threats import EffectEnd, EffectStep, Shape, ThreatEffect
from suasion.errors import Problem, SuasionError

from .belief import Array
from .chances import ends
from .equilibrium import solve_quantiles
from .estimators import in_equilibrium
from .fitting import SURE, Fit, number, rows
from .payoffs import LARGEST, NAMES, Payoffs

if TYPE_CHECKING:
    import pandas as pd

CHANGES = tuple(round(0.25 * step, 2) for step in range(-8, 9))


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
    def shape(self) -> Shape:
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
    def findings(self) -> ThreatEffect:
        """The same as a record."""
        steps = tuple(EffectStep.model_validate(row) for row in rows(self.table))
        outer: tuple[tuple[Literal["lowest", "highest"], EffectStep], ...]
        outer = ("lowest", steps[0]), ("highest", steps[-1])
        at_ends = [
            EffectEnd(
                end=end,
                change=step.change,
                ratio=step.ratio,
                ratio_low=step.ratio_low,
                ratio_high=step.ratio_high,
            )
            for end, step in outer
            if step.change != self.least and step.ratio is not None
        ]
        return ThreatEffect(
            payoff=self.payoff,
            shape=self.shape,
            least=number(self.least),
            table=steps,
            several=max(step.several for step in steps),
            fewest=min((step.fewest for step in steps if step.fewest is not None), default=None),
            most=max((step.most for step in steps if step.most is not None), default=None),
            ends=tuple(at_ends),
            unsure=tuple(one.end for one in at_ends if (one.ratio_low or 0) <= 1 < (one.ratio or 0)),
        )


def effect(fit: Fit, payoff: str = "a", changes: ArrayLike = CHANGES) -> Effect:
    """How threats would move with a payoff, by default A's audience cost.

    Args:
        fit: An estimate.
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
    made, place = fit.design, NAMES.index(payoff)
    base = np.stack(made.payoffs(fit.theta))
    if asked.ndim != 1 or not (np.abs(base[place][:, None] + asked) <= LARGEST).all():
        raise SuasionError(
            Problem(
                "changes",
                f"{changes!r} leads beyond {LARGEST:g} in some row.",
                "Give a list of finite numbers.",
            )
        )
    weight = made.counts.sum(1) / made.counts.sum()
    steps, gradients = [], []
    for change in asked:
        step, gradient = _moved(fit, place, float(change), base, weight)
        steps.append(step)
        gradients.append(gradient)
    return _with_intervals(fit, payoff, pd.DataFrame(steps), np.array(gradients))


def _moved(fit: Fit, place: int, change: float, base: Array, weight: Array) -> tuple[dict[str, float], Array]:
    """Threats after one change, over the equilibria of every row; and the gradient of their mean share, [k]."""
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
    step = {
        "change": change,
        "level": float(weight @ moved[place]),
        "threats": float(weight @ share) if alone else np.nan,
        "fewest": float(weight @ low),
        "most": float(weight @ high),
        "several": int((count > 1).sum()),
    }
    if not alone:
        return step, np.full(len(fit.theta), np.nan)
    return step, _gradient(fit, place, change, z, weight)


def _with_intervals(fit: Fit, payoff: str, table: pd.DataFrame, gradients: Array) -> Effect:
    """Intervals by the delta method, of the log odds and of the log ratio to the fewest threats."""
    threats = table["threats"].to_numpy()
    odds = gradients / (threats * (1 - threats))[:, None]
    table["low"], table["high"] = (
        expit(logit(threats) + side * _spread(fit, odds)) for side in (-SURE, SURE)
    )
    if np.isnan(threats).any():
        return Effect(payoff, table.assign(ratio=np.nan, ratio_low=np.nan, ratio_high=np.nan), float("nan"))
    turn = int(threats.argmin())
    table["ratio"] = threats / threats[turn]
    logs = gradients / threats[:, None]
    wide = SURE * _spread(fit, logs - logs[turn])
    table["ratio_low"], table["ratio_high"] = table["ratio"] * np.exp(-wide), table["ratio"] * np.exp(wide)
    return Effect(payoff, table, float(table["change"].iloc[turn]))


def _spread(fit: Fit, gradients: Array) -> Array:
    """Standard errors of quantities with these gradients by the coefficients, [n, k] -> [n]."""
    return np.asarray(np.sqrt(np.einsum("nk,kl,nl->n", gradients, fit.covariance, gradients)))


def _gradient(fit: Fit, place: int, change: float, z: Array, weight: Array) -> Array:
    """Gradient of the mean share of threats by the coefficients, [k]."""
    fixed = fit.design.fixed.copy()
    fixed[place] += change
    at = in_equilibrium(replace(fit.design, fixed=fixed), z, fit.theta)
    return np.asarray(-(weight * np.exp(at.log[:, 0])) @ at.scores[:, 0])
