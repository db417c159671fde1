"""Who wins with chance averaged out: as the model is, without each mechanism, under each school's priors."""

from __future__ import annotations

from suasion.domain.findings.base import Number, StrategyKey
from suasion.domain.findings.sensitivity import Lead


class ExpectedWins(Lead):
    """Who is best for rights with chance averaged out.

    Attributes:
        win_share: share of worlds in which each strategy is best for rights
        expected_win_share: share of draws of the parameters in which its rights, averaged over the random streams
            of a draw, are best
        mean: mean rights
        leader: strategy with the largest expected win share
        clear: whether the lead exceeds three standard errors of the draws
        highest: strategy with the highest mean rights
        highest_clear: whether it is above every other by more than three standard errors of the difference in the
            same draws
        draws: draws of the parameters
        replicates: random streams per draw
        agreement: share of draws in which two halves of the streams name the same best strategy
    """

    win_share: dict[StrategyKey, float]
    expected_win_share: dict[StrategyKey, float]
    mean: dict[StrategyKey, float]
    highest: str
    highest_clear: bool
    draws: int
    replicates: int
    agreement: float


class Ablation(ExpectedWins):
    """The same with something switched off.

    Attributes:
        off: the mechanisms switched off
    """

    off: tuple[str, ...]


class School(ExpectedWins):
    """The same under a school's priors.

    Attributes:
        title: title of a school's worldview
        claim: what it holds, in a sentence
        source: who argues it
        own: the school's own strategies that were played
        left_out: its own strategies that stand outside the contest, or were not played
        own_share: their expected win shares added up
        likely_fault: whether that is under .1
    """

    title: str
    claim: str
    source: str
    own: tuple[str, ...]
    left_out: tuple[str, ...]
    own_share: Number
    likely_fault: bool
