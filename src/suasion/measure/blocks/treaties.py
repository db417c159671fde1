"""Treaties by the year of ratification: bound from that year to the newest ratification in the list."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block
from suasion.domain.registry import FIRST
from suasion.measure.blocks.values import placed
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import YEAR, Placed, place_rows

LISTED, FROM = "instrument", "year ratification or accession"


def since_ratified(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """How many of a column's treaties bind the state, in each year up to the newest ratification in the list.

    The list holds members of today and says what holds today: a state that no longer exists has no row, and
    each row speaks of the state that holds its code in the year.
    """
    table = tables[block.tables[0]]
    last = int(table[FROM].cast(pl.Int64, strict=False).max() or 0)  # type: ignore[arg-type]
    located = placed(table.with_columns(pl.lit(last).alias(block.year)), block, crosswalk)
    years = located.with_columns(pl.int_ranges(FIRST, pl.lit(last) + 1).alias(YEAR)).explode(YEAR)
    bound = pl.col(FROM).cast(pl.Int64, strict=False) <= pl.col(YEAR)
    rows, join = place_rows(
        years.with_columns(pl.when(bound).then(pl.col(LISTED)).alias("_bound")),
        [LISTED, "_bound"],
        block,
        crosswalk,
        table.height,
    )
    counts = [
        pl.col("_bound").filter(pl.col("_bound").is_in(list(column.source))).n_unique().alias(column.id)
        for column in block.columns
    ]
    return Placed(rows.group_by("cow", "year").agg(counts).sort("cow", "year"), join)
