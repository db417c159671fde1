"""Scores and item parameters as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from suasion.measure.scoring.summary import Summary

if TYPE_CHECKING:
    import polars as pl

NUMBERS = ("mean", "sd", "q05", "q50", "q95", "rhat", "ess")


def score_table(
    keys: pl.DataFrame, scale: str, measure: str, summary: Summary, *, approximate: bool, failed: bool
) -> pl.DataFrame:
    """Scores, a row for each state-year: the keys, then ``scale measure mean sd q05 q50 q95 rhat ess approximate failed``.

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
    origin = [pl.lit(scale).alias("scale"), pl.lit(measure).alias("measure")]
    marks = [pl.lit(approximate).alias("approximate"), pl.lit(failed).alias("failed")]
    return keys.with_columns(origin).with_columns(numbers).with_columns(marks)


def item_table(names: Sequence[str], summary: Summary | None) -> pl.DataFrame:
    """The items' parameters, a row each: ``parameter mean sd q05 q95 rhat ess``; empty without a summary."""
    import polars as pl

    columns = {"parameter": pl.Series(list(names), dtype=pl.String)}
    for name in NUMBERS:
        if name != "q50":
            values = getattr(summary, name) if summary else []
            columns[name] = pl.Series(values, dtype=pl.Float64).fill_nan(None)
    return pl.DataFrame(columns)
