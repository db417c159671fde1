"""Cells of a table in the types in which they are stored, and what is wrong with single cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.dataset import NUMBERED, Indicator, Table
from suasion.errors import Problem
from suasion.files.formats.separated import rows
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl

NOTHING = ("", "NA", "N/A", "#N/A", "NaN", "nan", ".", "null", "NULL")  # in a column of numbers
YEARS = (1000, 2200)
EXACT = 2**53  # whole numbers below this are exact as floating-point numbers
MEND = "Mend these cells, or download the file again."


def typed(table: Table, frame: pl.DataFrame, sheet: Sheet) -> tuple[pl.DataFrame, list[Problem]]:
    """Numbers as numbers and text as text, and every cell that is not what its column holds.

    A column that the catalogue does not know is one of numbers if each of its cells is a number or empty.

    Args:
        table: What is known about the columns.
        frame: The rows as they were read: text, or numbers.
        sheet: Where they come from.
    """
    import polars as pl

    texts = [name for name in frame.columns if _is_text(table, name)]
    others = frame.drop(texts)
    strings = [name for name, dtype in others.schema.items() if dtype == pl.String]
    stripped = others.with_columns(pl.col(name).str.strip_chars() for name in strings)
    stripped = stripped.with_columns(
        pl.when(~pl.col(name).is_in(NOTHING)).then(pl.col(name)).alias(name) for name in strings
    )
    whole = stripped.with_columns(pl.col(name).cast(pl.Int64, strict=False) for name in strings)
    broken = stripped.with_columns(pl.all().cast(pl.Float64, strict=False).fill_nan(None))
    broken = broken.with_columns(pl.when(pl.all().is_finite()).then(pl.all()).name.keep())
    there = stripped.with_columns(pl.col(pl.Float32, pl.Float64).fill_nan(None)).null_count()
    whole_gone, broken_gone = whole.null_count(), broken.null_count()
    problems, columns = [], {name: _text(frame[name]) for name in texts}
    for name in others.columns:
        gone = there[name][0]
        known, code = table.indicator(name), name == table.year or table.states.get(name) in NUMBERED
        if broken_gone[name][0] > gone:
            if code or (known is not None and known.column == name):
                problems.append(_no_number(stripped[name], broken[name], sheet))
            columns[name] = _text(frame[name])
        elif gone == frame.height and not code and known is None:
            columns[name] = pl.Series(name, [None] * frame.height, dtype=pl.String)
        elif whole[name].dtype.is_integer() and whole_gone[name][0] == gone:
            columns[name] = whole[name].cast(pl.Int64)
        else:
            columns[name] = _codes(broken[name]) if code else broken[name]
    result = pl.DataFrame([columns[name].alias(name) for name in frame.columns])
    problems += beyond(table, result, sheet)
    if table.year in result.columns and result[table.year].dtype.is_numeric():
        problems += _no_years(result[table.year], sheet)
    return result, problems


def _is_text(table: Table, name: str) -> bool:
    known = table.indicator(name)
    system = table.states.get(name)
    return (known is not None and known.kind == "text") or (system is not None and system not in NUMBERED)


def _text(series: pl.Series) -> pl.Series:
    """A column of text; its empty cells are missing, and whole numbers have no point."""
    import polars as pl

    if series.dtype.is_float():
        series = _codes(series.fill_nan(None))
    text = series.cast(pl.String)
    return text.set(text == "", None)


def _codes(values: pl.Series) -> pl.Series:
    """Whole numbers as such, though they were written with points."""
    import polars as pl

    there = values.drop_nulls().to_numpy()
    whole = bool(np.all(np.isfinite(there) & (there == np.round(there)) & (np.abs(there) < EXACT)))
    return values.cast(pl.Int64) if whole else values


def _no_number(text: pl.Series, values: pl.Series, sheet: Sheet) -> Problem:
    import polars as pl

    bad = (values.is_null() & text.is_not_null()).arg_true().to_numpy()
    said = text.cast(pl.String)[int(bad[0])]
    what = f"Column {text.name!r} holds no number in {rows(bad + sheet.first)}: {said[:60]!r}."
    return Problem(sheet.where, what, MEND)


def beyond(table: Table, frame: pl.DataFrame, sheet: Sheet) -> list[Problem]:
    """Numbers beyond their scales; a hair beyond is rounding."""
    import polars as pl

    scaled = {
        name: known
        for name, dtype in frame.schema.items()
        if dtype.is_numeric() and (known := table.indicator(name)) and (known.low, known.high) != (None, None)
    }
    if not scaled:
        return []
    least = frame.select(pl.col(list(scaled)).min()).row(0, named=True)
    most = frame.select(pl.col(list(scaled)).max()).row(0, named=True)
    problems = []
    for name, known in scaled.items():
        low, high = _ends(known)
        if least[name] is not None and (least[name] < low or most[name] > high):
            problems += _outside(known, frame[name], low, high, sheet)
    return problems


def _ends(known: Indicator) -> tuple[float, float]:
    low = -np.inf if known.low is None else known.low
    high = np.inf if known.high is None else known.high
    hair = 1e-6 * max([1.0, *(abs(end) for end in (low, high) if np.isfinite(end))])
    return low - hair, high + hair


def _outside(known: Indicator, values: pl.Series, low: float, high: float, sheet: Sheet) -> list[Problem]:
    cells = values.cast(float).fill_null(np.nan).to_numpy()
    codes = [code for code in known.missing if isinstance(code, int)]
    bad = np.flatnonzero(((cells < low) | (cells > high)) & ~np.isin(cells, codes))
    if not len(bad):
        return []
    ends: Sequence[float] = [end for end in (known.low, known.high) if end is not None]
    scale = " to ".join(f"{end:g}" for end in ends)
    beyond = f"outside its scale, {scale}," if len(ends) == 2 else f"beyond the end of its scale, {scale},"
    what = f"Column {values.name!r} is {beyond} in {rows(bad + sheet.first)}: {cells[bad[0]]:g}."
    return [
        Problem(
            sheet.where,
            what,
            "Download the file again; if the producer's own copy says so, tell the producer.",
        )
    ]


def _no_years(values: pl.Series, sheet: Sheet) -> list[Problem]:
    years = values.drop_nulls()
    odd = (years != years.round(0)) | (years < YEARS[0]) | (years > YEARS[1])
    if not odd.any():
        return []
    cells = values.cast(float).fill_null(np.nan).to_numpy()
    bad = np.flatnonzero(
        (cells != np.round(cells)) & ~np.isnan(cells) | (cells < YEARS[0]) | (cells > YEARS[1])
    )
    what = f"Column {values.name!r} holds no year in {rows(bad + sheet.first)}: {cells[bad[0]]:g}."
    return [Problem(sheet.where, what, MEND)]
