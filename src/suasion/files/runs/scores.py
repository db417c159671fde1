"""Scores on disk: as a run folder holds them, and as Suasion ships them, compact."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.library import content

if TYPE_CHECKING:
    import polars as pl

MARKER = "scores.parquet"
DRAWS = "draws.npz"
MANIFEST = "manifest.json"
INDEX = "index"  # the measure whose draws are independent
AGAIN = "Make it again with `suasion measure`."
#: Steps of a shipped draw within one posterior standard deviation. Rounding adds 1 / (12 * 8**2), 0.13 per cent, to a
#: variance, and moves a single draw by at most a sixteenth of a standard deviation.
STEPS = 8
SHIPPED_COLUMNS = ("cow", "year", "mean", "sd")


@dataclass(frozen=True)
class Kept:
    """Scores as they lie on disk.

    Attributes:
        rows: The table: at least ``cow year scale measure mean sd approximate failed``.
        draws: [draw, row].
        manifest: What they were made of.
    """

    rows: pl.DataFrame
    draws: NDArray[np.float32]
    manifest: dict[str, Any]


def parquet(table: pl.DataFrame) -> bytes:
    """A table as Parquet; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def packed(draws: NDArray[np.float32]) -> bytes:
    """Draws as a packed NumPy archive (key ``draws``); the same draws give the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, draws=draws)
    return buffer.getvalue()


def text(found: Mapping[str, Any]) -> bytes:
    """Plain data as JSON."""
    return (json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def read_run(folder: Path) -> Kept:
    """Scores of a run folder.

    Raises:
        SuasionError: There is none, or it is damaged.
    """
    import polars as pl

    if not (folder / MARKER).is_file():
        what = "This is no folder of scores." if folder.is_dir() else "There is no such folder."
        raise SuasionError(Problem(str(folder), what, "`suasion measure --out DIR` writes one."))
    try:
        rows = pl.read_parquet(folder / MARKER)
        with np.load(folder / DRAWS, allow_pickle=False) as found:
            draws = found["draws"]
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if draws.shape[1] != rows.height or not {*SHIPPED_COLUMNS, "failed"} <= set(rows.columns):
            raise ValueError("its files do not belong together")
        return Kept(rows, draws, manifest)
    except (OSError, ValueError, KeyError, EOFError, pl.exceptions.PolarsError) as error:
        why = (str(error).splitlines() or ["unreadable"])[0].rstrip(".")[:200]
        raise SuasionError(Problem(str(folder), f"This folder of scores is damaged: {why}.", AGAIN)) from None
    except Exception as error:
        if type(error).__name__ != "BadZipFile":
            raise
        raise SuasionError(Problem(str(folder), "This folder of scores is damaged.", AGAIN)) from None


def shipped_names() -> list[tuple[str, str]]:
    """Scale and measure of all scores that Suasion ships."""
    found = (path.stem.rpartition(".") for path in sorted(home().glob("*.parquet")))
    return [(scale, measure) for scale, _, measure in found]


@cache
def shipped(scale: str, measure: str) -> Kept:
    """Scores that Suasion ships.

    Raises:
        SuasionError: It ships none of this scale and measure.
    """
    import polars as pl

    path = home() / f"{scale}.{measure}.parquet"
    if not path.is_file():
        names = ", ".join(f"{one} ({how})" for one, how in shipped_names()) or "none so far"
        what = f"Suasion ships no scores of this scale and measure. It ships: {names}."
        fix = f"Make them with `suasion measure {scale} --measure {measure} --out DIR`, then name DIR (`run=DIR`)."
        raise SuasionError(Problem(f"{scale} · {measure}", what, fix))
    manifest = json.loads(path.with_suffix(".json").read_bytes())
    rows = pl.read_parquet(path)
    draws = _unpacked(rows, manifest)
    marks = [pl.lit(manifest["fast"]).alias("approximate"), pl.lit(manifest["failed"]).alias("failed")]
    said = [pl.lit(scale).alias("scale"), pl.lit(measure).alias("measure")]
    whole = rows.select(
        pl.col("cow").cast(pl.Int64),
        pl.col("year").cast(pl.Int64),
        *said,
        pl.col("mean", "sd").cast(pl.Float64),
        *marks,
    )
    return Kept(whole, draws, manifest)


def pack_shipped(kept: Kept, count: int) -> bytes:
    """Scores as they are shipped: means and standard deviations as they are to seven digits, draws rounded.

    Each draw is written as a whole number of eighths of a standard deviation from the mean, and as the difference from
    the same draw in the row before, which packs better because scores move slowly. Draws of the index are not written,
    since mean, spread and seed give them.

    Args:
        kept: The scores.
        count: How many draws to keep, evenly spaced.
    """
    import polars as pl

    mean = kept.rows["mean"].to_numpy().astype(np.float32)
    sd = kept.rows["sd"].to_numpy().astype(np.float32)
    keys = {name: kept.rows[name].cast(pl.Int16) for name in ("cow", "year")}
    table = pl.DataFrame({**keys, "mean": mean, "sd": sd})
    if kept.manifest["measure"] != INDEX:
        steps = np.rint((kept.draws[spaced(len(kept.draws), count)] - mean) / sd * STEPS)
        whole = np.clip(steps, -128, 127).astype(np.int8)
        told = np.diff(whole, axis=1, prepend=np.zeros((len(whole), 1), np.int8))  # wraps around, and back
        table = table.with_columns(
            draws=pl.Series([column.tobytes() for column in np.ascontiguousarray(told.T)])
        )
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=19, statistics=False)
    return buffer.getvalue()


def spaced(there: int, count: int) -> NDArray[np.intp]:
    """Places of some of the draws that are there, evenly spaced."""
    return np.linspace(0, there - 1, min(count, there)).round().astype(np.intp)


def independent(
    mean: NDArray[np.floating], sd: NDArray[np.floating], count: int, seed: int
) -> NDArray[np.float32]:
    """Draws of numbers whose errors are normal and have nothing to do with one another [draw, number]."""
    noise = np.random.default_rng(seed).standard_normal((count, len(mean)))
    return (mean + sd * noise).astype(np.float32)


def _unpacked(rows: pl.DataFrame, manifest: Mapping[str, Any]) -> NDArray[np.float32]:
    """Draws [draw, row] of a shipped table."""
    if manifest["measure"] == INDEX:
        seed = manifest["settings"]["seed"]
        return independent(rows["mean"].to_numpy(), rows["sd"].to_numpy(), manifest["draws"], seed)
    told = np.stack([np.frombuffer(one, np.int8) for one in rows["draws"]], axis=1)
    whole = np.cumsum(told, axis=1, dtype=np.int8)
    mean, sd = rows["mean"].to_numpy(), rows["sd"].to_numpy()
    found: NDArray[np.float32] = mean + sd * (whole.astype(np.float32) / np.float32(STEPS))
    return found


def write_shipped(kept: Kept, count: int, folder: Path | None = None) -> list[Path]:
    """Writes scores to be shipped, and beside them what they were made of.

    Args:
        kept: The scores of a run folder.
        count: Draws to keep.
        folder: Where; the library if not given.

    Raises:
        SuasionError: Their diagnostics failed, or they cannot be written.
    """
    scale, measure = kept.manifest["scale"]["id"], kept.manifest["measure"]
    if kept.manifest["failed"] or kept.manifest["fast"]:
        what = "Only exact scores whose diagnostics passed are shipped."
        raise SuasionError(Problem(f"{scale} · {measure}", what, "Run it with more --sweeps."))
    place = (folder or home()) / f"{scale}.{measure}.parquet"
    said = {**kept.manifest, "draws": min(count, len(kept.draws)), "steps_per_sd": STEPS}
    contents = {place: pack_shipped(kept, count), place.with_suffix(".json"): text(said)}
    place.parent.mkdir(parents=True, exist_ok=True)
    disk.write_files(contents, force=True)
    return list(contents)


def home() -> Path:
    """Where shipped scores lie."""
    return content.ROOT / "scores"
