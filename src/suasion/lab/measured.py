"""Measurements written to a folder, and gone on with after an interruption."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from suasion.domain.findings.scores import ScoresManifest
from suasion.errors import Problem, SuasionError, argument, wording
from suasion.files import disk
from suasion.files.runs import scores as stored
from suasion.files.store.checkpoints import Checkpoints
from suasion.files.store.unfinished import latest, next_free, unfinished_path
from suasion.jobs.identity import code_digest
from suasion.lab import chains
from suasion.lab.figures import figures
from suasion.lab.measuring import scores
from suasion.lab.scores import Scores
from suasion.measure.scoring.fit_plan import FitPlan
from suasion.progress import Progress

RUNS = Path("runs")
PACKAGES = (
    "suasion",
    "jax",
    "jaxlib",
    "numpy",
    "scipy",
    "polars",
    "arviz-stats",
    "vl-convert-python",
)


def next_measure(scale: str, measure: str, *, resume: bool = False) -> Path:
    """The next free folder for scores, or the newest of those that are unfinished.

    Raises:
        SuasionError: There is no unfinished one.
    """
    stem = f"{scale}-{measure}"
    if not resume:
        return next_free(RUNS, stem)
    left = latest(RUNS, stem)
    if left is None:
        what = f"No interrupted run of {scale} ({measure}) lies in {RUNS}."
        fix = wording("Name its folder with {out}, or leave {resume} out to begin.", out=None, resume=True)
        raise SuasionError(Problem(argument("resume"), what, fix))
    return left


def check_measure(
    plan: FitPlan, out: Path, *, force: bool = False, resume: bool = False, sampler: str = chains.SAMPLER
) -> None:
    """Refuses what could not be written or gone on with, before anything is sampled.

    Raises:
        SuasionError: With every problem.
    """
    disk.check_folder(out, stored.MARKER, force=force)
    place = Checkpoints(unfinished_path(out))
    if plan.measure == "index":
        if resume:
            fix = "Leave it out."
            raise SuasionError(Problem(argument("resume"), "The index is computed at once.", fix))
        return
    chains.settings(plan, sampler)
    if resume:
        chains.check_resumable(plan, place, sampler)
    elif disk.exists(place.folder) and not force:
        what = "An interrupted run lies here."
        fix = wording("Go on with it with {resume}, or add {force} to begin anew.", resume=True, force=True)
        raise SuasionError(Problem(str(place.folder), what, fix))


def run_measure(
    plan: FitPlan,
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
        plan: What is asked for.
        out: Where to write it.
        force: Whether to replace what is there.
        resume: Whether to go on with what was interrupted.
        jobs: Chains that run at once; all cores if not given.
        progress: Receives how many sweeps of each chain are done.
        sampler: Module of the sampler.

    Raises:
        SuasionError: As :func:`check_measure`; a chain broke down; the folder cannot be written.
    """
    check_measure(plan, out, force=force, resume=resume, sampler=sampler)
    place = Checkpoints(unfinished_path(out))
    if not resume:
        place.clear()
    measured = scores(plan, place, sampler=sampler, jobs=jobs, progress=progress)
    try:
        disk.write_folder(out, contents(plan, measured, sampler))
    except SuasionError as error:
        if not disk.exists(place.folder):
            raise
        fix = wording("Once there is room, {resume} writes it without sampling again.", resume=True)
        more = Problem(str(place.folder), "What was sampled stays here.", fix)
        raise SuasionError([*error.problems, more]) from None
    place.clear()
    return measured


def unfinished(out: Path) -> Path | None:
    """Where an interrupted run lies, if one does."""
    place = unfinished_path(out)
    return place if Checkpoints(place).record() is not None else None


def contents(plan: FitPlan, measured: Scores, sampler: str = chains.SAMPLER) -> dict[str, disk.Content]:
    """Everything that stands in a folder of scores, by name."""
    findings = measured.findings
    files: dict[str, disk.Content] = {
        ScoresManifest.file: manifest(plan, measured, sampler).to_json().encode("utf-8"),
        stored.MARKER: stored.parquet(measured.rows),
        stored.DRAWS: stored.draws_packed(measured.draws),
        findings.file: findings.to_json().encode("utf-8"),
    }
    if findings.diagnostics is not None:
        files["items.parquet"] = stored.parquet(measured.item_rows)
        files["diagnostics.json"] = (findings.diagnostics.model_dump_json(indent=1) + "\n").encode("utf-8")
    pictures = figures(measured, plan.scale)
    return files | {name: figure.svg().encode("utf-8") for name, figure in pictures.items()}


def manifest(plan: FitPlan, measured: Scores, sampler: str = chains.SAMPLER) -> ScoresManifest:
    """What scores were made of."""
    sampled = plan.measure != "index"
    return ScoresManifest(
        scale=plan.scale,
        measure=plan.measure,
        without=plan.without,
        fast=plan.fast,
        failed=measured.failed,
        settings=chains.settings(plan, sampler)._asdict() if sampled else plan.settings,
        fitted_on=plan.fitted_on,
        published=measured.findings.published,
        diagnostics=measured.findings.diagnostics,
        versions={"python": sys.version.split()[0], **{name: version(name) for name in PACKAGES}},
        code=code_digest(sampler) if sampled else "",
    )
