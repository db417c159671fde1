"""Scores of a scale with their error: fitted or averaged, and compared with others."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import Names, several
from suasion.domain.findings.measurement import Agreement
from suasion.domain.measuring import MeasureArguments
from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError
from suasion.files.runs import shipped_scores
from suasion.files.store.checkpoints import Checkpoints
from suasion.lab import chains
from suasion.lab.fit_plan import plan_measure
from suasion.lab.naming import with_codes
from suasion.lab.scores import Scores
from suasion.measure.scoring import summary, verdict
from suasion.measure.scoring.agreement import agreement
from suasion.measure.scoring.fit_plan import FitPlan
from suasion.measure.scoring.index import index
from suasion.measure.scoring.measurement import findings
from suasion.measure.scoring.tables import item_table, score_table
from suasion.progress import Progress

if TYPE_CHECKING:
    import polars as pl

DRAWS = 400  # stored of all chains together
SCALE = "physical-integrity"


def measure_scores(
    scale: str | Path | Scale = SCALE,
    measure: str = "changing",
    *,
    data: str | Path | None = None,
    without: Names = (),
    seed: int = 0,
    chains: int | None = None,
    warmup: int | None = None,
    sweeps: int | None = None,
    keep: int | None = None,
    fast: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Scores:
    """How well rights are protected, state by state and year by year, with error: fitted anew from indicators.

    Args:
        scale: A bundled name, a TOML file, or one that is loaded.
        measure: ``changing`` (standards of report-based items move), ``constant`` (they stand still) or ``index`` (an
            unweighted additive index).
        data: A file with the indicators; your data folder if not given.
        without: Items to leave out, or one of them.
        seed: Seed of every draw; the same seed gives the same draws.
        chains: How many chains; the sampler's own number if not given, as for the next three.
        warmup: Sweeps of each chain that are thrown away.
        sweeps: Sweeps of each chain after them.
        keep: Draws retained of these.
        fast: A rough answer in about a minute, and how far it lies from the exact one where that is known.
        jobs: Chains that run at once, each in a process of its own; all cores if not given.
        progress: Receives how many sweeps of each chain are done; ``chain 1`` and so on name the steps.

    Returns:
        ``Scores`` with ``.table``, ``.items``, ``.draws``, ``.text``, ``.failed``, ``.findings``, ``.cannot_say``.

    Raises:
        SuasionError: With every problem of the arguments, the scale and the table; a chain broke down.
    """
    arguments = MeasureArguments(
        scale=scale if isinstance(scale, Scale) else str(scale),
        measure=measure,
        data=str(data or ""),
        without=several(without) or (),
        seed=seed,
        fast=fast,
        jobs=jobs,
        chains=chains,
        warmup=warmup,
        sweeps=sweeps,
        keep=keep,
    )
    plan = plan_measure(arguments)
    with tempfile.TemporaryDirectory(prefix="suasion-") as place:
        return scores(plan, Checkpoints(Path(place) / "chains"), jobs=jobs, progress=progress)


def scores(
    plan: FitPlan,
    checkpoints: Checkpoints,
    *,
    sampler: str = chains.SAMPLER,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Scores:
    """Carries out a plan.

    Args:
        plan: The plan.
        checkpoints: Where chains lie while they run; what lies there already is gone on with.
        sampler: Module of the sampler.
        jobs: Chains that run at once; all cores if not given.
        progress: Receives how many sweeps of each chain are done.

    Raises:
        SuasionError: A chain broke down, or the index cannot be computed.
    """
    if plan.measure == "index":
        return _index(plan)
    chains.run(plan, checkpoints, sampler=sampler, jobs=jobs, progress=progress)
    rows, parameters = chains.collect(plan, checkpoints, sampler=sampler)
    names, settings = chains.names(plan, sampler), chains.settings(plan, sampler)
    of_scores, of_items = summary.of_draws(rows), summary.of_draws(parameters)
    diagnostics = verdict.verdict(
        names,
        of_items,
        of_scores,
        verdict.FAST if plan.fast else verdict.EXACT,
        diverged=chains.diverged(plan, checkpoints, sampler),
        sweeps=settings.chains * settings.sweeps,
    )
    exact = _exact(plan, of_scores) if plan.fast else None
    return Scores(
        findings(plan, of_scores, diagnostics, exact),
        _table(plan, of_scores, failed=diagnostics.failed),
        item_table(names, of_items),
        summary.thin(rows, DRAWS),
    )


def _index(plan: FitPlan) -> Scores:
    """The index; its draws are normal and independent, since nothing links states and years."""
    try:
        mean, sd = index(plan.readings)
    except ValueError as error:
        raise SuasionError(Problem(f"scale {plan.scale.id}", f"{error}.", "Give more readings.")) from None
    of_scores = summary.of_normal(mean, sd)
    return Scores(
        findings(plan, of_scores, None, None),
        _table(plan, of_scores, failed=False),
        item_table((), None),
        shipped_scores.independent(mean, sd, DRAWS, plan.settings["seed"]),
    )


def _exact(plan: FitPlan, fast: summary.Summary) -> Agreement | None:
    """How far a fast result lies from the exact one of the same readings, where that is shipped."""
    if (plan.scale.id, plan.measure) not in shipped_scores.shipped_names():
        return None
    exact = shipped_scores.shipped(plan.scale.id, plan.measure)
    if exact.manifest.fitted_on.readings != plan.fitted_on.readings:
        return None
    return agreement(fast.mean, fast.sd, exact.rows["mean"].to_numpy(), exact.rows["sd"].to_numpy())


def _table(plan: FitPlan, of_scores: summary.Summary, *, failed: bool) -> pl.DataFrame:
    """The table of scores, with the numbers and names of the states.

    In years in which a state was none it has its name alone; a number that is no state's has no name.
    """
    import polars as pl

    named = with_codes(pl.DataFrame({"cow": plan.readings.cow, "year": plan.readings.year}))
    return score_table(named, plan.scale.id, plan.measure, of_scores, approximate=plan.fast, failed=failed)
