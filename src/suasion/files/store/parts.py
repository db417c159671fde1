"""A fit's parts on disk while they run: each piece whole or not at all, so that an interruption loses seconds."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from pydantic import ValidationError

from suasion.domain.fitting import FitRecord
from suasion.errors import Problem, SuasionError, wording
from suasion.files import disk

ABOUT = "about.json"
INPUTS = "inputs.npz"
FULL = wording("Free some space, then go on with {resume}; what was finished before stays.", resume=True)
ANEW = wording("Begin anew with {force}.", force=True)

Arrays = Mapping[str, np.ndarray]


class PartStore:
    """The folder in which the parts of a fit lie until it is finished.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def record(self) -> FitRecord | None:
        """What the parts that lie here rest on; nothing if none do.

        Raises:
            SuasionError: It is damaged, or was written by another version of Suasion.
        """
        path = self.folder / ABOUT
        if not path.is_file():
            return None
        try:
            return FitRecord.model_validate(json.loads(path.read_bytes()))
        except (OSError, ValueError, ValidationError):
            what = "What an interrupted fit left is damaged, or another version of Suasion began it."
            raise SuasionError(Problem(str(path), what, ANEW)) from None

    def begin(self, record: FitRecord, inputs: Arrays) -> None:
        """A new folder, in the place of one that may be there.

        Raises:
            SuasionError: It cannot be written.
        """
        self.clear()
        with disk.explained(self.folder, "The parts cannot be written", FULL):
            self.folder.mkdir(parents=True)
        self.put(INPUTS, inputs)
        self._write(ABOUT, (record.model_dump_json(indent=1) + "\n").encode())

    def inputs(self) -> dict[str, np.ndarray]:
        """What the parts are fitted on."""
        return self.get(INPUTS)

    def has(self, name: str) -> bool:
        """Whether a file of arrays lies here."""
        return (self.folder / name).is_file()

    def put(self, name: str, arrays: Arrays) -> None:
        """Stores arrays under a name, whole or not at all.

        Raises:
            SuasionError: It cannot be written.
        """
        packed = io.BytesIO()
        np.savez(packed, allow_pickle=False, **{key: np.asarray(value) for key, value in arrays.items()})
        self._write(name, packed.getvalue())

    def get(self, name: str) -> dict[str, np.ndarray]:
        """Arrays stored under a name.

        Raises:
            SuasionError: They are damaged.
        """
        path = self.folder / name
        try:
            with np.load(path, allow_pickle=False) as archive:
                return {key: archive[key] for key in archive.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            what = "What an interrupted fit left is damaged."
            raise SuasionError(Problem(str(path), what, ANEW)) from None

    @contextmanager
    def log(self, name: str) -> Iterator[IO[bytes]]:
        """The file that the process of a part writes its warnings and errors to."""
        with (
            disk.explained(self.folder, "The parts cannot be written", FULL),
            (self.folder / f"{name}.log").open("wb") as file,
        ):
            yield file

    def last_words(self, name: str) -> str:
        """The last line of that file; empty if there is none."""
        try:
            lines = (self.folder / f"{name}.log").read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:200]

    def clear(self) -> None:
        """Takes the folder away."""
        if disk.exists(self.folder):
            with disk.explained(self.folder, "It cannot be removed", "Remove it yourself."):
                shutil.rmtree(self.folder)

    def _write(self, name: str, content: bytes) -> None:
        new = self.folder / f"{name}.{os.getpid()}.new"
        with disk.explained(self.folder, "The parts cannot be written", FULL):
            try:
                new.write_bytes(content)
                new.replace(self.folder / name)
            finally:
                new.unlink(missing_ok=True)
