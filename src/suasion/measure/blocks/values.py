"""A producer's cells as a column's values, and the state and year of a row."""

from __future__ import annotations

import polars as pl

from suasion.domain.panel import Block, Column
from suasion.measure.cells import Names
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import CODE, YEAR


def value(column: Column) -> pl.Expr:
    """A column's value in one row: its sources averaged or added up, scaled and rounded."""
    if column.kind == "text":
        return pl.col(column.source[0]).cast(pl.String).alias(column.id)
    parts = [pl.col(name).cast(pl.Float64, strict=False) for name in column.source]
    if column.missing:
        parts = [pl.when(part.is_in(list(column.missing))).then(None).otherwise(part) for part in parts]
    if column.add:
        known = pl.any_horizontal(part.is_not_null() for part in parts)
        combined = pl.when(known).then(pl.sum_horizontal(parts))
    elif len(parts) == 1:
        combined = pl.when(parts[0].is_not_null()).then(parts[0])
    else:
        known = pl.all_horizontal(part.is_not_null() for part in parts)
        combined = pl.when(known).then(pl.mean_horizontal(parts))
    scaled = combined.otherwise(None) * column.times + column.plus
    return (scaled if column.digits is None else scaled.round(column.digits)).alias(column.id)


def meets(column: Column) -> pl.Expr:
    """Whether a row counts for a column."""
    tests = [pl.lit(True)]
    for condition in column.where:
        if condition.listed:
            words = [str(word) for word in condition.values]
            hits = [
                pl.col(name).str.split(",").list.eval(pl.element().str.strip_chars())
                for name in condition.columns
            ]
            tests.append(
                pl.any_horizontal(hit.list.contains(word).fill_null(False) for hit in hits for word in words)
            )
        elif isinstance(condition.values[0], str):
            tests.append(
                pl.any_horizontal(pl.col(c).is_in(list(condition.values)) for c in condition.columns)
            )
        else:
            numbers = [float(one) for one in condition.values]
            hits = [pl.col(c).cast(pl.Float64, strict=False).is_in(numbers) for c in condition.columns]
            tests.append(pl.any_horizontal(hits))
    return pl.all_horizontal(test.fill_null(False) for test in tests)


def placed(table: pl.DataFrame, block: Block, crosswalk: Crosswalk) -> pl.DataFrame:
    """The table with ``_code`` and ``_year``; a row that names several states becomes one row for each."""
    cells = pl.concat_list(pl.col(name).cast(pl.String) for name in block.state)
    several = cells.list.drop_nulls() if len(block.state) > 1 else cells
    located = table.with_columns(several.alias(CODE), year_of(table, block.year)).explode(CODE)
    if block.split == "names":
        names = Names(crosswalk.names())
        known = {cell: names.split(cell) for cell in located[CODE].drop_nulls().unique()}
        parts = pl.Series(CODE, [known.get(cell, [None]) for cell in located[CODE]], dtype=pl.List(pl.String))
        located = located.with_columns(parts).explode(CODE)
    elif block.split:
        located = located.with_columns(pl.col(CODE).str.split(block.split)).explode(CODE)
    text = pl.col(CODE).str.strip_chars()
    if block.codes in ("cow", "gw"):
        text = text.str.replace(r"\.0$", "")
    return located.with_columns(pl.when(text == "").then(None).otherwise(text).alias(CODE))


def year_of(table: pl.DataFrame, name: str) -> pl.Expr:
    """The year in a column of years, of dates, or of dates in words that begin with it."""
    column = pl.col(name)
    if table.schema[name] == pl.String:
        return column.str.slice(0, 4).cast(pl.Int64, strict=False).alias(YEAR)
    if table.schema[name].is_temporal():
        return column.dt.year().cast(pl.Int64).alias(YEAR)
    return column.cast(pl.Int64).alias(YEAR)
