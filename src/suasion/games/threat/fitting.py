"""Threat games estimated from counts: the three estimators put to work, and their result as one record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_ndtr, ndtr, ndtri

from suasion.domain.findings.threats import Coefficient, Errors, Method, RowEquilibria, ThreatFitFindings
from suasion.errors import Problem, SuasionError
from suasion.notebook import Card, Shown, rows_of

from . import logits, sandwich
from .belief import Array
from .chances import ends, pooled
from .design import Covariates, Design, bounded, design, identified
from .equilibrium import solve_quantiles
from .estimators import (
    Beliefs,
    Optimum,
    Scored,
    at_beliefs,
    in_equilibrium,
    information,
    likeliest,
    maximize,
    nearest,
    nest,
    start,
)

if TYPE_CHECKING:
    import pandas as pd

ROUNDS = 6  # times that the likeliest equilibria are looked for again
UNSEEN = 1e-4  # what another equilibrium must add to the log-likelihood to be moved to
NARROW = 1e-6
SURE = 1.959964  # standard errors that make 95%
METHODS: dict[Method, str] = {
    "pl": "pseudo-likelihood",
    "npl": "nested pseudo-likelihood",
    "cmle": "constrained maximum likelihood",
}


@dataclass(frozen=True, repr=False)
class Fit(Shown):
    """Estimated payoffs of the threat game.

    Attributes:
        method: ``pl``, ``npl`` or ``cmle``.
        errors: ``rows`` or ``crises``: what the standard errors take as independent.
        design: What was estimated.
        theta: Coefficients, [k].
        covariance: Theirs, [k, k].
        log_likelihood: At the equilibria of ``equilibria``; NaN where a row has several and none is meant.
        pseudo_log_likelihood: At the beliefs that were held; equal to the above for ``npl`` and ``cmle``.
        pooled: Log-likelihood of the same four shares in every row.
        converged: Whether the search ended where it should.
        steps: How many steps it took.
        first: Where the first beliefs came from: ``estimated`` or ``given``.
        z: Normal quantile of the equilibrium's ``p_resist``, [rows]; NaN where several and none is meant.
        equilibria: Data frame, one line a row: ``p_resist``, ``p_challenge``, ``p_fight`` of the equilibrium meant,
            its ``residual``, how many the row has (``count``), the ``lowest`` and ``highest`` ``p_resist`` of them, and
            ``free`` where V_A <= S_A and V_B <= C_B, so that never to challenge is a further equilibrium.
    """

    method: Method
    errors: Errors
    design: Design
    theta: Array
    covariance: Array
    log_likelihood: float
    pseudo_log_likelihood: float
    pooled: float
    converged: bool
    steps: int
    first: Literal["estimated", "given"]
    z: Array
    equilibria: pd.DataFrame

    def _card(self) -> Card:
        rows: dict[str, object] = {
            "method": self.method,
            "errors": self.errors,
            "rows": len(self.equilibria),
            "coefficients": len(self.theta),
            "log likelihood": self.log_likelihood,
            "converged": self.converged,
        }
        hint = ".table  .findings  .covariance  .equilibria"
        return Card(type(self).__name__, rows=rows_of(rows), tables=[("", self.table)], hint=hint)

    @property
    def table(self) -> pd.DataFrame:
        """One line a coefficient: payoff, covariate, estimate, se, z, and the 95% interval."""
        import pandas as pd

        se = np.sqrt(np.diag(self.covariance))
        return pd.DataFrame(
            {
                "payoff": [payoff for payoff, _ in self.design.terms],
                "covariate": [covariate for _, covariate in self.design.terms],
                "estimate": self.theta,
                "se": se,
                "z": self.theta / se,
                "low": self.theta - SURE * se,
                "high": self.theta + SURE * se,
            }
        )

    @property
    def findings(self) -> ThreatFitFindings:
        """The same as a record, without arrays."""
        counts = self.design.counts
        table = tuple(Coefficient.model_validate(row) for row in rows(self.table))
        return ThreatFitFindings(
            method=self.method,
            method_name=METHODS[self.method],
            errors=self.errors,
            converged=self.converged,
            steps=self.steps,
            rows=len(counts),
            crises=float(counts.sum()),
            threats=float(counts[:, 1:].sum()),
            selected=not (counts[:, 1:].sum(1) == 0).any(),
            first=self.first,
            log_likelihood=number(self.log_likelihood),
            pseudo_log_likelihood=number(self.pseudo_log_likelihood),
            pooled=self.pooled,
            table=table,
            covariance=tuple(tuple(map(number, row)) for row in self.covariance.tolist()),
            equilibria=tuple(RowEquilibria.model_validate(row) for row in rows(self.equilibria)),
            several=int((self.equilibria["count"] > 1).sum()),
            free=int(self.equilibria["free"].sum()),
            residual=number(self.equilibria["residual"].max()),
            sure=tuple(one for one in table if one.z is not None and abs(one.z) > SURE),
        )


def number(value: float) -> float | None:
    """A finite number; nothing where there is none."""
    return value if np.isfinite(value) else None


def rows(table: pd.DataFrame) -> list[dict[str, float | str | None]]:
    """The lines of a data frame as plain values; nothing where there is no number."""
    plain = table.astype(object).where(table.notna() & ~table.isin([np.inf, -np.inf]), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def fit(
    counts: ArrayLike,
    payoffs: Covariates,
    *,
    method: str = "npl",
    first: tuple[ArrayLike, ArrayLike] | None = None,
    errors: str = "rows",
) -> Fit:
    """Estimates payoffs of the threat game from counts of how crises ended.

    Args:
        counts: Data frame or array, [rows, 4]: no challenge, concession, back-down, fight; a row is a dyad
            over a stretch of years.
        payoffs: For each of S_A, V_A, C_B, V_B, W_A, W_B, a: a number at which it is fixed, or a data frame of its
            covariates, with the rows of ``counts``; a constant is a column of ones. In standard deviations
            of one private shock.
        method: ``pl``, ``npl`` or ``cmle``.
        first: Chances of resistance and of standing firm, [rows] each, from which ``pl`` takes its beliefs and the
            others begin; estimated by two logits if not given.
        errors: ``rows``: crises of one row may hang together; ``crises``: each is independent.

    Returns:
        :class:`Fit`; where the search did not converge it says so first.

    Raises:
        SuasionError: Counts, covariates or options that do not fit, coefficients that the counts cannot tell
            apart, and coefficients that run away; each by name.

    Source: Crisman-Cox and Gibilisco (2019), doi 10.1017/psrm.2019.58.
    """
    made = design(counts, payoffs)
    estimator, kind = _options(made, method, first, errors)
    x, gamma = logits.estimated(made)
    begin = logits.beliefs(x, gamma) if first is None else _supplied(first)
    theta = start(made)
    generic = theta + 0.1 * np.sin(1 + np.arange(len(theta))) / made.scale
    identified(made, information(made, at_beliefs(made, begin, generic)))
    if method == "pl":
        optimum, beliefs = maximize(made, partial(at_beliefs, made, begin), theta), begin
    else:
        optimum, beliefs = nest(made, begin, theta)
    theta, z = optimum.theta, beliefs.z
    bounded(made, information(made, at_beliefs(made, beliefs, theta)))
    if method == "cmle":
        optimum, z = constrained(made, optimum)
        theta = optimum.theta
        bounded(made, information(made, in_equilibrium(made, z, theta)))
    elif method == "pl":
        z = _only(made, theta)
    known = None if first is not None else (x, gamma)
    with np.errstate(all="ignore"):  # where the search failed there may be no numbers; they come out as NaN
        covariance = _covariance(made, method, theta, z, begin, known, errors)
        log_likelihood = float((made.counts * ends(made.payoffs(theta), z).log).sum())
        equilibria = _equilibria(made, theta, z)
    return Fit(
        method=estimator,
        errors=kind,
        design=made,
        theta=theta,
        covariance=covariance,
        log_likelihood=log_likelihood,
        pseudo_log_likelihood=optimum.value,
        pooled=pooled(made.counts),
        converged=optimum.converged,
        steps=optimum.steps,
        first="estimated" if first is None else "given",
        z=z,
        equilibria=equilibria,
    )


def constrained(made: Design, before: Optimum) -> tuple[Optimum, Array]:
    """The greatest likelihood over coefficients and equilibria together, from a start.

    Every row's equilibrium is followed; at the end all equilibria are listed again, and if another one makes a
    row's counts likelier the search goes on from there.
    """
    theta, steps = before.theta, 0
    z = likeliest(made, theta)
    for _ in range(ROUNDS):
        followed, best = z, -np.inf

        def objective(t: Array) -> Scored:
            nonlocal followed, best
            there = nearest(made, followed, t)
            lost = np.isnan(there)
            if lost.any():  # the equilibrium that was followed is no more
                there = np.where(lost, likeliest(made, t), there)
            at = in_equilibrium(made, there, t)
            if at.value > best:
                followed, best = there, at.value
            return at

        optimum = maximize(made, objective, theta)
        theta, steps = optimum.theta, steps + optimum.steps
        z = likeliest(made, theta)
        again = in_equilibrium(made, z, theta).value
        if again <= optimum.value + UNSEEN:
            break
    there = ends(made.payoffs(theta), z)
    apart = bool((np.abs(1 - there.reply_by_fight * there.fight_by_resist) > NARROW).all())
    return Optimum(theta, again, steps, optimum.converged and apart and again <= optimum.value + UNSEEN), z


def _options(
    made: Design, method: str, first: tuple[ArrayLike, ArrayLike] | None, errors: str
) -> tuple[Method, Errors]:
    """The estimator and the kind of standard errors, checked."""
    problems = []
    if method not in METHODS:
        problems.append(Problem("method", f"{method!r} is no estimator.", f"Known: {', '.join(METHODS)}."))
    if errors not in sandwich.KINDS:
        problems.append(
            Problem("errors", f"{errors!r} is not known.", f"Known: {', '.join(sandwich.KINDS)}.")
        )
    rows, k = len(made.counts), len(made.terms)
    if errors == "rows" and rows <= k:
        problems.append(
            Problem(
                "errors",
                f"{rows} rows are too few to judge {k} coefficients by rows.",
                "Use errors='crises', which takes each crisis as independent.",
            )
        )
    if first is not None:
        for name, values in zip(("p_resist", "p_fight"), first, strict=True):
            chance = np.asarray(values, dtype=float)
            if chance.shape != (rows,) or not ((chance > 0) & (chance < 1)).all():
                problems.append(
                    Problem(
                        f"first · {name}",
                        f"These are not {rows} chances above 0 and below 1.",
                        "Give one for each row.",
                    )
                )
    if problems:
        raise SuasionError(problems)
    return next(one for one in METHODS if one == method), next(one for one in sandwich.KINDS if one == errors)


def _supplied(first: tuple[ArrayLike, ArrayLike]) -> Beliefs:
    resist, firm = (np.asarray(values, dtype=float) for values in first)
    return Beliefs(ndtri(resist), np.log(firm))


def _only(made: Design, theta: Array) -> Array:
    """The equilibrium of rows that have one; NaN where there are several and none is meant."""
    which, z, _ = solve_quantiles(made.payoffs(theta))
    count = np.bincount(which, minlength=len(made.counts))
    last = np.full(len(made.counts), np.nan)
    last[which] = z
    return np.where(count == 1, last, np.nan)


def _covariance(
    made: Design,
    method: str,
    theta: Array,
    z: Array,
    begin: Beliefs,
    estimated: tuple[Array, Array] | None,
    errors: str,
) -> Array:
    """Covariance of the coefficients, by the sandwich."""
    counts = made.counts
    if method == "pl" and estimated is not None:
        x, gamma = estimated
        m = len(gamma)

        def stacked(both: Array) -> Array:
            first = logits.scores(x, both[:m])
            return np.concatenate([first, at_beliefs(made, logits.beliefs(x, both[:m]), both[m:]).scores], 2)

        def total(both: Array) -> Array:
            summed = np.einsum("ny,nyk->k", counts, stacked(both))
            summed[:m] += logits.prior_score(x, both[:m])
            return np.asarray(summed)

        both = np.r_[gamma, theta]
        return sandwich.sandwich(counts, stacked(both), total, both, errors)[m:, m:]

    def scores(t: Array) -> Array:
        if method == "pl":
            return at_beliefs(made, begin, t).scores
        there = nearest(made, z, t)
        if method == "cmle":
            return in_equilibrium(made, there, t).scores
        return at_beliefs(made, Beliefs(there, np.log(ends(made.payoffs(t), there).p_fight)), t).scores

    return sandwich.sandwich(
        counts, scores(theta), lambda t: np.einsum("ny,nyk->k", counts, scores(t)), theta, errors
    )


def _equilibria(made: Design, theta: Array, z: Array) -> pd.DataFrame:
    """All equilibria of every row counted, and the one meant with its chances."""
    import pandas as pd

    p = made.payoffs(theta)
    which, every, _ = solve_quantiles(p)
    rows = len(made.counts)
    count = np.bincount(which, minlength=rows)
    low, high = np.full(rows, np.inf), np.full(rows, -np.inf)
    np.minimum.at(low, which, every)
    np.maximum.at(high, which, every)
    at = ends(p, z)
    return pd.DataFrame(
        {
            "p_resist": ndtr(z),
            "p_challenge": -np.expm1(at.log[:, 0]),
            "p_fight": at.p_fight,
            "residual": np.abs(np.exp(log_ndtr(at.reply)) - ndtr(z)),
            "count": count,
            "lowest": ndtr(low),
            "highest": ndtr(high),
            "free": (p.V_A <= p.S_A) & (p.V_B <= p.C_B),
        }
    )
