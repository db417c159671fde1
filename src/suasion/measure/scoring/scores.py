"""Scores of a scale, by state and year, with their error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from suasion.measure.scoring import words
from suasion.measure.scoring.summary import Summary

if TYPE_CHECKING:
    import polars as pl

NUMBERS = ("mean", "sd", "q05", "q50", "q95", "rhat", "ess")


@dataclass(frozen=True)
class Scores:
    """Scores of a scale, by state and year, with their error.

    Attributes:
        table: A row for each state-year: ``cow gw iso3 name year scale measure mean sd q05 q50 q95 rhat ess
            approximate failed``; ``failed`` where the sampler's diagnostics failed, the same in every row.
        items: A row for each parameter of an item: ``parameter mean sd q05 q95 rhat ess``; empty for the index.
        draws: Some draws of all scores together [draw, row of the table].
        results: All else as plain data.
    """

    table: pl.DataFrame
    items: pl.DataFrame
    draws: NDArray[np.float32]
    results: Mapping[str, Any] = field(repr=False)

    @property
    def failed(self) -> bool:
        """Whether the sampler's diagnostics failed."""
        return bool(self.results["failed"])

    @cached_property
    def text(self) -> str:
        """What was fitted, how far it lies from what is published, and the diagnostics in words."""
        return words.text(self.results)

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What these scores cannot say."""
        return words.cannot_say(self.results["measure"])


def score_table(
    keys: pl.DataFrame, scale: str, measure: str, summary: Summary, *, approximate: bool, failed: bool
) -> pl.DataFrame:
    """The table of :class:`Scores`.

    Args:
        keys: ``cow gw iso3 name year`` of each row.
        scale: Id of the scale.
        measure: How the scores were made.
        summary: Of the scores [row].
        approximate: Whether the fast mode made them.
        failed: Whether the diagnostics failed.
    """
    import polars as pl

    numbers = [pl.Series(name, getattr(summary, name)).fill_nan(None) for name in NUMBERS]
    said = [pl.lit(scale).alias("scale"), pl.lit(measure).alias("measure")]
    marks = [pl.lit(approximate).alias("approximate"), pl.lit(failed).alias("failed")]
    return keys.with_columns(said).with_columns(numbers).with_columns(marks)


def item_table(names: Sequence[str], summary: Summary | None) -> pl.DataFrame:
    """The table of the items' parameters; empty without a summary."""
    import polars as pl

    columns: dict[str, Any] = {"parameter": pl.Series(list(names), dtype=pl.String)}
    for name in NUMBERS:
        if name != "q50":
            values = getattr(summary, name) if summary else []
            columns[name] = pl.Series(values, dtype=pl.Float64).fill_nan(None)
    return pl.DataFrame(columns)


def plain(value: Any) -> Any:
    """The value as JSON holds it: nothing where there is no number."""
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value
