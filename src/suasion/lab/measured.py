"""Measurements written, gone on with after an interruption, and read again."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.runs import scores as kept
from suasion.files.store import checkpoints
from suasion.files.store.checkpoints import Checkpoints
from suasion.jobs.identity import code_digest
from suasion.lab import chains
from suasion.lab.figures import figures
from suasion.lab.measuring import SCALE, scores
from suasion.lab.planning import Plan
from suasion.measure.scoring.scores import Scores
from suasion.progress import Progress

if TYPE_CHECKING:
    import polars as pl

RUNS = Path("runs")
PACKAGES = ("suasion", "jax", "jaxlib", "numpy", "scipy", "polars", "vl-convert-python")
COLUMNS = ("cow", "year", "scale", "measure", "mean", "sd", "approximate", "failed")


def next_measure(scale: str, measure: str, *, resume: bool = False) -> Path:
    """The next free folder for scores, or the newest of those that are unfinished.

    Raises:
        SuasionError: There is no unfinished one.
    """
    stem = f"{scale}-{measure}"
    if not resume:
        return checkpoints.next_free(RUNS, stem)
    found = checkpoints.latest(RUNS, stem)
    if found is None:
        what = f"No interrupted run of {scale} ({measure}) lies in {RUNS}."
        raise SuasionError(
            Problem("--resume", what, "Name its folder with --out, or leave --resume out to begin.")
        )
    return found


def check_measure(
    ready: Plan, out: Path, *, force: bool = False, resume: bool = False, sampler: str = chains.SAMPLER
) -> None:
    """Refuses what could not be written or gone on with, before anything is sampled.

    Raises:
        SuasionError: With every problem.
    """
    disk.check_folder(out, kept.MARKER, force=force)
    place = Checkpoints(checkpoints.beside(out))
    if ready.measure == "index":
        if resume:
            raise SuasionError(Problem("--resume", "The index is computed at once.", "Leave --resume out."))
        return
    chains.settings(ready, sampler)
    if resume:
        chains.check_resumable(ready, place, sampler)
    elif disk.exists(place.folder) and not force:
        what = "An interrupted run lies here."
        fix = "Go on with it with --resume, or add --force to begin anew."
        raise SuasionError(Problem(str(place.folder), what, fix))


def run_measure(
    ready: Plan,
    out: Path,
    *,
    force: bool = False,
    resume: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    sampler: str = chains.SAMPLER,
) -> Scores:
    """Measures and writes the folder; what is interrupted can be gone on with.

    Args:
        ready: What is asked for.
        out: Where to write it.
        force: Whether to replace what is there.
        resume: Whether to go on with what was interrupted.
        jobs: Chains that run at once; all cores if not given.
        progress: Receives how many sweeps of each chain are done; ``chain 1`` and so on name the steps.
        sampler: Module of the sampler.

    Raises:
        SuasionError: As :func:`check_measure`; a chain broke down; the folder cannot be written.
    """
    check_measure(ready, out, force=force, resume=resume, sampler=sampler)
    place = Checkpoints(checkpoints.beside(out))
    if not resume:
        place.clear()
    found = scores(ready, place, sampler=sampler, jobs=jobs, progress=progress)
    try:
        disk.write_folder(out, contents(ready, found, sampler))
    except SuasionError as error:
        if not disk.exists(place.folder):
            raise
        fix = "Once there is room, --resume writes it without sampling again."
        more = Problem(str(place.folder), "What was sampled is kept here.", fix)
        raise SuasionError([*error.problems, more]) from None
    place.clear()
    return found


def unfinished(out: Path) -> Path | None:
    """Where an interrupted run lies, if one does."""
    place = checkpoints.beside(out)
    return place if Checkpoints(place).record() is not None else None


def contents(ready: Plan, found: Scores, sampler: str = chains.SAMPLER) -> dict[str, bytes | disk.Writer]:
    """Everything that stands in a folder of scores, by name."""
    held: dict[str, bytes | disk.Writer] = {
        kept.MANIFEST: kept.text(manifest(ready, found, sampler)),
        kept.MARKER: kept.parquet(found.table),
        kept.DRAWS: kept.packed(found.draws),
        "results.json": kept.text(found.results),
    }
    if found.results["diagnostics"]:
        held["items.parquet"] = kept.parquet(found.items)
        held["diagnostics.json"] = kept.text(found.results["diagnostics"])
    held |= {name: figure.svg().encode("utf-8") for name, figure in figures(found, ready.scale).items()}
    return held


def manifest(ready: Plan, found: Scores, sampler: str = chains.SAMPLER) -> dict[str, Any]:
    """What scores were made of: enough to make them again, or to see why they cannot come out the same."""
    model = ready.measure != "index"
    return {
        "format": 1,
        "kind": "scores",
        "scale": ready.scale.model_dump(mode="json"),
        "measure": ready.measure,
        "without": list(ready.without),
        "fast": ready.fast,
        "failed": found.failed,
        "settings": chains.settings(ready, sampler)._asdict() if model else ready.settings,
        "fitted_on": found.results["fitted_on"],
        "published": found.results["published"],
        "diagnostics": found.results["diagnostics"],
        "versions": {"python": sys.version.split()[0], **{name: version(name) for name in PACKAGES}},
        "code": code_digest(sampler) if model else "",
    }


def load_scores(
    scale: str = SCALE, measure: str = "changing", *, run: str | Path | None = None
) -> pl.DataFrame:
    """Scores of a scale by state and year, as Suasion ships them or as a folder of `suasion measure` holds them.

    Args:
        scale: Id of the scale.
        measure: ``changing``, ``constant`` or ``index``: how the scores were made. What you conclude may hang on it.
        run: A folder that `suasion measure` wrote; what is shipped if not given. Then the first two are not needed.

    Returns:
        A Polars frame: ``cow year scale measure mean sd``, and ``approximate`` and ``failed``, which say whether the fast
        mode made them and whether their diagnostics failed.

    Raises:
        SuasionError: Suasion ships none of this scale and measure; the folder is none of scores or damaged.
    """
    return _kept(scale, measure, run).rows.select(COLUMNS)


def score_draws(
    scale: str = SCALE, measure: str = "changing", *, run: str | Path | None = None
) -> NDArray[np.float32]:
    """Draws of all scores together, to carry their error into whatever is computed from them.

    Args:
        scale: As of `load_scores`.
        measure: As of `load_scores`.
        run: As of `load_scores`.

    Returns:
        [draw, row], rows as `load_scores` has them. A draw is one whole history of all states.

    Raises:
        SuasionError: As `load_scores`.
    """
    return _kept(scale, measure, run).draws


def _kept(scale: str, measure: str, run: str | Path | None) -> kept.Kept:
    return kept.shipped(scale, measure) if run is None else kept.read_run(Path(run))
