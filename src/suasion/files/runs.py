"""What stands in a run folder, as bytes; two runs compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from suasion.files import disk, manifest
from suasion.files.library import ROOT

IGNORED = ("created",)  # what a rerun may change


def next_free(parent: Path, stem: str) -> Path:
    """The first of ``stem-1``, ``stem-2`` … that does not exist."""
    number = 1
    while disk.exists(parent / f"{stem}-{number}"):
        number += 1
    return parent / f"{stem}-{number}"


def encoded(content: Any) -> bytes:
    """Text, or columns (a mapping of arrays, written as Parquet), as bytes."""
    if isinstance(content, str):
        return content.encode("utf-8")
    import polars as pl

    buffer = BytesIO()
    pl.DataFrame(content).write_parquet(buffer, compression="zstd", compression_level=1, statistics=False)
    return buffer.getvalue()


def long(
    outcomes: Mapping[str, np.ndarray], strategies: tuple[str, ...], years: int = 0, start: int = 0
) -> Any:
    """Arrays [strategy, world] (or [strategy, world, year]) as columns, one row per world and strategy."""
    import polars as pl

    some = next(iter(outcomes.values()))
    worlds = some.shape[1]
    rest = some.shape[2] if years else 1
    columns: dict[str, Any] = {
        "world": np.repeat(np.arange(worlds, dtype=np.uint32), len(strategies) * rest),
        "strategy": pl.Series(
            np.tile(np.repeat(np.arange(len(strategies), dtype=np.uint32), rest), worlds)
        ).replace_strict(list(range(len(strategies))), list(strategies), return_dtype=pl.Enum(strategies)),
    }
    if years:
        columns["year"] = np.tile(np.arange(start, start + years, dtype=np.uint16), worlds * len(strategies))
    for name, value in outcomes.items():
        columns[name] = np.ascontiguousarray(np.moveaxis(value, 1, 0)).reshape(-1)
    return columns


def library_hash() -> str:
    """One hash of the bundled content that a run depends on."""
    digest = sha256()
    for path in sorted(ROOT.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def text_hash(text: str) -> str:
    """The hash of a text as it is written."""
    return sha256(text.encode("utf-8")).hexdigest()


def file_hash(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def differences(run: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Names of files whose bytes differ from those of a run folder, the creation time apart."""
    return [name for name, fresh in contents.items() if not _same(run / name, fresh)]


def _same(path: Path, fresh: bytes) -> bool:
    try:
        old = path.read_bytes()
    except OSError:
        return False
    if path.name == manifest.NAME:
        return _without(old) == _without(fresh)
    return old == fresh


def _without(text: bytes) -> dict[str, Any]:
    return {key: value for key, value in json.loads(text).items() if key not in IGNORED}
