"""The table of a scale's indicators: from the user's data folder, or from a file as it was downloaded."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.dataset import Indicator, Table
from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError, Wording, nearest, wording
from suasion.files import disk
from suasion.files.datasets import catalogue, cells
from suasion.files.datasets.holdings import Holdings, about, missing_codes
from suasion.files.formats import archives, sheets
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Indicators:
    """Rows of indicators as they stand.

    Attributes:
        rows: State, year and the items' columns, and the published ones where there are some; numbers, missing as null.
        where: How the table is called in front of the user.
        first: Number of the row that the first record stands in; 0 where that is not known.
        origin: The file's name, its release if that is known, and its digest, for the record.
        problems: What is wrong with single cells and with columns.
    """

    rows: pl.DataFrame
    where: str
    first: int
    origin: dict[str, str]
    problems: tuple[Problem, ...]


def read(scale: Scale, path: Path | None, holdings: Holdings) -> Indicators:
    """The rows that a scale asks for.

    Args:
        scale: The scale.
        path: A file; the data folder if not given.
        holdings: The data folder.

    Raises:
        SuasionError: There is no such table or file, or it cannot be read.
    """
    return _installed(scale, holdings) if path is None else _from_file(scale, path)


def _installed(scale: Scale, holdings: Holdings) -> Indicators:
    """From the data folder.

    Raises:
        SuasionError: The scale's table is none of the catalogue or not there.
    """
    if scale.table not in catalogue.tables():
        what = f"Its table, {scale.table}, is none of the catalogue."
        fix = nearest(scale.table, catalogue.tables()) or Wording(
            "Give the file with `data`.", "Give the file with --data FILE."
        )
        raise SuasionError(Problem(f"scale {scale.id}", what, fix))
    if not holdings.path_of(scale.table).is_file():
        fix = f"{catalogue.offered(scale.table)} " + Wording(
            "Or name a file of your own with `data`.", "Or name a file of your own with --data FILE."
        )
        what = f"Its indicators are not in the data folder ({holdings.folder})."
        raise SuasionError(Problem(f"{scale.id} · {scale.table}", what, fix))
    there = holdings.columns(scale.table)
    lacking = [name for name in scale.columns() if name not in there]
    problems = tuple(_lacks(scale, name, scale.table, sorted(there)) for name in lacking)
    wanted = [*scale.columns(), *_published(scale, sorted(there))]
    rows = holdings.load(scale.table, [name for name in wanted if name not in lacking])
    held = about(holdings.path_of(scale.table))
    origin = {"table": scale.table, "fingerprint": holdings.fingerprint(scale.table)}
    if held is not None:
        origin |= {"file": held.file, "release": held.version, "sha256": held.sha256}
    return Indicators(rows, scale.table, 0, origin, problems)


def _from_file(scale: Scale, path: Path) -> Indicators:
    """From a file: the one table in it that has the state and the year and most of the items.

    Raises:
        SuasionError: It cannot be read, or holds no such table or several.
    """
    problems: list[Problem] = []
    every: list[Sheet] = []
    read: list[Indicators] = []
    with (
        tempfile.TemporaryDirectory(prefix="suasion-") as name,
        disk.explained(path, "It cannot be read", ""),
    ):
        for one in archives.each(path, Path(name)):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            for sheet in sheets.sheets(one, Path(name)):
                every.append(sheet)
                if {scale.state, scale.year} <= set(sheet.columns) and _items(scale, sheet):
                    read.append(_from(scale, sheet, one.name, one.sha256))
    if problems:
        raise SuasionError(problems)
    if not read:
        if not every:
            raise SuasionError(
                Problem(str(path)[:300], "This is no table.", "Give CSV, Stata, Excel, R or Parquet.")
            )
        sheet = every[0]
        lacking = [name for name in scale.columns() if name not in sheet.columns]
        raise SuasionError(_lacks(scale, name, sheet.where, sheet.columns) for name in lacking)
    if len(read) > 1:
        names = " and ".join(one.where for one in read[:4])
        what = f"There are {len(read)} tables with these columns: {names}."
        raise SuasionError(Problem(str(path)[:300], what, "Give a file that holds the one you want."))
    return read[0]


def _items(scale: Scale, sheet: Sheet) -> set[str]:
    return set(sheet.columns) & {name for item in scale.items for name in item.columns}


def _from(scale: Scale, sheet: Sheet, name: str, digest: str) -> Indicators:
    """One sheet, its cells as numbers."""
    lacking = [column for column in scale.columns() if column not in sheet.columns]
    problems = [_lacks(scale, column, sheet.where, sheet.columns) for column in lacking]
    wanted = [column for column in scale.columns() if column not in lacking]
    wanted += _published(scale, sheet.columns)
    known = catalogue.tables().get(scale.table)
    table = _table(scale, wanted, known)
    frame, wrong = cells.typed(table, sheet.read(wanted), sheet)
    frame = frame.with_columns(missing_codes(table, frame.schema))
    release = catalogue.release(known, [digest]) if known else None
    origin = {"file": name, "release": release.version if release else "", "sha256": digest}
    return Indicators(frame, sheet.where, sheet.first, origin, tuple(problems + wrong))


def _table(scale: Scale, wanted: Sequence[str], known: Table | None) -> Table:
    """What is known of the columns; which codes an item may have is the scale's business, not the catalogue's."""

    def indicator(column: str) -> Indicator:
        said = known.indicator(column) if known else None
        return Indicator(column=column, title=column, unit="code", missing=said.missing if said else ())

    others = [column for column in wanted if column not in (scale.state, scale.year)]
    return Table(
        id=scale.id,
        title=scale.title,
        files=("*",),
        states={scale.state: "cow"},
        year=scale.year,
        required=(scale.state, scale.year),
        indicators=tuple(map(indicator, others)),
    )


def _published(scale: Scale, there: Sequence[str]) -> list[str]:
    """The columns of published scores, where the table has them all."""
    return list(scale.published) if set(scale.published) <= set(there) else []


def _lacks(scale: Scale, column: str, where: str, there: Sequence[str]) -> Problem:
    """That a column is missing, and how to do without."""
    item = next((one for one in scale.items if column in one.columns), None)
    others = [name for name in there if name not in scale.columns()]
    fix = nearest(column, others) if len(others) else ""
    if item is None:
        fix = fix or "Rename the column in a copy, or name it in the scale (`state`, `year`)."
    else:
        fix = f"{fix} ".lstrip() + wording(
            "Rename the column in a copy, or leave the item out with {without}.", without=item.id
        )
    return Problem(f"{where} · {column}", "The table has no such column.", fix)
