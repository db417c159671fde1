"""What stands in a run folder, as bytes; two runs compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import numpy as np

from suasion.domain.manifest import BACKEND
from suasion.files import disk
from suasion.files.library.content import ROOT
from suasion.files.runs import manifest

APART = ("locale", "scales", "scores")  # of the library: no run reads them
IGNORED = ("created",)  # what a rerun may change
CHUNK = 8192  # worlds written at once
ROW_GROUP = 131_072


def next_free(parent: Path, stem: str) -> Path:
    """The first of ``stem-1``, ``stem-2`` … that does not exist."""
    number = 1
    while disk.exists(parent / f"{stem}-{number}"):
        number += 1
    return parent / f"{stem}-{number}"


def table(schema: Mapping[str, Any], chunks: Callable[[], Iterator[Any]]) -> disk.Writer:
    """What writes a Parquet file chunk by chunk, so that a million worlds need not fit in memory twice.

    Args:
        schema: Column to Polars type.
        chunks: Yields the rows in order, as mappings of columns.
    """

    def write(path: Path) -> None:
        import polars as pl
        from polars.io.plugins import register_io_source

        def frames(*_: Any) -> Iterator[pl.DataFrame]:
            for chunk in chunks():
                yield pl.DataFrame(chunk, schema=dict(schema))

        try:
            register_io_source(frames, schema=dict(schema)).sink_parquet(
                path, compression="zstd", compression_level=1, statistics=False, row_group_size=ROW_GROUP
            )
        except pl.exceptions.PolarsError as error:
            raise OSError(str(error).splitlines()[0]) from error

    return write


def wide(
    columns: Sequence[str], draw: Callable[[int, int], Mapping[str, np.ndarray]], worlds: int
) -> disk.Writer:
    """One row per world; ``draw(begin, end)`` gives the columns of some worlds."""
    import polars as pl

    return table(
        dict.fromkeys(columns, pl.Float64),
        lambda: (draw(begin, min(begin + CHUNK, worlds)) for begin in range(0, worlds, CHUNK)),
    )


def long(
    values: Mapping[str, np.ndarray], strategies: tuple[str, ...], years: Sequence[int] = ()
) -> disk.Writer:
    """Arrays [strategy, world] (or [strategy, world, year]), one row per world, strategy (and year)."""
    import polars as pl

    some = next(iter(values.values()))
    names = pl.Enum(strategies)
    schema = {"world": pl.UInt32, "strategy": names, **({"year": pl.UInt16} if years else {})}
    each = max(1, len(years))

    def chunk(begin: int) -> dict[str, Any]:
        part = {name: np.moveaxis(value[:, begin : begin + CHUNK], 1, 0) for name, value in values.items()}
        worlds = next(iter(part.values())).shape[0]
        rows: dict[str, Any] = {
            "world": np.repeat(np.arange(begin, begin + worlds, dtype=np.uint32), len(strategies) * each),
            "strategy": pl.Series(np.tile(np.repeat(strategies, each), worlds), dtype=names),
        }
        if years:
            rows["year"] = np.tile(np.array(years, np.uint16), worlds * len(strategies))
        return rows | {name: np.ascontiguousarray(value).reshape(-1) for name, value in part.items()}

    return table(
        schema | dict.fromkeys(values, pl.Float32),
        lambda: (chunk(begin) for begin in range(0, some.shape[1], CHUNK)),
    )


def library_hash() -> str:
    """One hash of the bundled content that a run depends on; translations and scores change no run."""
    digest = sha256()
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and path.relative_to(ROOT).parts[0] not in APART:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def text_hash(text: str) -> str:
    """The hash of a text as it is written."""
    return sha256(text.encode("utf-8")).hexdigest()


def file_hash(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def differences(old: Path, new: Path) -> list[str]:
    """Names of files whose bytes differ between two run folders, the creation time apart."""
    return [path.name for path in sorted(new.iterdir()) if not _same(old / path.name, path)]


def _same(old: Path, new: Path) -> bool:
    try:
        if old.name == manifest.NAME:
            return _without(old.read_bytes()) == _without(new.read_bytes())
        return old.stat().st_size == new.stat().st_size and file_hash(old) == file_hash(new)
    except OSError:
        return False


def _without(text: bytes) -> dict[str, Any]:
    whole = {"backend": BACKEND} | json.loads(text)
    return {key: value for key, value in whole.items() if key not in IGNORED}
