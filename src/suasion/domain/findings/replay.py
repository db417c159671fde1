"""What was observed after the start beside what was simulated."""

from __future__ import annotations

from pydantic import Field

from suasion.domain.case_file import Seen
from suasion.domain.findings.base import Record, StrategyKey


class ReplayFit(Record):
    """The worlds of one policy beside what was observed.

    Attributes:
        q05: 5% point at the end of each year, for `baseline` and each strategy with `history`
        q25: lower quarter
        q50: median
        q75: upper quarter
        q95: 95% point
        mean: mean
        within_90: share of the years in which the observed value lies from `q05` to `q95`
        within_50: from `q25` to `q75`
        error: mean distance of the observed values from the median
    """

    q05: tuple[float, ...]
    q25: tuple[float, ...]
    q50: tuple[float, ...]
    q75: tuple[float, ...]
    q95: tuple[float, ...]
    mean: tuple[float, ...]
    within_90: float
    within_50: float
    error: float


class ReplaySeries(Record):
    """One observed series beside the worlds.

    Attributes:
        state: a state that was observed after the start; `replay` is empty without paths and for a case that has no
            `[[observed]]`
        source: who observed it
        note: how the series was got
        years: the observed years that were played
        observed: the observed value of each year
        start: the case's median at the start: no change
        error_of_no_change: mean distance of the observed values from it: what a forecast must beat
        worlds: worlds behind the simulated values
        strategies: policy by policy
    """

    state: Seen
    source: str
    note: str
    years: tuple[int, ...] = Field(min_length=1)
    observed: tuple[float, ...]
    start: float
    error_of_no_change: float
    worlds: int
    strategies: dict[StrategyKey, ReplayFit]
