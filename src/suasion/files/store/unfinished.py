"""Long work on disk while it runs: each piece whole or not at all, so that an interruption loses seconds."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, ClassVar, Generic, TypeVar

import numpy as np
from pydantic import ValidationError

from suasion.domain.model import Model
from suasion.errors import Problem, SuasionError, wording
from suasion.files import disk, regular
from suasion.files.formats.packed import Arrays, Damaged, packed, unpacked

SUFFIX = ".unfinished"
ABOUT = "about.json"
INPUTS = "inputs.npz"
LARGEST = 10_000_000  # bytes of the record
CANNOT = "The checkpoints cannot be written"
FULL = wording("Free some space, then go on with {resume}; what was finished before stays.", resume=True)

Record = TypeVar("Record", bound=Model)


def unfinished_path(out: Path) -> Path:
    """Where the work for an output folder lies until it is written."""
    return out.with_name(out.name + SUFFIX)


def next_free(parent: Path, stem: str) -> Path:
    """The first of ``stem-1``, ``stem-2`` … that does not exist, finished or not."""
    number = 1
    while disk.exists(place := parent / f"{stem}-{number}") or disk.exists(unfinished_path(place)):
        number += 1
    return place


def latest(parent: Path, stem: str) -> Path | None:
    """The output folder with the highest number whose work lies unfinished."""
    numbered = {}
    for path in parent.glob(f"{stem}-*{SUFFIX}"):
        if match := re.fullmatch(re.escape(stem) + r"-(\d+)" + re.escape(SUFFIX), path.name):
            numbered[int(match.group(1))] = path.with_name(path.name.removesuffix(SUFFIX))
    return numbered[max(numbered)] if numbered else None


class UnfinishedFolder(Generic[Record]):
    """The folder in which long work lies until it is finished.

    A kind of work names the record of all that decides what comes of it.

    Args:
        folder: The folder; see :func:`unfinished_path`.
    """

    kind: ClassVar[type[Model]]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def record(self) -> Record | None:
        """What the work that lies here rests on; nothing if none does.

        Raises:
            SuasionError: It is damaged, or was written by another version of Suasion.
        """
        path = self.folder / ABOUT
        if not path.is_file():
            return None
        try:
            about = json.loads(regular.content(path, LARGEST))
        except (OSError, ValueError, RecursionError):
            raise SuasionError(_damaged(path)) from None
        try:
            record: Record = self.kind.model_validate(about)  # type: ignore[assignment]
        except ValidationError:
            what = "Another version of Suasion began this run, and this one cannot go on with it."
            fix = wording("Finish it with the Suasion that began it, or begin anew with {force}.", force=True)
            raise SuasionError(Problem(str(path), what, fix)) from None
        return record

    def begin(self, record: Record, inputs: Arrays) -> None:
        """A new folder, in the place of one that may be there.

        Raises:
            SuasionError: It cannot be written.
        """
        self.clear()
        with disk.explained(self.folder, CANNOT, FULL):
            self.folder.mkdir(parents=True)
            self._write(INPUTS, packed(inputs))
            self._write(ABOUT, (record.model_dump_json(indent=1) + "\n").encode())

    def inputs(self) -> dict[str, np.ndarray]:
        """What the work reads."""
        return self.get(INPUTS)

    def has(self, name: str) -> bool:
        """Whether a file of arrays lies here."""
        return (self.folder / name).is_file()

    def put(self, name: str, arrays: Arrays) -> None:
        """Stores arrays under a file's name, whole or not at all.

        Raises:
            SuasionError: They cannot be written.
        """
        with disk.explained(self.folder, CANNOT, FULL):
            self._write(name, packed(arrays))

    def get(self, name: str) -> dict[str, np.ndarray]:
        """Arrays stored under a file's name.

        Raises:
            SuasionError: They are damaged.
        """
        try:
            return unpacked(self.folder / name)
        except Damaged:
            raise SuasionError(_damaged(self.folder / name)) from None

    @contextmanager
    def log(self, name: str) -> Iterator[IO[bytes]]:
        """The file that the process of one job writes its warnings and errors to."""
        with disk.explained(self.folder, CANNOT, FULL), self._log(name).open("wb") as file:
            yield file

    def last_words(self, name: str) -> str:
        """The last line of that file; empty if there is none."""
        try:
            lines = self._log(name).read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:200]

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def clear(self) -> None:
        """Takes the folder away."""
        if disk.exists(self.folder):
            with disk.explained(self.folder, "It cannot be removed", "Remove it yourself."):
                shutil.rmtree(self.folder)

    def _write(self, name: str, content: bytes) -> None:
        new = self.folder / f"{name}.{os.getpid()}.new"
        try:
            new.write_bytes(content)
            new.replace(self.folder / name)
        finally:
            new.unlink(missing_ok=True)


def _damaged(path: Path) -> Problem:
    what = "What an interrupted run left is damaged."
    return Problem(str(path), what, wording("Begin anew with {force}.", force=True))
