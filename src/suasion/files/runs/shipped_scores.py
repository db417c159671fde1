"""Scores that Suasion ships, compact."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suasion.domain.findings.scores import ScoresManifest
from suasion.errors import Problem, SuasionError, Wording, wording
from suasion.files import disk
from suasion.files.library import content
from suasion.files.runs.scores import StoredScores

if TYPE_CHECKING:
    import polars as pl

INDEX = "index"  # the measure whose draws are independent
#: Steps of a shipped draw within one posterior standard deviation. Rounding adds 1 / (12 * 8**2), 0.13 per cent, to a
#: variance, and moves a single draw by at most a sixteenth of a standard deviation.
STEPS = 8


def home() -> Path:
    """Where shipped scores lie."""
    return content.ROOT / "scores"


def shipped_names() -> list[tuple[str, str]]:
    """Scale and measure of all scores that Suasion ships."""
    stems = (path.stem.rpartition(".") for path in sorted(home().glob("*.parquet")))
    return [(scale, measure) for scale, _, measure in stems]


def shipped(scale: str, measure: str) -> StoredScores:
    """Scores that Suasion ships.

    Raises:
        SuasionError: It ships none of this scale and measure.
    """
    import polars as pl

    path = home() / f"{scale}.{measure}.parquet"
    if not path.is_file():
        names = ", ".join(f"{one} ({how})" for one, how in shipped_names()) or "none so far"
        what = f"Suasion ships no scores of this scale and measure. It ships: {names}."
        fix = Wording(
            f"Make them with `suasion.measure_scores({scale!r}, {measure!r})`.",
            f"Make them with `suasion measure {scale} --measure {measure} --out DIR`.",
        )
        raise SuasionError(Problem(f"{scale} · {measure}", what, fix))
    manifest = ScoresManifest.model_validate_json(path.with_suffix(".json").read_bytes())
    rows = pl.read_parquet(path)
    whole = rows.select(
        pl.col("cow").cast(pl.Int64),
        pl.col("year").cast(pl.Int64),
        pl.lit(scale).alias("scale"),
        pl.lit(measure).alias("measure"),
        pl.col("mean", "sd").cast(pl.Float64),
        pl.lit(manifest.fast).alias("approximate"),
        pl.lit(manifest.failed).alias("failed"),
    )
    return StoredScores(whole, _unpacked(rows, manifest), manifest)


def write_shipped(stored: StoredScores, count: int, folder: Path | None = None) -> list[Path]:
    """Writes scores to be shipped, and next to them what they were made of.

    Args:
        stored: The scores of a run folder.
        count: Draws to ship.
        folder: Where; the library if not given.

    Raises:
        SuasionError: Their diagnostics failed, or they cannot be written.
    """
    manifest = stored.manifest
    if manifest.failed or manifest.fast:
        what = "Only exact scores whose diagnostics passed are shipped."
        where = f"{manifest.scale.id} · {manifest.measure}"
        raise SuasionError(Problem(where, what, wording("Run it with more {sweeps}.", sweeps=None)))
    place = (folder or home()) / f"{manifest.scale.id}.{manifest.measure}.parquet"
    whole = manifest.model_copy(update={"draws": min(count, len(stored.draws)), "steps_per_sd": STEPS})
    contents = {
        place: pack_shipped(stored, count),
        place.with_suffix(".json"): whole.to_json().encode("utf-8"),
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    disk.write_files(contents, force=True)
    return list(contents)


def pack_shipped(stored: StoredScores, count: int) -> bytes:
    """Scores as they are shipped: means and standard deviations as they are to seven digits, draws rounded.

    Each draw is written as a whole number of eighths of a standard deviation from the mean, and as the difference from
    the same draw in the row before, which packs better because scores move slowly. Draws of the index are not written,
    since mean, spread and seed give them.

    Args:
        stored: The scores.
        count: How many draws to ship, evenly spaced.
    """
    import polars as pl

    mean = stored.rows["mean"].to_numpy().astype(np.float32)
    sd = stored.rows["sd"].to_numpy().astype(np.float32)
    keys = {name: stored.rows[name].cast(pl.Int16) for name in ("cow", "year")}
    table = pl.DataFrame({**keys, "mean": mean, "sd": sd})
    if stored.manifest.measure != INDEX:
        steps = np.rint((stored.draws[spaced(len(stored.draws), count)] - mean) / sd * STEPS)
        whole = np.clip(steps, -128, 127).astype(np.int8)
        differences = np.diff(whole, axis=1, prepend=np.zeros((len(whole), 1), np.int8))  # wraps, and back
        columns = [column.tobytes() for column in np.ascontiguousarray(differences.T)]
        table = table.with_columns(draws=pl.Series(columns))
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=19, statistics=False)
    return buffer.getvalue()


def spaced(available: int, count: int) -> NDArray[np.intp]:
    """Places of some of the draws that are available, evenly spaced."""
    return np.linspace(0, available - 1, min(count, available)).round().astype(np.intp)


def independent(
    mean: NDArray[np.floating], sd: NDArray[np.floating], count: int, seed: int
) -> NDArray[np.float32]:
    """Draws of numbers whose errors are normal and have nothing to do with one another [draw, number]."""
    noise = np.random.default_rng(seed).standard_normal((count, len(mean)))
    return (mean + sd * noise).astype(np.float32)


def _unpacked(rows: pl.DataFrame, manifest: ScoresManifest) -> NDArray[np.float32]:
    """Draws [draw, row] of a shipped table."""
    mean, sd = rows["mean"].to_numpy(), rows["sd"].to_numpy()
    if manifest.measure == INDEX:
        assert manifest.draws is not None
        return independent(mean, sd, manifest.draws, manifest.settings["seed"])
    differences = np.stack([np.frombuffer(one, np.int8) for one in rows["draws"]], axis=1)
    whole = np.cumsum(differences, axis=1, dtype=np.int8)
    draws: NDArray[np.float32] = mean + sd * (whole.astype(np.float32) / np.float32(STEPS))
    return draws
