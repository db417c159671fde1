"""Tables of events and of spells: what happened or was in force in a state-year is counted, added up or averaged."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block, Column
from suasion.measure.blocks.values import meets, placed, value
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import CODE, YEAR, Placed, place_rows


def group(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """A row for an event: the rows of a state-year become one."""
    table = tables[block.tables[0]]
    return gathered(placed(table, block, crosswalk), block, crosswalk, table)


def spells(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """A row for a spell from ``year`` to ``until``: it counts in each year that it touches. A spell without
    an end that is known lasts to ``open_until``, and where that is missing too it counts in its first year."""
    table = tables[block.tables[0]]
    return gathered(yearly(placed(table, block, crosswalk), block), block, crosswalk, table)


def yearly(located: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Each spell once for every year that it touches."""
    ends = [pl.col(name).cast(pl.Int64, strict=False) for name in (block.until, block.open_until) if name]
    last = pl.max_horizontal(pl.coalesce(*ends, YEAR), YEAR)
    return (
        located.drop_nulls(YEAR).with_columns(pl.int_ranges(pl.col(YEAR), last + 1).alias(YEAR)).explode(YEAR)
    )


def gathered(located: pl.DataFrame, block: Block, crosswalk: Crosswalk, table: pl.DataFrame) -> Placed:
    """Rows put to states, and those of a state-year made one by each column's ``stat``."""
    cells = [_cell(column) for column in block.columns]
    values = located.select(CODE, YEAR, *cells)
    ids = [column.id for column in block.columns]
    rows, join = place_rows(values, ids, block, crosswalk, table.height)
    stats = [_gather(column) for column in block.columns]
    return Placed(rows.group_by("cow", "year", maintain_order=True).agg(stats).sort("cow", "year"), join)


def _cell(column: Column) -> pl.Expr:
    """1 where a row counts, or its value; missing where it does not count."""
    worth = value(column) if column.source else pl.lit(1.0)
    return pl.when(meets(column)).then(worth).alias(column.id)


def _gather(column: Column) -> pl.Expr:
    known = pl.col(column.id).drop_nulls()
    total = {
        "sum": known.sum(),
        "count": known.len().cast(pl.Float64),
        "max": known.max(),
        "mean": known.mean(),
        "last": known.last(),
    }[column.stat]
    if column.stat == "sum":
        total = pl.when(known.len() > 0).then(total)
    return total.alias(column.id)
