"""Treaties by the year of ratification: bound from that year to the year in which the list was drawn up."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block
from suasion.measure.blocks.values import placed
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import CODE, YEAR, Placed, one_each, place_rows

LISTED, FROM = "instrument", "year ratification or accession"


def since_ratified(block: Block, tables: Mapping[str, pl.DataFrame], world: Crosswalk) -> Placed:
    """How many of a column's treaties bind the state, in each year up to the newest ratification in the list.

    The list holds members of today and says what holds today: a state that no longer exists has no row, and
    each row speaks of the state that holds its code in the year.
    """
    table = tables[block.tables[0]]
    last = int(table[FROM].cast(pl.Int64, strict=False).max() or 0)  # type: ignore[arg-type]
    found = placed(table.with_columns(pl.lit(last).alias(block.year)), block, world)
    first = pl.col(FROM).cast(pl.Int64, strict=False)
    years = found.with_columns(pl.int_ranges(1946, pl.lit(last) + 1).alias(YEAR)).explode(YEAR)
    counted = years.group_by(CODE, YEAR).agg(
        (pl.col(LISTED).is_in(list(column.source)) & (first <= pl.col(YEAR)).fill_null(False))
        .sum()
        .cast(pl.Float64)
        .alias(column.id)
        for column in block.columns
    )
    ids = [column.id for column in block.columns]
    return one_each(place_rows(counted.sort(CODE, YEAR), ids, block, world, table.height), world)
