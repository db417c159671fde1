"""The table of a scale's indicators: from the user's data folder, or from a file as it was downloaded."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from suasion.domain.dataset import Indicator, Table
from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError, Wording, nearest, wording
from suasion.files import disk
from suasion.files.datasets import catalogue, cells
from suasion.files.datasets.holdings import Holdings, about, missing_codes
from suasion.files.datasets.notes import true_rows
from suasion.files.datasets.rows import Rows
from suasion.files.formats import archives, sheets
from suasion.files.formats.archives import InputFile
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
                header = _header(scale, sheet)
                if {scale.state, scale.year} <= set(header.columns) and _items(scale, header):
                    read.append(_from(scale, sheet, header, one))
    if problems:
        raise SuasionError(problems)
    if not read:
        if not every:
            raise SuasionError(
                Problem(str(path)[:300], "This is no table.", "Give CSV, Stata, SPSS, Excel, R or Parquet.")
            )
        there = _header(scale, every[0]).columns
        lacking = [name for name in scale.columns() if name not in there]
        raise SuasionError(_lacks(scale, name, every[0].where, there) for name in lacking)
    if len(read) > 1:
        names = " and ".join(one.where for one in read[:4])
        what = f"There are {len(read)} tables with these columns: {names}."
        raise SuasionError(Problem(str(path)[:300], what, "Give a file that holds the one you want."))
    return read[0]


class _Header(NamedTuple):
    """Which row holds the names of the columns, and what they are."""

    row: int
    columns: tuple[str, ...]


def _header(scale: Scale, sheet: Sheet) -> _Header:
    """The first row that names the state and the year, else the first one."""
    wanted = {scale.state, scale.year}
    row = next((at for at, cells in enumerate(sheet.top, 1) if wanted <= set(cells)), 1)
    return _Header(row, sheet.top[row - 1] if sheet.top else ())


def _items(scale: Scale, header: _Header) -> set[str]:
    return set(header.columns) & {name for item in scale.items for name in item.columns}


def _from(scale: Scale, sheet: Sheet, header: _Header, source: InputFile) -> Indicators:
    """One sheet, its cells as numbers."""
    there = header.columns
    lacking = [column for column in scale.columns() if column not in there]
    problems = [_lacks(scale, column, sheet.where, there) for column in lacking]
    wanted = [column for column in scale.columns() if column not in lacking]
    wanted += _published(scale, there)
    known = catalogue.tables().get(scale.table)
    table = _table(scale, wanted, known)
    if twice := [name for name in wanted if there.count(name) > 1]:
        what = (
            f"Row {sheet.first + header.row - 1:,} names more than one column {', '.join(map(repr, twice))}."
        )
        raise SuasionError(Problem(sheet.where, what, "Rename or take out one of them in a copy."))
    read = sheet.below(header.row, [there.index(name) for name in wanted])
    filled = true_rows(read)
    read = read.rename(dict(zip(read.columns, wanted, strict=True)))[filled]
    first = sheet.first + header.row
    rows = Rows(sheet.where, filled + first)
    typed = cells.typed(table, read, rows)
    problems += [*typed.problems, *cells.no_numbers([*typed.set_missing, *typed.refused], rows)]
    frame = typed.frame.with_columns(read[odd.column] for odd in typed.refused)
    frame = frame.with_columns(missing_codes(table, frame.schema))
    release = catalogue.release(known, [source.sha256]) if known else None
    version = release.version if release else ""
    origin = {"file": source.name, "release": version, "sha256": source.sha256}
    return Indicators(frame, sheet.where, first, origin, tuple(problems))


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
