"""Whether a sampler's result may be used: limits on R-hat and effective sample size, and whether they are kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suasion.domain.findings.base import Number
from suasion.domain.findings.measurement import Diagnostics, Limits
from suasion.measure.scoring.readings import Floats
from suasion.measure.scoring.summary import Summary

#: Limits of the exact sampler.
EXACT = Limits(
    item_rhat=1.01, item_ess=400, item_share=1.0, score_rhat=1.02, score_ess=200, share=0.99, diverged=0.1
)
#: Limits of the fast mode: enough for the means of most scores, neither for tails nor for every item.
FAST = Limits(
    item_rhat=1.2, item_ess=20, item_share=0.95, score_rhat=1.1, score_ess=40, share=0.95, diverged=0.1
)


def verdict(
    names: Sequence[str], items: Summary, scores: Summary, limits: Limits, *, diverged: int, sweeps: int
) -> Diagnostics:
    """Whether item parameters and scores keep the limits; one that never moves, or has no number, is beyond them.

    Args:
        names: Names of the item parameters.
        items: Their summary.
        scores: Summary of the scores.
        limits: The limits.
        diverged: How many moves of the sampler diverged.
        sweeps: How many sweeps all chains made after warm-up.
    """
    item_ok = _within(items, limits.item_rhat, limits.item_ess)
    score_ok = _within(scores, limits.score_rhat, limits.score_ess)
    highest = int(np.argmax(np.nan_to_num(items.rhat, nan=np.inf)))
    least = int(np.argmin(np.nan_to_num(items.ess, nan=-np.inf)))
    return Diagnostics(
        limits=limits,
        item_rhat=_number(items.rhat[highest]),
        item_rhat_at=names[highest],
        item_ess=_number(items.ess[least]),
        item_ess_at=names[least],
        items_beyond=int((~item_ok).sum()),
        items=len(item_ok),
        score_rhat=_number(np.max(np.nan_to_num(scores.rhat, nan=np.inf))),
        score_ess=_number(np.min(np.nan_to_num(scores.ess, nan=0.0))),
        scores_within=float(score_ok.mean()),
        scores=len(score_ok),
        diverged=diverged,
        sweeps=sweeps,
        failed=bool(
            item_ok.mean() < limits.item_share
            or score_ok.mean() < limits.share
            or diverged > limits.diverged * sweeps
        ),
    )


def _within(summary: Summary, rhat: float, ess: float) -> NDArray[np.bool_]:
    rhats: Floats = np.nan_to_num(summary.rhat, nan=np.inf)
    sizes: Floats = np.nan_to_num(summary.ess, nan=0.0)
    return (rhats < rhat) & (sizes > ess)


def _number(value: float | np.floating) -> Number:
    """A finite number, or none."""
    return float(value) if np.isfinite(value) else None
