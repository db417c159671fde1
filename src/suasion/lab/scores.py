"""Scores of a scale as measuring hands them back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suasion.domain.findings.measurement import MeasurementFindings
from suasion.lab.answered import Answered
from suasion.words import measurement as words

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Scores(Answered[MeasurementFindings]):
    """Scores of a scale, by state and year, with their error.

    Attributes:
        findings: All but the scores themselves, as a typed record.
        table: A row for each state-year: ``cow gw iso3 name year scale measure mean sd q05 q50 q95 rhat ess
            approximate failed``; ``failed`` where the sampler's diagnostics failed, the same in every row.
        items: A row for each parameter of an item: ``parameter mean sd q05 q95 rhat ess``; empty for the index.
        draws: Some draws of all scores together [draw, row of the table].
    """

    table: pl.DataFrame = field(repr=False)
    items: pl.DataFrame = field(repr=False)
    draws: NDArray[np.float32] = field(repr=False)

    @property
    def failed(self) -> bool:
        """Whether the sampler's diagnostics failed."""
        return self.findings.failed

    @cached_property
    def text(self) -> str:
        """What was fitted, how far it lies from what is published, and the diagnostics in words."""
        return words.text(self.findings)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these scores cannot say."""
        return words.cannot_say(self.findings.measure)
