"""Scores of a scale as measuring hands them back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float32

from suasion.domain.findings.measurement import MeasurementFindings
from suasion.frames import to_pandas
from suasion.lab.answered import Answered
from suasion.lab.speaking import lines

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, repr=False)
class Scores(Answered[MeasurementFindings]):
    """Scores of a scale, by state and year, with their error.

    Attributes:
        findings: All but the scores themselves, as a typed record.
        rows: The table as a Polars frame.
        item_rows: The items' parameters as a Polars frame.
        draws: Some draws of all scores together [draw, row of the table].
    """

    rows: pl.DataFrame = field(repr=False)
    item_rows: pl.DataFrame = field(repr=False)
    draws: Float32[np.ndarray, "draw row"] = field(repr=False)

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each state-year: ``cow gw iso3 name year scale measure mean sd q05 q50 q95 rhat ess approximate failed``.

        ``failed`` says that the sampler's diagnostics failed; it is the same in every row.
        """
        return to_pandas(self.rows)

    @cached_property
    def items(self) -> pd.DataFrame:
        """A row for each parameter of an item: ``parameter mean sd q05 q95 rhat ess``; empty for the index."""
        return to_pandas(self.item_rows)

    @property
    def failed(self) -> bool:
        """Whether the sampler's diagnostics failed."""
        return self.findings.failed

    @cached_property
    def text(self) -> str:
        """What was fitted, how far it lies from what is published, and the diagnostics in words."""
        return "\n".join(
            line
            for part in ("text", "diagnostics", "remarks")
            for line in lines("measurement", self.findings, part)
        )

    @property
    def mark(self) -> tuple[str, ...]:
        """That the diagnostics failed, in words; empty where they did not."""
        return lines("measurement", self.findings, "mark")

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these scores cannot say."""
        return lines("measurement", self.findings, "cannot_say")
