"""The panel's definition in the library, what a built block rests on, and the panel's files."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, get_args

from suasion.domain.panel import Block, Theme
from suasion.files.inputs import toml
from suasion.files.library import content

if TYPE_CHECKING:
    import polars as pl

#: How text begins that a spreadsheet would work out; an apostrophe before it keeps it text.
FORMULA = r"^[=+\-@\t\r]"
#: Rooms whose code a built block rests on, in addition to its definition and its tables.
CODE = (
    "domain/country.py",
    "domain/registry.py",
    "domain/spelling.py",
    "domain/state_names.py",
    "domain/panel.py",
    "domain/findings/panel.py",
    "measure",
)
#: Rooms in there that have nothing to do with the panel.
APART = ("latent", "scoring")


@cache
def blocks() -> dict[str, Block]:
    """Every block of the panel by id, in the order of the panel's columns: by theme, then by name."""
    paths = sorted((content.ROOT / "panel" / "blocks").glob("*.toml"))
    read = [toml.parse(Block, toml.read(path), path.name) for path in paths]
    themes = get_args(Theme)
    return {block.id: block for block in sorted(read, key=lambda block: themes.index(block.theme))}


@cache
def _code() -> str:
    """Digest of the code and of the table of states."""
    root = content.ROOT.parent
    paths = [content.ROOT / "panel" / name for name in ("states.toml", "names.toml")]
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
    text = json.dumps([block.model_dump(mode="json"), contents, _code()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def together(keys: Iterable[str]) -> str:
    """Several digests as one."""
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()


def parquet(table: pl.DataFrame, metadata: Mapping[str, str] | None = None) -> bytes:
    """A table as Parquet; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=False, metadata=dict(metadata or {}))
    return buffer.getvalue()


def csv(table: pl.DataFrame) -> bytes:
    """A table as comma-separated text, a missing cell empty; no text in it is a formula to a spreadsheet."""
    import polars as pl

    plain = {
        name: pl.when(pl.col(name).str.contains(FORMULA))
        .then(pl.concat_str(pl.lit("'"), name))
        .otherwise(pl.col(name))
        for name, kind in table.schema.items()
        if kind == pl.String
    }
    return table.with_columns(**plain).write_csv().encode("utf-8")
