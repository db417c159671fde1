"""The scores of one state, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from suasion.domain.findings.base import Findings, Record
from suasion.domain.findings.tables import table_of
from suasion.domain.scale import Measure

if TYPE_CHECKING:
    import pandas as pd


class ScoreOfYear(Record):
    """A state's score in a year.

    Attributes:
        year: The year.
        name: The state's name.
        iso3: Its ISO code then; missing where it had none.
        cow: Its COW number.
        gw: Its GW number then; missing where it had none.
        mean: Mean of the score.
        sd: Its standard deviation.
        q05: 5% point.
        q95: 95% point.
    """

    year: int
    name: str | None
    iso3: str | None
    cow: int
    gw: int | None
    mean: float
    sd: float
    q05: float
    q95: float


class StateScoresFindings(Findings):
    """How well a state protected rights, year by year, with error.

    Attributes:
        format: Version of this record.
        title: The state.
        scale: Id of the scale.
        scale_title: Its title.
        measure: How the scores were made.
        failed: Whether their diagnostics failed.
        years: The scores.
    """

    format: Literal[1] = 1
    title: str
    scale: str
    scale_title: str
    measure: Measure
    failed: bool
    years: tuple[ScoreOfYear, ...]

    @property
    def table(self) -> pd.DataFrame:
        """A row for each year, by year."""
        return table_of(self.years, ScoreOfYear).set_index("year")
