"""Which table of the catalogue a file is, and how it differs from the releases that were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from suasion.domain.dataset import Table
from suasion.files.datasets.catalogue import release
from suasion.files.datasets.holdings import Held

ALIKE = 0.6  # share of columns in common from which a file without a telling name is recognised
HALF = 0.5  # the same for a file with a telling name
NEARLY = 0.8  # the same for a file without a telling name that lacks a required column
MOST = 8  # names in one sentence


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
    """Share of the known columns that are here; of all columns in either where every column is kept."""
    if table.keep == "named" or not table.releases:
        named = {one.column for one in table.indicators}
        return len(named & here) / len(named)
    return max(len(here & set(one.columns)) / len(here | set(one.columns)) for one in table.releases)


def differences(held: Held, table: Table, columns: Sequence[str], gaps: str) -> str:
    """How a release that was never seen differs from the newest that was; plain sentences.

    Args:
        held: What was read.
        table: What is known about it.
        columns: Names of the file's columns.
        gaps: Rows without a year, in words; empty if there are none.
    """
    seen = table.releases[0] if table.releases else None
    here = set(columns)
    known = list(seen.columns) if seen else [one.column for one in table.indicators]
    lost = [column for column in known if column not in here]
    new = [column for column in columns if column not in known] if table.keep == "all" else []
    if seen:
        kind = ", an excerpt" if seen.excerpt else ""
        said = [
            f"{held.name}: this is no release that Suasion has seen. The newest seen is {seen.version}{kind}."
        ]
    else:
        said = [
            f"{held.name}: Suasion has seen no release of this table, and checked it by its columns alone."
        ]
    if lost:
        said.append(f"Columns missing: {_named(lost)}.")
    if new:
        said.append(f"Columns new: {_named(new)}.")
    if seen and held.rows != seen.rows:
        said.append(f"Rows: {held.rows:,}, there {seen.rows:,}.")
    if seen and held.years and seen.years and held.years != seen.years:
        said.append(f"Years: {held.years[0]} to {held.years[1]}, there {seen.years[0]} to {seen.years[1]}.")
    if gaps:
        said.append(f"Without a year, so that they join nothing: {gaps}.")
    return " ".join(said)


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more
