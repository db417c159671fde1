"""Run folders: written beside and renamed, so that none is ever half there."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from suasion.errors import Problem, SuasionError
from suasion.files.library import ROOT

FORMAT = 1
MANIFEST = "manifest.json"
IGNORED = ("created",)  # what a rerun may change


def free(out: Path, force: bool) -> None:
    """Refuses a target that exists, unless forced and a run folder.

    Raises:
        SuasionError: The folder exists, or is not one that Suasion wrote.
    """
    if not out.exists():
        return
    if not force:
        raise SuasionError(
            Problem(str(out), "This exists already and is left as it is.",
                    "Choose another --out, or add --force to replace the run.")
        )
    if not (out / MANIFEST).is_file():
        raise SuasionError(
            Problem(str(out), "This is not a run folder, so --force does not replace it.", "Choose another --out.")
        )


def next_free(parent: Path, stem: str) -> Path:
    """The first of ``stem-1``, ``stem-2`` … that does not exist."""
    number = 1
    while (parent / f"{stem}-{number}").exists():
        number += 1
    return parent / f"{stem}-{number}"


def write(out: Path, contents: Mapping[str, Any], *, force: bool = False) -> None:
    """Writes a folder whole or not at all.

    Args:
        out: The folder; must not exist unless forced.
        contents: File name to text, bytes, or columns (a mapping of arrays, written as Parquet).
        force: Whether to replace a run that is there.

    Raises:
        SuasionError: It exists, may not be written, or the disk is full.
    """
    free(out, force)
    beside = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        beside.chmod(0o755)
        for name, content in contents.items():
            _write_one(beside / name, content)
        if out.exists():
            old = out.with_name(f".{out.name}-old")
            out.rename(old)
            beside.rename(out)
            shutil.rmtree(old)
        else:
            beside.rename(out)
    except OSError as error:
        raise SuasionError(
            Problem(str(out), f"The run cannot be written: {error.strerror or error}.",
                    "Free some space or choose another --out; nothing was left behind.")
        ) from None
    finally:
        if beside is not None and beside.exists():
            shutil.rmtree(beside, ignore_errors=True)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Writes one file whole or not at all.

    Raises:
        SuasionError: It exists and is not to be replaced, or cannot be written.
    """
    if path.exists() and not force:
        raise SuasionError(
            Problem(str(path), "This exists already and is left as it is.", "Choose another name, or add --force.")
        )
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SuasionError(
            Problem(str(path), f"It cannot be written: {error.strerror or error}.", "Choose another place.")
        ) from None


def _write_one(path: Path, content: Any) -> None:
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif isinstance(content, bytes):
        path.write_bytes(content)
    else:
        import polars as pl

        try:
            pl.DataFrame(content).write_parquet(path, compression="zstd", compression_level=1, statistics=False)
        except pl.exceptions.PolarsError as error:
            raise OSError(str(error)) from error


def long(outcomes: Mapping[str, np.ndarray], strategies: tuple[str, ...], years: int = 0, start: int = 0) -> Any:
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


def manifest(command: Mapping[str, Any], inputs: Mapping[str, str], created: str) -> dict[str, Any]:
    """What a rerun needs: the command, versions, and hashes of the inputs."""
    packages = ("suasion", "jax", "jaxlib", "numpy", "scipy", "polars")
    return {
        "format": FORMAT,
        "created": created,
        "command": dict(command),
        "versions": {"python": sys.version.split()[0], **{name: version(name) for name in packages}},
        "inputs": dict(inputs),
    }


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


def read_manifest(run: Path) -> dict[str, Any]:
    """The manifest of a run folder.

    Raises:
        SuasionError: This is no run folder, or one of a newer version.
    """
    path = run / MANIFEST
    if not path.is_file():
        raise SuasionError(
            Problem(str(run), "This is not a run folder: it has no manifest.json.",
                    "`suasion compare CASE --out DIR` writes one.")
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        newer = found["format"] > FORMAT
        found["command"]["case"], found["inputs"]["library"]
    except (ValueError, KeyError, TypeError, OSError):
        raise SuasionError(
            Problem(str(path), "The manifest is damaged.", "Run the comparison again.")
        ) from None
    if newer:
        raise SuasionError(
            Problem(str(path), "This run was written by a newer Suasion.", "Upgrade with pip install -U suasion.")
        )
    return dict(found)


def differences(run: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Names of files whose bytes differ from those of a run folder, the creation time apart."""
    changed = []
    for name, fresh in contents.items():
        path = run / name
        old = path.read_bytes() if path.is_file() else None
        if name == MANIFEST and old is not None:
            old, fresh = (_without(text) for text in (old, fresh))
        if old != fresh:
            changed.append(name)
    return changed


def _without(text: bytes) -> bytes:
    found = json.loads(text)
    return json.dumps({key: value for key, value in found.items() if key not in IGNORED}).encode()
