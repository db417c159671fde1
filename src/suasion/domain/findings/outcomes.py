"""Outcomes over worlds as a few numbers, and strategies compared two by two."""

from __future__ import annotations

from typing import Literal

from suasion.domain.case_file import Outcome
from suasion.domain.findings.base import Number, Record


class Summary(Record):
    """An outcome under a strategy.

    Attributes:
        mean: mean over worlds
        se: its Monte-Carlo standard error
        q05: 5% point over worlds
        q50: median
        q95: 95% point
        win_share: share of worlds in which it is best of the contest, ties split; `null` for a variant
        regret: mean distance to the best of the contest in the same world; `null` for a variant
        defined: share of worlds in which the outcome has a value
    """

    mean: Number
    se: Number
    q05: Number
    q50: Number
    q95: Number
    win_share: Number
    regret: Number
    defined: float


class Pair(Record):
    """Two strategies in the same worlds with the same luck.

    Attributes:
        a: one strategy
        b: another
        outcome: outcome compared
        difference: mean of a less b in the same worlds
        se: its Monte-Carlo standard error
        share_a_better: share of worlds in which a is better, ties split
        dominates: the strategy that is at least as good at every quantile; `same` or `neither`
    """

    a: str
    b: str
    outcome: Outcome
    difference: Number
    se: Number
    share_a_better: Number
    dominates: str


class BrokenLimit(Record):
    """A limit of the case that a strategy's mean breaks by more than its numerical error.

    Attributes:
        strategy: strategy that breaks a limit of the case
        outcome: the outcome limited
        kind: `floor` (the mean lies below it) or `cap` (above)
        limit: the limit
        mean: the mean
    """

    strategy: str
    outcome: Outcome
    kind: Literal["floor", "cap"]
    limit: float
    mean: float


class YearOfRights(Record):
    """Rights at the end of a year under a strategy, over worlds.

    Attributes:
        strategy: a strategy
        year: a year
        mean: mean of rights at its end
        q05: 5% point
        q25: lower quarter
        q50: median
        q75: upper quarter
        q95: 95% point
    """

    strategy: str
    year: int
    mean: float
    q05: float
    q25: float
    q50: float
    q75: float
    q95: float
