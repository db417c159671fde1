"""Which table of the catalogue a file is, and how it differs from the releases that were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from suasion.domain.dataset import Table
from suasion.domain.findings.data import Held, NewRelease
from suasion.files.datasets.catalogue import release

ALIKE = 0.6  # share of columns in common from which a file without a telling name is recognised
HALF = 0.5  # the same for a file with a telling name
NEARLY = 0.8  # the same for a file without a telling name that lacks a required column
MOST = 5  # rows without a year that are named


def recognise(
    name: str, columns: Sequence[str], digests: Iterable[str], tables: dict[str, Table]
) -> list[str]:
    """Tables that a file may be: by its digest, else its name, else its columns; none, one, or several.

    Args:
        name: The file's name.
        columns: Names of its columns.
        digests: Of the file and of its content.
        tables: The tables to choose from, by name.
    """
    known = set(digests)
    exact = [one for one, table in tables.items() if release(table, known)]
    if exact:
        return exact
    here = set(columns)
    like = {one: likeness(here, table) for one, table in tables.items()}
    named = [one for one, table in tables.items() if _called(name, table) and like[one] >= HALF]
    whole = [one for one in named if set(tables[one].required) <= here]
    if not named:
        whole = [one for one, table in tables.items() if set(table.required) <= here and like[one] >= ALIKE]
    chosen = whole or named or [one for one in tables if like[one] >= NEARLY]
    best = max((like[one] for one in chosen), default=0.0)
    return [one for one in chosen if like[one] == best]


def _called(name: str, table: Table) -> bool:
    stem = name.lower().rpartition(".")[0] or name.lower()
    return any(fnmatchcase(stem, pattern) for pattern in table.files)


def likeness(here: set[str], table: Table) -> float:
    """Share of the known columns that are here; of all columns in either where every column is retained."""
    if table.keep == "named" or not table.releases:
        named = {one.column for one in table.indicators}
        return len(named & here) / len(named)
    return max(len(here & set(one.columns)) / len(here | set(one.columns)) for one in table.releases)


def differences(held: Held, table: Table, columns: Sequence[str], undated: Sequence[int]) -> NewRelease:
    """How a release that was never seen differs from the newest that was.

    Args:
        held: What was read.
        table: What is known about it.
        columns: Names of the file's columns.
        undated: Numbers of the rows without a year.
    """
    seen = table.releases[0] if table.releases else None
    here = set(columns)
    known = list(seen.columns) if seen else [one.column for one in table.indicators]
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
