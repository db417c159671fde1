"""Outcomes over worlds as a few numbers: centre, range, error, who wins, and what was given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from suasion.domain.findings.outcomes import Pair, Summary
from suasion.notation import OUTCOMES

BETTER = {outcome.id: (1.0 if outcome.better == "more" else -1.0) for outcome in OUTCOMES}


def win_shares(values: np.ndarray, better: float) -> np.ndarray:
    """Share of worlds in which each strategy is best; ties split.

    Args:
        values: [strategy, world]; a missing value never wins, a world without any value is left out.
        better: 1 if more is better, -1 if less is.

    Returns:
        Shares that sum to 1, [strategy]; NaN where no world counts.
    """
    score = np.where(np.isnan(values), -np.inf, values * better)
    best = score.max(0)
    counts = np.isfinite(best)
    if not counts.any():
        return np.full(len(values), np.nan)
    first = (score == best) & np.isfinite(score)
    return np.asarray((first[:, counts] / first[:, counts].sum(0)).mean(1))


def regrets(values: np.ndarray, better: float) -> np.ndarray:
    """Mean distance to the best strategy in the same world, over worlds where all have a value."""
    whole = ~np.isnan(values).any(0)
    if not whole.any():
        return np.full(len(values), np.nan)
    score = values[:, whole] * better
    return np.asarray((score.max(0) - score).mean(1))


def summaries(outcomes: Mapping[str, np.ndarray], strategies: Sequence[str]) -> dict[str, dict[str, Summary]]:
    """Per strategy and outcome: centre, range, error, share of wins and regret."""
    table: dict[str, dict[str, Summary]] = {name: {} for name in strategies}
    for outcome, values in outcomes.items():
        values = values.astype(np.float64)
        wins = win_shares(values, BETTER[outcome])
        lost = regrets(values, BETTER[outcome])
        for s, name in enumerate(strategies):
            own = values[s][~np.isnan(values[s])]
            low, middle, high = np.quantile(own, (0.05, 0.5, 0.95)) if own.size else (np.nan,) * 3
            table[name][outcome] = Summary(
                mean=_plain(own.mean() if own.size else np.nan),
                se=_plain(own.std(ddof=1) / np.sqrt(own.size) if own.size > 1 else np.nan),
                q05=_plain(low),
                q50=_plain(middle),
                q95=_plain(high),
                win_share=_plain(wins[s]),
                regret=_plain(lost[s]),
                defined=own.size / values.shape[1],
            )
    return table


def pairs(outcomes: Mapping[str, np.ndarray], strategies: Sequence[str]) -> tuple[Pair, ...]:
    """Every pair of strategies, in the same worlds with the same luck: a minus b.

    ``share_a_better`` splits ties; ``dominates`` says whether a is at least as good at every quantile
    (first-order stochastic dominance in the sample) and not the same.
    """
    compared = []
    for outcome, values in outcomes.items():
        score = values.astype(np.float64) * BETTER[outcome]
        ranked = np.sort(score, axis=1)  # missing values last
        missing = np.isnan(score)
        for i, a in enumerate(strategies):
            for j in range(i + 1, len(strategies)):
                whole = ~(missing[i] | missing[j])
                apart = (score[i] - score[j])[whole]
                n = apart.size
                same = (missing[i] == missing[j]).all()
                orders = ranked[[i, j], :n] if same else np.sort(score[[i, j]][:, whole], axis=1)
                compared.append(
                    Pair(
                        a=a,
                        b=strategies[j],
                        outcome=outcome,
                        difference=_plain(apart.mean() * BETTER[outcome] if n else np.nan),
                        se=_plain(apart.std(ddof=1) / np.sqrt(n) if n > 1 else np.nan),
                        share_a_better=_plain(((apart > 0) + 0.5 * (apart == 0)).mean() if n else np.nan),
                        dominates=_dominates(orders[0], orders[1], a, strategies[j]) if n else "neither",
                    )
                )
    return tuple(compared)


def _dominates(first: np.ndarray, second: np.ndarray, a: str, b: str) -> str:
    if (first == second).all():
        return "same"
    if (first >= second).all():
        return a
    return b if (second >= first).all() else "neither"


def _plain(value: float) -> float | None:
    """A float for JSON; missing is null."""
    return None if np.isnan(value) else float(value)
