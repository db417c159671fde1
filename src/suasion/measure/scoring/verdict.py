"""Whether a sampler's result may be used: limits on R-hat and effective sample size, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suasion.measure.scoring.readings import Floats
from suasion.measure.scoring.summary import Summary


@dataclass(frozen=True)
class Limits:
    """What a result must keep.

    Attributes:
        item_rhat: R-hat of an item parameter lies below this …
        item_ess: … and its bulk effective sample size above this …
        item_share: … for at least this share of item parameters.
        score_rhat: R-hat of a score lies below this …
        score_ess: … and its bulk effective sample size above this …
        share: … for at least this share of scores.
        diverged: At most so many moves of the sampler diverged, as a share of its sweeps. A sweep moves hundreds of
            groups, each taken or refused by itself; a stride against a wall of the density is refused and does no
            harm, where R-hat and effective samples are sound.
    """

    item_rhat: float
    item_ess: float
    item_share: float
    score_rhat: float
    score_ess: float
    share: float
    diverged: float


#: What the exact sampler must keep.
EXACT = Limits(
    item_rhat=1.01, item_ess=400, item_share=1.0, score_rhat=1.02, score_ess=200, share=0.99, diverged=0.1
)
#: What the fast mode must keep: enough for the means of most scores, neither for tails nor for every item.
FAST = Limits(
    item_rhat=1.2, item_ess=20, item_share=0.95, score_rhat=1.1, score_ess=40, share=0.95, diverged=0.1
)


@dataclass(frozen=True)
class Verdict:
    """What was found.

    Attributes:
        limits: What had to be kept.
        item_rhat: Greatest R-hat of an item parameter.
        item_rhat_at: Which one.
        item_ess: Least effective sample size of an item parameter.
        item_ess_at: Which one.
        items_beyond: How many item parameters lie beyond their limits.
        items: How many there are.
        score_rhat: Greatest R-hat of a score.
        score_ess: Least effective sample size of a score.
        scores_within: Share of scores within their limits.
        scores: How many there are.
        diverged: How many moves of the sampler diverged.
        sweeps: In how many sweeps of all chains.
        failed: Whether a limit is broken.
    """

    limits: Limits
    item_rhat: float
    item_rhat_at: str
    item_ess: float
    item_ess_at: str
    items_beyond: int
    items: int
    score_rhat: float
    score_ess: float
    scores_within: float
    scores: int
    diverged: int
    sweeps: int
    failed: bool

    @property
    def text(self) -> str:
        """The same in words."""
        items = f" (at most {1 - self.limits.item_share:.0%} may be)" if self.limits.item_share < 1 else ""
        said = (
            f"Item parameters: worst R-hat {self.item_rhat:.3f} ({self.item_rhat_at}, limit {self.limits.item_rhat:g}), "
            f"least effective sample size {self.item_ess:,.0f} ({self.item_ess_at}, limit {self.limits.item_ess:g}); "
            f"{self.items_beyond:,} of {self.items:,} beyond{items}. Scores: {1 - self.scores_within:.1%} beyond R-hat "
            f"{self.limits.score_rhat:g} or effective sample size {self.limits.score_ess:g} "
            f"(at most {1 - self.limits.share:.0%} may be). Divergent moves: {self.diverged or 'none'} in {self.sweeps:,} sweeps "
            f"(at most one in {1 / self.limits.diverged:,.0f} sweeps may be)."
        )
        if self.failed:
            said += (
                " DIAGNOSTICS FAILED: the chains do not agree or stumble, so neither means nor spreads are to be trusted. "
                + ("Leave --fast out." if self.limits == FAST else "Give more --warmup and --sweeps.")
            )
        return said


def verdict(
    names: Sequence[str], items: Summary, scores: Summary, limits: Limits, *, diverged: int, sweeps: int
) -> Verdict:
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
    return Verdict(
        limits=limits,
        item_rhat=float(items.rhat[highest]),
        item_rhat_at=names[highest],
        item_ess=float(items.ess[least]),
        item_ess_at=names[least],
        items_beyond=int((~item_ok).sum()),
        items=len(item_ok),
        score_rhat=float(np.max(np.nan_to_num(scores.rhat, nan=np.inf))),
        score_ess=float(np.min(np.nan_to_num(scores.ess, nan=0.0))),
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


def _within(summary: Summary, rhat: float, ess: float) -> np.ndarray:
    rhats: Floats = np.nan_to_num(summary.rhat, nan=np.inf)
    sizes: Floats = np.nan_to_num(summary.ess, nan=0.0)
    return (rhats < rhat) & (sizes > ess)
