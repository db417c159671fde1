"""Cells of a table in the types in which they are stored, and what is wrong with single cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.dataset import NUMBERED, Indicator, Table
from suasion.domain.findings.data import OddCell, OddCells
from suasion.errors import Problem
from suasion.files.datasets import numbers
from suasion.files.datasets.layouts import NOTHING
from suasion.files.datasets.rows import Rows
from suasion.files.formats import separated

if TYPE_CHECKING:
    import polars as pl

YEARS = (1000, 2200)
BEGIN = 1946  # the panel's first year: what lies before it is set missing, however much of it is odd
HANDFUL = 5  # odd cells that do not speak against a column
SHARE = 0.01  # of a column's cells: more odd ones than this do
EXACT = 2**53  # whole numbers below this are exact as floating-point numbers
MEND = "Correct these cells in a copy of the file."


@dataclass
class Cells:
    """The cells of a table.

    Attributes:
        frame: Numbers as numbers and text as text.
        problems: Cells of keys, years and codes that are not what they should be; columns that are needed and odd.
        set_missing: Cells that are no number or lie outside their scale and are missing from the frame.
        refused: Columns with too many such cells, which are not in the frame.
    """

    frame: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)
    set_missing: list[OddCells] = field(default_factory=list)
    refused: list[OddCells] = field(default_factory=list)


def typed(table: Table, frame: pl.DataFrame, rows: Rows) -> Cells:
    """Numbers as numbers and text as text, and every cell that is not what its column holds.

    A column that the catalogue does not know is one of numbers if each of its cells is a number or empty.

    Args:
        table: What is known about the columns.
        frame: The rows as they were read: text, or numbers.
        rows: Where they stand in the file.
    """
    import polars as pl

    texts = [name for name in frame.columns if _is_text(table, name)]
    stripped, doubt = _stripped(table, frame.drop(texts))
    broken = stripped.with_columns(pl.all().cast(pl.Float64, strict=False).fill_nan(None))
    broken = broken.with_columns(pl.when(pl.all().is_finite()).then(pl.all()).name.keep())
    strings = [name for name, dtype in stripped.schema.items() if dtype == pl.String]
    whole = stripped.with_columns(pl.col(name).cast(pl.Int64, strict=False) for name in strings)
    there = stripped.with_columns(pl.col(pl.Float32, pl.Float64).fill_nan(None)).null_count()
    whole_gone, broken_gone = whole.null_count(), broken.null_count()
    cells = Cells(frame)
    if doubt:
        what = f"The comma in {doubt!r} may stand between thousands or before decimals: no cell of the file tells which."
        cells.problems.append(
            Problem(rows.where, what, "Write the numbers with points and without thousands in a copy.")
        )
    columns = {name: _text(frame[name]) for name in texts}
    for name in stripped.columns:
        gone = there[name][0]
        known, code = table.indicator(name), name == table.year or table.states.get(name) in NUMBERED
        if broken_gone[name][0] > gone and code:
            cells.problems.append(_no_number(stripped[name], broken[name], rows))
            columns[name] = _text(frame[name])
        elif broken_gone[name][0] > gone and known is None:
            columns[name] = _text(frame[name])
        elif gone == frame.height and not code and known is None:
            columns[name] = pl.Series(name, [None] * frame.height, dtype=pl.String)
        elif whole[name].dtype.is_integer() and whole_gone[name][0] == gone:
            columns[name] = whole[name].cast(pl.Int64)
        else:
            columns[name] = _codes(broken[name]) if code or broken_gone[name][0] > gone else broken[name]
    cells.frame = pl.DataFrame([columns[name].alias(name) for name in frame.columns])
    _set_missing(table, cells, stripped, rows)
    if table.year in cells.frame.columns and cells.frame[table.year].dtype.is_numeric():
        cells.problems += _no_years(cells.frame[table.year], rows)
    return cells


def _stripped(table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, str]:
    """Columns that may hold numbers, without spaces and marks for nothing; a number whose comma is in doubt."""
    import polars as pl

    strings = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    stripped = frame.with_columns(pl.col(name).str.strip_chars() for name in strings)
    stripped = stripped.with_columns(
        pl.when(~pl.col(name).is_in(NOTHING)).then(pl.col(name)).alias(name) for name in strings
    )
    known = [name for name in strings if table.indicator(name)]
    return numbers.plain(
        stripped, known, [name for name in strings if name not in known and name != table.year]
    )


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


def _no_number(text: pl.Series, values: pl.Series, rows: Rows) -> Problem:
    import polars as pl

    bad = (values.is_null() & text.is_not_null()).arg_true().to_numpy()
    first = text.cast(pl.String)[int(bad[0])]
    what = f"Column {text.name!r} holds no number in {rows.words(bad)}: {first[:60]!r}."
    return Problem(rows.where, what, MEND)


def no_numbers(odd: Iterable[OddCells], rows: Rows) -> list[Problem]:
    """Odd cells as problems, where none of them may be set missing."""
    return [
        Problem(
            rows.where,
            f"Column {one.column!r} holds no number in {separated.rows([cell.row for cell in one.cells])}: {one.cells[0].value!r}.",
            MEND,
        )
        for one in odd
    ]


def _set_missing(table: Table, cells: Cells, read: pl.DataFrame, rows: Rows) -> None:
    """Sets odd cells missing where they are a handful or lie before the panel; else takes the column out."""
    early = _early(table, cells.frame)
    outside = beyond(table, cells.frame)
    for name in [name for name in read.columns if table.indicator(name)]:
        values = cells.frame[name]
        no_number = (
            (values.is_null() & read[name].is_not_null() & ~_nan(read[name])).to_numpy()
            if values.dtype.is_numeric()
            else np.zeros(len(values), dtype=bool)
        )
        bad = no_number | outside.get(name, np.zeros(len(values), dtype=bool))
        if not bad.any():
            continue
        record = _odd(table, name, np.flatnonzero(bad), read[name], early, rows)
        late, filled = int((bad & ~early).sum()), int(read[name].is_not_null().to_numpy()[~early].sum())
        if late <= SHARE * filled or (late <= HANDFUL and late < filled):
            cells.set_missing.append(record)
            cells.frame = cells.frame.with_columns(values.set(_series(bad), None).alias(name))
        elif name in table.needed:
            cells.problems.append(_too_odd(record, table, rows))
        else:
            cells.refused.append(record)
            cells.frame = cells.frame.drop(name)


def _series(mask: np.ndarray) -> pl.Series:
    import polars as pl

    return pl.Series(mask)


def _nan(values: pl.Series) -> pl.Series:
    return values.is_nan().fill_null(value=False) if values.dtype.is_float() else values.is_null()


def _early(table: Table, frame: pl.DataFrame) -> np.ndarray:
    """Which rows lie before the panel."""
    if table.year not in frame.columns or not frame[table.year].dtype.is_numeric():
        return np.zeros(frame.height, dtype=bool)
    return (frame[table.year] < BEGIN).fill_null(value=False).to_numpy()


def _odd(
    table: Table, name: str, bad: np.ndarray, read: pl.Series, early: np.ndarray, rows: Rows
) -> OddCells:
    import polars as pl

    known = table.indicator(name)
    assert known
    values = read.gather(bad).cast(pl.String)
    cells = [
        OddCell(row=int(number), value=str(value)[:60])
        for number, value in zip(rows.numbers[bad], values, strict=True)
    ]
    return OddCells(
        table="",
        column=name,
        low=known.low,
        high=known.high,
        cells=tuple(cells),
        count=len(cells),
        filled=int(read.is_not_null().sum()),
        early=int(early[bad].sum()),
    )


def beyond(table: Table, frame: pl.DataFrame) -> dict[str, np.ndarray]:
    """Which cells of number columns lie beyond their scales, for the columns that have any; a hair beyond is rounding.

    Codes that mean missing lie on no scale and are none.
    """
    import polars as pl

    scaled = {
        name: known
        for name, dtype in frame.schema.items()
        if dtype.is_numeric() and (known := table.indicator(name)) and (known.low, known.high) != (None, None)
    }
    if not scaled:
        return {}
    least = frame.select(pl.col(list(scaled)).min()).row(0, named=True)
    most = frame.select(pl.col(list(scaled)).max()).row(0, named=True)
    masks = {}
    for name, known in scaled.items():
        low, high = _ends(known)
        if least[name] is None or (least[name] >= low and most[name] <= high):
            continue
        values = frame[name].cast(float).fill_null(np.nan).to_numpy()
        codes = [code for code in known.missing if isinstance(code, int)]
        bad = ((values < low) | (values > high)) & ~np.isin(values, codes)
        if bad.any():
            masks[name] = bad
    return masks


def _ends(known: Indicator) -> tuple[float, float]:
    low = -np.inf if known.low is None else known.low
    high = np.inf if known.high is None else known.high
    hair = 1e-6 * max([1.0, *(abs(end) for end in (low, high) if np.isfinite(end))])
    return low - hair, high + hair


def outside(known: Indicator) -> str:
    """How a cell that is not on a scale is called: ``outside its scale, 1 to 5,``."""
    ends = [end for end in (known.low, known.high) if end is not None]
    scale = " to ".join(f"{end:g}" for end in ends)
    return f"outside its scale, {scale}," if len(ends) == 2 else f"beyond the end of its scale, {scale},"


def _too_odd(odd: OddCells, table: Table, rows: Rows) -> Problem:
    known = table.indicator(odd.column)
    assert known
    scale = "" if (known.low, known.high) == (None, None) else f" or lie {outside(known)}"
    which = separated.rows(sorted({cell.row for cell in odd.cells}))
    what = (
        f"Of the {odd.filled:,} cells in column {odd.column!r}, {odd.count:,} are no number{scale} in {which}: "
        f"{odd.cells[0].value!r}. The column is needed, and so many are not set missing."
    )
    return Problem(
        rows.where, what, "Correct the column in a copy of the file, if its cells are what they seem."
    )


def _no_years(values: pl.Series, rows: Rows) -> list[Problem]:
    cells = values.cast(float).fill_null(np.nan).to_numpy()
    bad = np.flatnonzero(
        (cells != np.round(cells)) & ~np.isnan(cells) | (cells < YEARS[0]) | (cells > YEARS[1])
    )
    if not len(bad):
        return []
    what = f"Column {values.name!r} holds no year in {rows.words(bad)}: {cells[bad[0]]:g}."
    return [Problem(rows.where, what, MEND)]
