"""Adding datasets to the data folder: recognised, checked, written once, or not at all."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.dataset import Table
from suasion.errors import Problem, SuasionError
from suasion.files import conform, datasets, disk, given, recognise, sheets
from suasion.files.datasets import Held
from suasion.files.given import Given
from suasion.files.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl

FULL = "Free some space, or name another folder in SUASION_DATA; nothing was added."


@dataclass
class Added:
    """What came of adding.

    Attributes:
        added: Tables that were added.
        same: Tables that were there already, from the same content.
        warnings: What differs from the releases that are known, in plain sentences.
        passed: Files that are no table of the catalogue.
    """

    added: list[Held] = field(default_factory=list)
    same: list[Held] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


def add(
    path: Path, *, name: str = "", force: bool = False, tell: Callable[[str], None] | None = None
) -> Added:
    """Adds what was given: everything that is recognised, or nothing if anything is wrong with it.

    Args:
        path: A file, an archive or a folder as it was downloaded.
        name: ``dataset.table``, for a file that is not recognised by itself.
        force: Whether a table that is there already is replaced.
        tell: Called with the name of each file as it is taken up.

    Raises:
        SuasionError: With every problem of every file.
    """
    known = dict([datasets.table_named(name)]) if name else datasets.tables()
    home = datasets.home()
    made = disk.missing(home)
    room: Path | None = None
    found, problems = Added(), []
    staged: dict[str, Path] = {}
    try:
        with disk.told(home, "Nothing can be written to the data folder", FULL):
            home.mkdir(parents=True, exist_ok=True)
            room = Path(tempfile.mkdtemp(prefix=".suasion-", dir=home))
            for one in given.each(path, room):
                if isinstance(one, Problem):
                    problems.append(one)
                    continue
                if tell:
                    tell(one.where)
                try:
                    _take(one, room, known, bool(name), force, found, staged)
                except SuasionError as error:
                    problems += error.problems
            if not problems and not found.added and not found.same:
                problems.append(_nothing(path, found))
            if problems:
                raise SuasionError(problems)
            for table, file in staged.items():
                file.replace(datasets.path_of(table))
    finally:
        if room:
            shutil.rmtree(room, ignore_errors=True)
        disk.take_away(made)
    return found


def _take(
    one: Given,
    room: Path,
    known: dict[str, Table],
    chosen: bool,
    force: bool,
    found: Added,
    staged: dict[str, Path],
) -> None:
    """Every table in a file, into the room."""
    recognised = False
    for sheet in sheets.sheets(one, room):
        digests = (one.sha256, one.content)
        names = list(known) if chosen else recognise.recognise(one.name, sheet.columns, digests, known)
        if len(names) > 1:
            what = f"This may be {' or '.join(names)}."
            raise SuasionError(Problem(sheet.where, what, "Say which with --as NAME."))
        if names:
            recognised = True
            _stage(names[0], one, sheet, room, force, found, staged)
    if not recognised:
        found.passed.append(one.where)


def _stage(
    name: str, one: Given, sheet: Sheet, room: Path, force: bool, found: Added, staged: dict[str, Path]
) -> None:
    there = datasets.about(datasets.path_of(name))
    if there and there.content == one.content and not force:
        found.same.append(there)
        return
    if twin := next((held for held in found.added if held.name == name), None):
        if twin.content == one.content:
            return
        what = f"This and {twin.file} are both {name}, with different content."
        raise SuasionError(Problem(sheet.where, what, "Add the one that you want."))
    if (there or datasets.path_of(name).exists()) and not force:
        of = (
            f" It was made of {there.file} ({there.version or 'a release not seen before'})." if there else ""
        )
        raise SuasionError(
            Problem(sheet.where, f"{name} is there already.{of}", "Add --force to replace it.")
        )
    table, dataset = datasets.tables()[name], datasets.dataset_of(name)
    frame = conform.conform(dataset, table, sheet)
    release = datasets.release(table, (one.sha256, one.content))
    held = Held(
        name=name,
        file=one.where.rpartition("/")[2],
        version=release.version if release else "",
        sha256=one.sha256,
        content=one.content,
        excerpt=release.excerpt if release else False,
        rows=frame.height,
        years=conform.span(table, frame),
    )
    if release is None:
        lacking = conform.gaps(table, frame, sheet)
        found.warnings.append(recognise.differences(held, table, sheet.columns, lacking))
    staged[name] = room / f"{name}.parquet"
    staged[name].write_bytes(_packed(frame, held))
    found.added.append(held)


def _packed(frame: pl.DataFrame, held: Held) -> bytes:
    """The table as Parquet: the same bytes for the same rows."""
    packed = io.BytesIO()
    frame.write_parquet(packed, compression="zstd", metadata=datasets.metadata(held))
    return packed.getvalue()


def _nothing(path: Path, found: Added) -> Problem:
    if len(found.passed) == 1:
        what = "This is no table that the catalogue knows, by its name or its columns."
    else:
        what = f"None of the {len(found.passed):,} files is a table that the catalogue knows."
    fix = "`suasion data list` tells what there is; --as NAME says which one a file is."
    return Problem(str(path)[:300], what, fix)
