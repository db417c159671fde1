"""The rows of the panel that support is measured by."""

from __future__ import annotations

import polars as pl

from suasion.measure.support.variables import DOMAINS, NEEDED, WITHOUT_LINKAGE


def years_of(rows: pl.DataFrame) -> str:
    """First and last year of some state-years."""
    years: list[int] = rows["year"].unique().sort().to_list()
    return f"{years[0]}-{years[-1]}"


def usable(table: pl.DataFrame) -> pl.DataFrame:
    """State-years with every variable but linkage, with their mean ``rights``; in order of state and year."""
    return (
        table.select("cow", "name", "year", *NEEDED)
        .drop_nulls(list(WITHOUT_LINKAGE))
        .with_columns(rights=pl.mean_horizontal(DOMAINS))
        .sort("cow", "year")
    )
