"""Chains on disk while they run: each piece of work whole or not at all, so that an interruption loses seconds."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from suasion.domain.chains import ChainsRecord
from suasion.errors import Problem, SuasionError, wording
from suasion.files import disk, regular

SUFFIX = ".unfinished"
ABOUT = "about.json"
INPUTS = "inputs.npz"
LARGEST = 10_000_000  # bytes of the record
FULL = wording("Free some space, then go on with {resume}; what was finished before stays.", resume=True)

Arrays = Mapping[str, np.ndarray]


def unfinished_path(out: Path) -> Path:
    """Where the chains of an output folder lie until it is written."""
    return out.with_name(out.name + SUFFIX)


def next_free(parent: Path, stem: str) -> Path:
    """The first of ``stem-1``, ``stem-2`` … that does not exist, finished or not."""
    number = 1
    while disk.exists(place := parent / f"{stem}-{number}") or disk.exists(unfinished_path(place)):
        number += 1
    return place


def latest(parent: Path, stem: str) -> Path | None:
    """The output folder with the highest number whose chains lie unfinished."""
    numbered = {}
    for path in parent.glob(f"{stem}-*{SUFFIX}"):
        if match := re.fullmatch(re.escape(stem) + r"-(\d+)" + re.escape(SUFFIX), path.name):
            numbered[int(match.group(1))] = path.with_name(path.name.removesuffix(SUFFIX))
    return numbered[max(numbered)] if numbered else None


class Checkpoints:
    """The folder in which chains lie until they are finished.

    Args:
        folder: The folder; see :func:`unfinished_path`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def record(self) -> ChainsRecord | None:
        """What the chains that lie here rest on; nothing if none do.

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
            return ChainsRecord.model_validate(about)
        except ValidationError:
            what = "Another version of Suasion began this run, and this one cannot go on with it."
            fix = wording("Finish it with the Suasion that began it, or begin anew with {force}.", force=True)
            raise SuasionError(Problem(str(path), what, fix)) from None

    def begin(self, record: ChainsRecord, inputs: Arrays) -> None:
        """A new folder, in the place of one that may be there.

        Raises:
            SuasionError: It cannot be written.
        """
        self.clear()
        with disk.explained(self.folder, "The checkpoints cannot be written", FULL):
            self.folder.mkdir(parents=True)
            self._put(INPUTS, _packed(inputs))
            self._put(ABOUT, (record.model_dump_json(indent=1) + "\n").encode())

    def inputs(self) -> dict[str, np.ndarray]:
        """What the chains are fitted on."""
        return self._get(INPUTS)

    def position(self, chain: int) -> tuple[int, dict[str, np.ndarray]]:
        """How many pieces of a chain are done, and where it stands; 0 and nothing before the first.

        Raises:
            SuasionError: It is damaged.
        """
        if not (self.folder / _at(chain)).is_file():
            return 0, {}
        position = self._get(_at(chain))
        return int(position.pop("_pieces")), position

    def save(self, chain: int, pieces: int, position: Arrays, scores: np.ndarray, items: np.ndarray) -> None:
        """One piece done: its draws first, then where the chain stands, so that neither is without the other.

        Args:
            chain: Number of the chain.
            pieces: How many are done, this one among them.
            position: Where the chain stands.
            scores: Draws of the scores [draw, row].
            items: Draws of the items' parameters [draw, parameter].
        """
        if len(scores):
            self._put(_piece(chain, pieces), _packed({"scores": scores.astype(np.float32), "items": items}))
        self._put(_at(chain), _packed({**position, "_pieces": np.array(pieces)}))

    def draws(self, chain: int) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """All draws of a chain: of the scores [draw, row] and of the items' parameters [draw, parameter]."""
        pieces, _ = self.position(chain)
        names = [_piece(chain, number) for number in range(1, pieces + 1)]
        pieces_read = [self._get(name) for name in names if (self.folder / name).is_file()]
        if not pieces_read:
            return np.empty((0, 0), np.float32), np.empty((0, 0))
        return np.concatenate([one["scores"] for one in pieces_read]), np.concatenate(
            [one["items"] for one in pieces_read]
        )

    @contextmanager
    def log(self, chain: int) -> Iterator[IO[bytes]]:
        """The file that the process of a chain writes its warnings and errors to."""
        with (
            disk.explained(self.folder, "The checkpoints cannot be written", FULL),
            self._log(chain).open("wb") as file,
        ):
            yield file

    def last_words(self, chain: int) -> str:
        """The last line of that file; empty if there is none."""
        try:
            lines = self._log(chain).read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:200]

    def _log(self, chain: int) -> Path:
        return self.folder / f"chain-{chain + 1}.log"

    def clear(self) -> None:
        """Takes the folder away."""
        if disk.exists(self.folder):
            with disk.explained(self.folder, "It cannot be removed", "Remove it yourself."):
                shutil.rmtree(self.folder)

    def _put(self, name: str, content: bytes) -> None:
        new = self.folder / f"{name}.{os.getpid()}.new"
        with disk.explained(self.folder, "The checkpoints cannot be written", FULL):
            try:
                new.write_bytes(content)
                new.replace(self.folder / name)
            finally:
                new.unlink(missing_ok=True)

    def _get(self, name: str) -> dict[str, np.ndarray]:
        path = self.folder / name
        try:
            with np.load(path, allow_pickle=False) as archive:
                return {key: archive[key] for key in archive.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            raise SuasionError(_damaged(path)) from None


def _damaged(path: Path) -> Problem:
    return Problem(
        str(path), "What an interrupted run left is damaged.", wording("Begin anew with {force}.", force=True)
    )


def _at(chain: int) -> str:
    return f"chain-{chain + 1}.npz"


def _piece(chain: int, number: int) -> str:
    return f"chain-{chain + 1}-{number:06}.npz"


def _packed(arrays: Arrays) -> bytes:
    """Arrays as one file: the same bytes for the same arrays."""
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **{name: np.asarray(value) for name, value in arrays.items()})
    return packed.getvalue()
