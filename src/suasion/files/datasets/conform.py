"""A producer's table, checked against the catalogue as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.dataset import Dataset, Table
from suasion.domain.findings.data import PartedRows
from suasion.errors import Problem, SuasionError
from suasion.files.datasets.cells import Cells, typed
from suasion.files.datasets.layouts import Fit
from suasion.files.datasets.rows import Rows
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Conformed:
    """A table as it is stored.

    Attributes:
        cells: Its cells, and which were set missing or left out.
        rows: Where its rows stand in the file.
        parted: Rows that agree in the table's keys and differ in another name or code of their states.
    """

    cells: Cells
    rows: Rows
    parted: tuple[PartedRows, ...]

    @property
    def frame(self) -> pl.DataFrame:
        """The rows, in the types in which they are stored."""
        return self.cells.frame


def conform(fit: Fit) -> Conformed:
    """The rows, in the types in which they are stored.

    Raises:
        SuasionError: With every problem: a key, year or code is not what it should be, a column that is needed has too
            many odd cells, rows repeat what no two rows share, or there are no rows.
    """
    frame, rows = fit.read()
    if not frame.height:
        raise SuasionError(Problem(fit.sheet.where, "It has no rows.", "Download it again."))
    cells = typed(fit.table, frame, rows)
    problems, parted = repeated(fit.table, cells.frame, rows)
    if problems := [*cells.problems, *problems]:
        raise SuasionError(problems)
    return Conformed(cells, rows, parted)


def lacking(dataset: Dataset, table: Table, sheet: Sheet) -> list[Problem]:
    """The needed columns that are missing from a sheet's first row, and what they may be called now."""
    here = table.canonical(sheet.top[0] if sheet.top else ())
    new = [name for name in here if name and not table.knows(name)]
    place = f" from row {sheet.first}" if sheet.first else ""
    problems = []
    for name in table.needed:
        if name not in here:
            close = get_close_matches(name, new, n=1, cutoff=0.5)
            guess = f" The file has {close[0]!r}: was it renamed upstream?" if close else ""
            other = f" (also called {' or '.join(map(repr, table.also[name]))})" if name in table.also else ""
            what = f"The column {name!r}{other} is missing{place}.{guess}"
            rename = (
                "Rename the column in a copy." if close else "If it has another name, rename it in a copy."
            )
            fix = f"{rename} `suasion data show {dataset.id}` lists the forms that are read."
            problems.append(Problem(sheet.where, what, fix))
    return problems


def repeated(table: Table, frame: pl.DataFrame, rows: Rows) -> tuple[list[Problem], tuple[PartedRows, ...]]:
    """Rows that agree in all the columns that no two rows share.

    Returns:
        What is wrong; and, where another name or code of the states parts such rows, that they do.
    """
    keys = list(table.keys)
    if not keys:
        return [], ()
    again = frame.select(keys).is_duplicated().arg_true().to_numpy()
    if not len(again):
        return [], ()
    others = [name for name in table.states if name in frame.columns and name not in keys]
    for name in others:
        if not frame.select(*keys, name).is_duplicated().any():
            numbers = tuple(int(number) for number in rows.numbers[again])
            return [], (PartedRows(table="", keys=tuple(keys), by=name, rows=numbers),)
    return [_twice(frame, keys, again, rows)], ()


def _twice(frame: pl.DataFrame, keys: Sequence[str], again: np.ndarray, rows: Rows) -> Problem:
    import polars as pl

    first = frame.row(int(again[0]), named=True)
    same = frame.select(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(first[name])) for name in keys))
    group = same.to_series().arg_true().to_numpy()
    which = ", ".join(f"{name} {first[name]}" for name in keys)
    more = f", and {len(again) - len(group):,} further rows repeat others" if len(again) > len(group) else ""
    alike = frame[group].select(pl.all().n_unique()).row(0, named=True)
    differ = [name for name, count in alike.items() if count > 1]
    if not differ:
        what = f"The same {which} stands in {rows.words(group)}{more}; the rows are alike in every column."
        return Problem(rows.where, what, "Take the repetitions out in a copy.")
    names = ", ".join(map(repr, differ[:5])) + (f" and {len(differ) - 5} more" if len(differ) > 5 else "")
    what = f"The same {which} stands in {rows.words(group)}{more}. The rows differ in {names}."
    return Problem(rows.where, what, "See in the producer's codebook which row is meant for that key.")


def span(table: Table, frame: pl.DataFrame) -> tuple[int, int] | tuple[()]:
    """First and last year of a table; empty where it has none."""
    years = frame[table.year].drop_nulls().to_list() if table.year in frame.columns else []
    return (int(min(years)), int(max(years))) if years else ()


def undated(table: Table, frame: pl.DataFrame, rows: Rows) -> list[int]:
    """Numbers of the rows without a year."""
    if table.year not in frame.columns:
        return []
    gone = frame[table.year].is_null().arg_true().to_numpy()
    return [int(number) for number in rows.numbers[gone]]
