"""The panel's definition in the library, its blocks in the user's data folder, and its files."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from suasion.domain.panel import Block, Join, Theme
from suasion.errors import SuasionError
from suasion.files import disk
from suasion.files.datasets import holdings
from suasion.files.inputs import toml
from suasion.files.library import content

if TYPE_CHECKING:
    import polars as pl

#: Rooms whose code a built block rests on, beside its definition and its tables.
CODE = ("domain/country.py", "domain/panel.py", "measure")
#: Rooms in there that have nothing to do with the panel.
APART = ("latent", "scoring")


@cache
def blocks() -> dict[str, Block]:
    """Every block of the panel by id, in the order of the panel's columns: by theme, then by name."""
    found = []
    for path in sorted((content.ROOT / "panel" / "blocks").glob("*.toml")):
        found.append(toml.parse(Block, toml.read(path), path.name))
    themes = get_args(Theme)
    return {block.id: block for block in sorted(found, key=lambda block: themes.index(block.theme))}


@cache
def _code() -> str:
    """Digest of the code and of the table of states."""
    root = content.ROOT.parent
    paths = [content.ROOT / "panel" / "states.toml"]
    for name in CODE:
        paths += sorted((root / name).rglob("*.py")) if (root / name).is_dir() else [root / name]
    paths = [path for path in paths if path.relative_to(root).parts[1] not in APART]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def key(block: Block, contents: Mapping[str, str]) -> str:
    """What a built block rests on, as one digest.

    Args:
        block: The block.
        contents: Digests of its tables by name.
    """
    said = json.dumps([block.model_dump(mode="json"), contents, _code()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def together(keys: Iterable[str]) -> str:
    """Several digests as one."""
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()


def kept(block: str, digest: str) -> tuple[pl.DataFrame, Join, tuple[int, int] | None] | None:
    """A block that was built before from the same, or nothing."""
    import polars as pl

    path = _place(block)
    try:
        said = json.loads(pl.read_parquet_metadata(path)["panel"])
        if said["key"] != digest:
            return None
        covers = said["covers"]
        return pl.read_parquet(path), Join.model_validate(said["join"]), tuple(covers) if covers else None
    except (OSError, KeyError, ValueError, pl.exceptions.PolarsError):
        return None


def keep(block: str, digest: str, rows: pl.DataFrame, join: Join, covers: tuple[int, int] | None) -> None:
    """Keeps a block for the next time; where the data folder takes no files nothing is kept."""
    said = {"key": digest, "join": join.model_dump(mode="json"), "covers": covers}
    try:
        _place(block).parent.mkdir(parents=True, exist_ok=True)
        disk.write_bytes(
            _place(block), parquet(rows, {"panel": json.dumps(said, sort_keys=True)}), force=True
        )
    except (OSError, SuasionError):
        return


def parquet(table: pl.DataFrame, metadata: Mapping[str, str] | None = None) -> bytes:
    """A table as Parquet; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=False, metadata=dict(metadata or {}))
    return buffer.getvalue()


def csv(table: pl.DataFrame) -> bytes:
    """A table as comma-separated text, a missing cell empty."""
    return table.write_csv().encode("utf-8")


def _place(block: str) -> Path:
    return holdings.home() / "panel" / f"{block}.parquet"
