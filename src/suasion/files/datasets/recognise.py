"""Which table of the catalogue a sheet is, and how it differs from the releases that were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from suasion.domain.dataset import Table
from suasion.domain.findings.data import Held, NewRelease
from suasion.files.datasets.catalogue import release
from suasion.files.datasets.layouts import Fit, TopRow, fitted, rows_lacking, rows_of
from suasion.files.formats.sheets import Sheet

HALF = 0.5  # share of what is needed that a file with a telling name may lack, so as to be named
SOME = 2  # columns that a file without a telling name must have of those that are known, so as to be named
MOST = 5  # rows without a year that are named


def recognise(
    name: str, sheet: Sheet, digests: Iterable[str], tables: dict[str, Table]
) -> dict[str, Fit | None]:
    """What a sheet is: by its file's digest, else by the columns that a table needs.

    Where it has all that several tables need, the file's name decides, else the table that needs more. Several tables
    stand in one sheet where a column says which rows are whose.

    Args:
        name: The file's name.
        sheet: The sheet.
        digests: Of the file and of its content.
        tables: The tables to choose from, by name.

    Returns:
        The tables that it may be, and how it is each of them; no way where it is plainly meant to be one and lacks a
        column.
    """
    known, rows = set(digests), rows_of(sheet)
    exact = [one for one, table in tables.items() if release(table, known)]
    if exact:
        return {one: fitted(sheet, tables[one], rows) for one in exact}
    fits = {one: fit for one, table in tables.items() if (fit := fitted(sheet, table, rows))}
    if len(fits) > 1 and not all(fit.layout and fit.layout.only for fit in fits.values()):
        fits = _likeliest(name, fits)
    if fits:
        return dict(fits)
    near = [one for one, table in tables.items() if _nearly(name, table, rows)]
    return {near[0]: None} if len(near) == 1 else {}


def _likeliest(name: str, fits: dict[str, Fit]) -> dict[str, Fit]:
    """Those that the file is called after, and of these those that need more than another."""
    called = {one: fit for one, fit in fits.items() if _called(name, fit.table)} or fits
    needs = {one: set(fit.table.needed) for one, fit in called.items()}
    return {one: fit for one, fit in called.items() if not any(needs[one] < more for more in needs.values())}


def _called(name: str, table: Table) -> bool:
    stem = name.lower().rpartition(".")[0] or name.lower()
    return any(fnmatchcase(stem, pattern) for pattern in table.files)


def _nearly(name: str, table: Table, rows: Sequence[TopRow]) -> bool:
    """Whether a file is meant to be a table, though it lacks some of what that needs."""
    own = [one for one in table.needed if one not in (*table.keys, *table.states, table.year)]
    for row in rows[:1]:
        lacking = [one for one in table.needed if not row.has((one, *table.also.get(one, ())))]
        if not lacking or row.has(table.never) or len(set(own) - set(lacking)) < 1:
            continue
        if _called(name, table) and len(lacking) <= HALF * len(table.needed):
            return True
        known = [one for one in table.indicators if row.has((one.column,))]
        if len(lacking) == 1 and len(known) >= SOME:
            return True
    return False


def nearest(sheet: Sheet, tables: dict[str, Table]) -> str:
    """Which table a sheet is nearest to, and what it lacks, in words; empty where it is near none.

    Args:
        sheet: A sheet that is none of the tables.
        tables: The tables, by name.
    """
    rows, best, share = rows_of(sheet), "", 1.0 - HALF
    for name, table in tables.items():
        if layout := rows_lacking(sheet, table, rows):
            which = " and ".join(
                f"{key.split('|')[0]} {' or '.join(value)}" for key, value in layout.only.items()
            )
            return f" It has a form of {name}, but no row with {which}."
        for row in rows:
            lacking = [one for one in table.needed if not row.has((one, *table.also.get(one, ())))]
            own = {one for one in table.needed if one not in (*table.keys, *table.states, table.year)}
            if lacking and own - set(lacking) and len(lacking) / len(table.needed) < share:
                share = len(lacking) / len(table.needed)
                best = f" Nearest is {name}, for which it lacks {', '.join(map(repr, lacking))}."
    return best


def differences(held: Held, table: Table, columns: Sequence[str], undated: Sequence[int]) -> NewRelease:
    """How a release that was never seen differs from the newest that was.

    Args:
        held: What was read.
        table: What is known about it.
        columns: Names of the file's columns, as the table calls them.
        undated: Numbers of the rows without a year.
    """
    seen = table.releases[0] if table.releases else None
    here = set(columns)
    known = table.canonical(seen.columns) if seen else [one.column for one in table.indicators]
    return NewRelease(
        table=held.name,
        newest=seen.version if seen else "",
        newest_excerpt=seen.excerpt if seen else False,
        columns_missing=tuple(column for column in known if column not in here),
        columns_new=tuple(name for name in columns if name not in known) if table.keep == "all" else (),
        rows=held.rows,
        rows_newest=seen.rows if seen else None,
        years=held.years,
        years_newest=seen.years if seen else (),
        undated=tuple(undated[:MOST]),
        undated_count=len(undated),
        undated_more=max(0, len(undated) - MOST),
    )
