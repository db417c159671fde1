"""Blocks of the panel that were built before, in the user's data folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from suasion.domain.findings.panel import Join
from suasion.errors import SuasionError
from suasion.files import disk
from suasion.files.datasets.panels import parquet

if TYPE_CHECKING:
    import polars as pl

ABOUT = "panel"  # the key of a Parquet file's metadata that says what a block was built from


class StoredBlock(NamedTuple):
    """A block as it was built: its rows, what the join found, and the years in which no row means zero."""

    rows: pl.DataFrame
    join: Join
    covers: tuple[int, int] | None


class BlockStore:
    """Built blocks, each with the digest of what it was built from.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "panel"

    def load(self, block: str, digest: str) -> StoredBlock | None:
        """A block that was built before from the same, or nothing."""
        import polars as pl

        path = self._path_of(block)
        try:
            stored = json.loads(pl.read_parquet_metadata(path)[ABOUT])
            if stored["key"] != digest:
                return None
            covers = tuple(stored["covers"]) if stored["covers"] else None
            return StoredBlock(pl.read_parquet(path), Join.model_validate(stored["join"]), covers)
        except (OSError, KeyError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return None

    def save(self, block: str, digest: str, built: StoredBlock) -> None:
        """Stores a block for the next time; a data folder that takes no files goes without."""
        about = {"key": digest, "join": built.join.model_dump(mode="json"), "covers": built.covers}
        packed = parquet(built.rows, {ABOUT: json.dumps(about, sort_keys=True)})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            disk.write_bytes(self._path_of(block), packed, force=True)
        except (OSError, SuasionError):
            return

    def _path_of(self, block: str) -> Path:
        return self.folder / f"{block}.parquet"
