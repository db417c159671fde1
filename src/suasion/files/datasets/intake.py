"""Adding datasets to the data folder: recognised, checked, written once, or not at all."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.dataset import Table
from suasion.domain.findings.data import DataAdded, Held, NewRelease, OddCells, PartedRows
from suasion.errors import Problem, SuasionError, Wording, wording
from suasion.files import disk, temporary
from suasion.files.datasets import catalogue, commit, conform, digests
from suasion.files.datasets.holdings import Holdings, about, metadata
from suasion.files.datasets.layouts import Fit, fitted, rows_of
from suasion.files.datasets.recognise import differences, nearest, recognise
from suasion.files.formats import archives, sheets
from suasion.files.formats.archives import InputFile
from suasion.files.formats.sheets import Sheet
from suasion.progress import Counter, Progress

if TYPE_CHECKING:
    import polars as pl

FULL = "Free some space, or name another folder in SUASION_DATA; nothing was added."


def add(
    path: Path, holdings: Holdings, *, name: str = "", force: bool = False, progress: Progress | None = None
) -> DataAdded:
    """Adds files to a data folder: everything that is recognised, or nothing if anything is wrong with it.

    Args:
        path: A file, an archive or a folder as it was downloaded.
        holdings: The data folder.
        name: ``dataset.table``, for a file that is not recognised by itself.
        force: Whether a table that is there already is replaced.
        progress: Receives a report before and after each file, whose name names the step.

    Raises:
        SuasionError: With every problem of every file.
    """
    home = holdings.folder
    made = disk.missing(home)
    room: Path | None = None
    try:
        with disk.explained(home, "Nothing can be written to the data folder", FULL):
            home.mkdir(parents=True, exist_ok=True)
            room = temporary.folder(home)
            known = dict([catalogue.table_named(name)]) if name else catalogue.tables()
            intake = _Intake(room, holdings, known, chosen=bool(name), force=force)
            for one in archives.each(path, room):
                counter = Counter(progress if isinstance(one, InputFile) else None, one.where, 1)
                intake.take(one)
                counter.add()
            if problems := intake.problems or _nothing(path, intake):
                raise SuasionError(problems)
            if intake.staged:
                commit.put_in_place(room, intake.staged.values())
    finally:
        if room:
            shutil.rmtree(room, ignore_errors=True)
        disk.take_away(made)
    return intake.outcome()


class _Intake:
    """Files taken up one after another; what is sound lies in the room until all are.

    Args:
        room: A folder of one's own in the data folder.
        holdings: The data folder.
        known: The tables to choose from, by name.
        chosen: Whether the user has chosen the one.
        force: Whether a table that is there already is replaced.
    """

    def __init__(
        self, room: Path, holdings: Holdings, known: dict[str, Table], *, chosen: bool, force: bool
    ) -> None:
        self.room, self.holdings, self.known, self.chosen, self.force = room, holdings, known, chosen, force
        self.added: list[Held] = []
        self.same: list[Held] = []
        self.new_releases: list[NewRelease] = []
        self.set_missing: list[OddCells] = []
        self.refused: list[OddCells] = []
        self.parted: list[PartedRows] = []
        self.passed: list[str] = []
        self.near: list[str] = []
        self.problems: list[Problem] = []
        self.staged: dict[str, Path] = {}
        self.sheet_of: dict[str, str] = {}

    def outcome(self) -> DataAdded:
        """What came of it."""
        return DataAdded(
            added=tuple(self.added),
            same=tuple(self.same),
            new_releases=tuple(self.new_releases),
            passed=tuple(self.passed),
            set_missing=tuple(self.set_missing),
            columns_refused=tuple(self.refused),
            parted=tuple(self.parted),
        )

    def take(self, one: InputFile | Problem) -> None:
        """Every table in a file, into the room."""
        if isinstance(one, Problem):
            self.problems.append(one)
            return
        try:
            read = list(self._recognised(one))
            for sheet, name, fit in read:
                self._stage(name, one, sheet, fit)
        except SuasionError as error:
            self.problems += error.problems
        else:
            if not read:
                self.passed.append(one.where)

    def _recognised(self, one: InputFile) -> Iterator[tuple[Sheet, str, Fit | None]]:
        """Tables in a file, and how each stands there; no way where it lacks a column."""
        inside = list(sheets.sheets(one, self.room))
        if self.chosen:
            name, table = next(iter(self.known.items()))
            fits = [(sheet, name, fitted(sheet, table, rows_of(sheet))) for sheet in inside]
            yield from [one for one in fits if one[2]] or fits
            return
        for sheet in inside:
            names = recognise(one.name, sheet, (one.sha256, one.content), self.known)
            if not names and (near := nearest(sheet, self.known)):
                self.near.append(near)
            if len(names) > 1 and not all(fit and fit.layout and fit.layout.only for fit in names.values()):
                what = f"This may be {' or '.join(names)}."
                raise SuasionError(
                    Problem(sheet.where, what, Wording("Say which with `name`.", "Say which with --as NAME."))
                )
            yield from ((sheet, name, fit) for name, fit in names.items())

    def _stage(self, name: str, one: InputFile, sheet: Sheet, fit: Fit | None) -> None:
        """One table, checked and written into the room."""
        there = about(self.holdings.path_of(name))
        if there and there.content == one.content and not self.force:
            self.same.append(there)
            return
        if name in self.sheet_of:
            twin = next(held for held in self.added if held.name == name)
            if twin.content != one.content or sheet.where.startswith(f"{one.where} › "):
                what = f"This and {self.sheet_of[name]} are both {name}."
                raise SuasionError(Problem(sheet.where, what, "Add a file that holds the one you want."))
            return
        if self.holdings.path_of(name).exists() and not self.force:
            of = (
                f" It was made of {there.file} ({there.version or 'a release not seen before'})."
                if there
                else ""
            )
            what = f"{name} is there already.{of}"
            raise SuasionError(Problem(sheet.where, what, wording("Add {force} to replace it.", force=True)))
        table, dataset = catalogue.tables()[name], catalogue.dataset_of(name)
        if fit is None:
            raise SuasionError(conform.lacking(dataset, table, sheet))
        made = conform.conform(fit)
        held = _held(name, one, table, made.frame)
        if not held.version:
            undated = conform.undated(table, made.frame, made.rows)
            self.new_releases.append(differences(held, table, fit.columns, undated))
        self.set_missing += [odd.model_copy(update={"table": name}) for odd in made.cells.set_missing]
        self.refused += [odd.model_copy(update={"table": name}) for odd in made.cells.refused]
        self.parted += [rows.model_copy(update={"table": name}) for rows in made.parted]
        self.staged[name] = self.room / f"{name}.parquet"
        self.staged[name].write_bytes(_packed(made.frame, held))
        self.sheet_of[name] = sheet.where
        self.added.append(held)


def _held(name: str, one: InputFile, table: Table, frame: pl.DataFrame) -> Held:
    """What a table is made of."""
    release = catalogue.release(table, (one.sha256, one.content))
    return Held(
        name=name,
        file=one.where.rpartition("/")[2],
        version=release.version if release else "",
        sha256=one.sha256,
        content=one.content,
        excerpt=release.excerpt if release else False,
        rows=frame.height,
        years=conform.span(table, frame),
        cells=digests.of_cells(frame),
    )


def _packed(frame: pl.DataFrame, held: Held) -> bytes:
    """The table as Parquet: the same bytes for the same rows."""
    packed = io.BytesIO()
    frame.write_parquet(packed, compression="zstd", metadata=metadata(held))
    return packed.getvalue()


def _nothing(path: Path, intake: _Intake) -> list[Problem]:
    """That nothing was recognised, if so."""
    if intake.added or intake.same:
        return []
    if path.is_file() and (spoilt := _spoilt(path)):
        return [Problem(str(path)[:300], spoilt, "Download it again, from the producer's page.")]
    if len(intake.passed) == 1:
        what = "This is no table that the catalogue knows: it has not all the columns, or rows, that one of them needs."
        what += next(iter(intake.near), "")
    else:
        what = f"None of the {len(intake.passed):,} files is a table that the catalogue knows."
    fix = Wording(
        "`suasion.list_data()` shows what there is; `name` says which one a file is.",
        "`suasion data list` shows what there is; --as NAME says which one a file is.",
    )
    return [Problem(str(path)[:300], what, fix)]


def _spoilt(path: Path) -> str:
    """What came instead of a table, where a download went wrong; empty if nothing points to that."""
    with path.open("rb") as file:
        start = file.read(200).lstrip().lower()
    if not start:
        return "The file is empty."
    if start.startswith((b"<!doctype html", b"<html")):
        return "This is a web page and not a table: the link may have led to a page to log in or to agree."
    return ""
