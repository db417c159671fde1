"""Adding datasets to the data folder: recognised, checked, written once, or not at all."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.dataset import Table
from suasion.domain.findings.data import DataAdded, Held, NewRelease
from suasion.errors import Problem, SuasionError, Wording, wording
from suasion.files import disk
from suasion.files.datasets import catalogue, conform
from suasion.files.datasets.holdings import Holdings, about, metadata
from suasion.files.datasets.recognise import differences, recognise
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
            room = Path(tempfile.mkdtemp(prefix=".suasion-", dir=home))
            known = dict([catalogue.table_named(name)]) if name else catalogue.tables()
            intake = _Intake(room, holdings, known, chosen=bool(name), force=force)
            for one in archives.each(path, room):
                counter = Counter(progress if isinstance(one, InputFile) else None, one.where, 1)
                intake.take(one)
                counter.add()
            if problems := intake.problems or _nothing(path, intake):
                raise SuasionError(problems)
            for table, file in intake.staged.items():
                file.replace(holdings.path_of(table))
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
        self.passed: list[str] = []
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
        )

    def take(self, one: InputFile | Problem) -> None:
        """Every table in a file, into the room."""
        if isinstance(one, Problem):
            self.problems.append(one)
            return
        try:
            read = [(sheet, name) for sheet, name in self._recognised(one) if name]
            for sheet, name in read:
                self._stage(name, one, sheet)
        except SuasionError as error:
            self.problems += error.problems
        else:
            if not read:
                self.passed.append(one.where)

    def _recognised(self, one: InputFile) -> Iterator[tuple[Sheet, str]]:
        """Tables in a file, and what each is; empty for none of the catalogue."""
        inside = list(sheets.sheets(one, self.room))
        if self.chosen:
            name, table = next(iter(self.known.items()))
            whole = [sheet for sheet in inside if set(table.required) <= set(sheet.columns)]
            yield from ((sheet, name) for sheet in whole or inside)
            return
        for sheet in inside:
            names = recognise(one.name, sheet.columns, (one.sha256, one.content), self.known)
            if len(names) > 1:
                what = f"This may be {' or '.join(names)}."
                raise SuasionError(
                    Problem(sheet.where, what, Wording("Say which with `name`.", "Say which with --as NAME."))
                )
            yield sheet, names[0] if names else ""

    def _stage(self, name: str, one: InputFile, sheet: Sheet) -> None:
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
        frame = conform.conform(dataset, table, sheet)
        release = catalogue.release(table, (one.sha256, one.content))
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
            undated = conform.undated(table, frame, sheet)
            self.new_releases.append(differences(held, table, sheet.columns, undated))
        self.staged[name] = self.room / f"{name}.parquet"
        self.staged[name].write_bytes(_packed(frame, held))
        self.sheet_of[name] = sheet.where
        self.added.append(held)


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
        what = "This is no table that the catalogue knows, by its name or its columns."
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
