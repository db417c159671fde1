"""Tables that hold one row for a state-year, or one for a state-year and indicator."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block, Column
from suasion.measure.blocks.values import meets, placed, value
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import CODE, YEAR, Placed, one_each, place_rows


def rows(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """A row for a state-year: values are taken over. With ``order`` the last row of a state-year counts."""
    table = tables[block.tables[0]]
    located = placed(table, block, crosswalk)
    ids = [column.id for column in block.columns]
    values = located.select(
        CODE,
        YEAR,
        *([block.order] if block.order else []),
        *(_where_it_counts(column) for column in block.columns),
    )
    if block.order:
        values = values.sort(block.order, maintain_order=True).unique(
            [CODE, YEAR], keep="last", maintain_order=True
        )
    joined = one_each(place_rows(values, ids, block, crosswalk, table.height, single=True), crosswalk)
    return Placed(_ranked(joined.rows, block), joined.join)


def long(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """A row for a state-year and indicator: each column takes the rows of its indicator, which the catalogue's
    keys let stand once."""
    table = tables[block.tables[0]]
    items = [column.source[0] for column in block.columns]
    located = placed(table.filter(pl.col(block.item).is_in(items)), block, crosswalk)
    ids = [column.id for column in block.columns]
    values = [
        pl.when(pl.col(block.item) == column.source[0])
        .then(value(column.model_copy(update={"source": (block.value,)})))
        .alias(column.id)
        for column in block.columns
    ]
    single = (
        located.select(CODE, YEAR, *values)
        .group_by(CODE, YEAR, maintain_order=True)
        .agg(pl.col(name).drop_nulls().first() for name in ids)
    )
    joined = one_each(place_rows(single, ids, block, crosswalk, table.height, single=True), crosswalk)
    return Placed(_ranked(joined.rows, block), joined.join)


def _where_it_counts(column: Column) -> pl.Expr:
    """A column's value, where the row counts for it."""
    return pl.when(meets(column)).then(value(column)).alias(column.id) if column.where else value(column)


def _ranked(values: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Columns that ask for it as places among all state-years: the share below and half of the ties."""
    for column in block.columns:
        if column.place:
            known = pl.col(column.id)
            place = (known.rank("average") - 0.5) / known.count()
            values = values.with_columns(place.alias(column.id))
    return values
