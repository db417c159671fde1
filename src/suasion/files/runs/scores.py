"""Scores as a run folder holds them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suasion.domain.findings.scores import ScoresManifest
from suasion.errors import Problem, SuasionError
from suasion.files.formats.packed import Damaged, packed, unpacked

if TYPE_CHECKING:
    import polars as pl

MARKER = "scores.parquet"
DRAWS = "draws.npz"
AGAIN = "Make it again with the command `suasion measure`."
COLUMNS = ("cow", "year", "mean", "sd")  # that no table of scores lacks


@dataclass(frozen=True)
class StoredScores:
    """Scores as they lie on disk.

    Attributes:
        rows: The table: at least ``cow year scale measure mean sd approximate failed``.
        draws: [draw, row].
        manifest: What they were made of.
    """

    rows: pl.DataFrame
    draws: NDArray[np.float32]
    manifest: ScoresManifest


def parquet(table: pl.DataFrame) -> bytes:
    """A table as Parquet; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def draws_packed(draws: NDArray[np.float32]) -> bytes:
    """Draws as a packed NumPy archive (key ``draws``); the same draws give the same bytes."""
    return packed({"draws": draws}, compressed=True)


def read_run(folder: Path) -> StoredScores:
    """Scores of a run folder.

    Raises:
        SuasionError: There is none, or it is damaged.
    """
    import polars as pl

    if not (folder / MARKER).is_file():
        what = "This is no folder of scores." if folder.is_dir() else "There is no such folder."
        raise SuasionError(Problem(str(folder), what, "The command `suasion measure` writes one."))
    try:
        rows = pl.read_parquet(folder / MARKER)
        draws = unpacked(folder / DRAWS)["draws"]
        manifest = ScoresManifest.model_validate_json((folder / ScoresManifest.file).read_bytes())
        if draws.shape[1] != rows.height or not {*COLUMNS, "failed"} <= set(rows.columns):
            raise ValueError("its files do not belong together")
        return StoredScores(rows, draws, manifest)
    except (
        OSError,
        ValueError,
        KeyError,
        Damaged,
        pl.exceptions.PolarsError,
        pl.exceptions.PanicException,
    ) as error:
        why = (str(error).splitlines() or ["unreadable"])[0].rstrip(".")[:200]
        raise SuasionError(Problem(str(folder), f"This folder of scores is damaged: {why}.", AGAIN)) from None
