"""A producer's table, checked against the catalogue as a whole."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from suasion.domain.dataset import Dataset, Table
from suasion.errors import Problem, SuasionError
from suasion.files.datasets.cells import typed
from suasion.files.formats.separated import rows
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl


def conform(dataset: Dataset, table: Table, sheet: Sheet) -> pl.DataFrame:
    """The rows, in the types in which they are stored.

    Raises:
        SuasionError: With every problem: a required column is missing, a cell is no number or outside its scale,
            rows repeat what no two rows share, or there are no rows.
    """
    if lacking := require(dataset, table, sheet):
        raise SuasionError(lacking)
    frame = sheet.read(table.retained(sheet.columns))
    if not frame.height:
        raise SuasionError(Problem(sheet.where, "It has no rows.", "Download it again."))
    frame, problems = typed(table, frame, sheet)
    problems += repeated(table, frame, sheet)
    if problems:
        raise SuasionError(problems)
    return frame


def require(dataset: Dataset, table: Table, sheet: Sheet) -> list[Problem]:
    """The required columns that are missing, and what they may be called now."""
    here = set(sheet.columns)
    new = [name for name in sheet.columns if not table.knows(name)]
    place = f" from row {sheet.first - 1}" if sheet.first > 1 else ""
    other = f", or take version {dataset.version} from {dataset.address}" if dataset.address else ""
    problems = []
    for name in table.required:
        if name not in here:
            close = get_close_matches(name, new, n=1, cutoff=0.5)
            guess = f" The file has {close[0]!r}: was it renamed upstream?" if close else ""
            what = f"The column {name!r} is missing{place}.{guess}"
            problems.append(Problem(sheet.where, what, f"Rename the column in a copy{other}."))
    return problems


def repeated(table: Table, frame: pl.DataFrame, sheet: Sheet) -> list[Problem]:
    """Rows that agree in all the columns that no two rows share."""
    import polars as pl

    keys = [name for name in table.keys if name in frame.columns]
    if not keys:
        return []
    again = frame.select(keys).is_duplicated().arg_true().to_numpy()
    if not len(again):
        return []
    first = frame.row(int(again[0]), named=True)
    same = frame.select(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(first[name])) for name in keys))
    group = same.to_series().arg_true().to_numpy()
    said = ", ".join(f"{name} {first[name]}" for name in keys)
    more = f", and {len(again) - len(group):,} further rows repeat others" if len(again) > len(group) else ""
    what = f"The same {said} stands in {rows(group + sheet.first)}{more}."
    return [Problem(sheet.where, what, "See which row is right, and take the others out.")]


def span(table: Table, frame: pl.DataFrame) -> tuple[int, int] | tuple[()]:
    """First and last year of a table; empty where it has none."""
    years = frame[table.year].drop_nulls().to_list() if table.year in frame.columns else []
    return (int(min(years)), int(max(years))) if years else ()


def undated(table: Table, frame: pl.DataFrame, sheet: Sheet) -> list[int]:
    """Numbers of the rows without a year."""
    if table.year not in frame.columns:
        return []
    gone = frame[table.year].is_null().arg_true().to_numpy()
    return [int(number) for number in gone + sheet.first]
