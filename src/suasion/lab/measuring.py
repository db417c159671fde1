"""Scores of a scale with their error: fitted or summed up, compared, and put into tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError
from suasion.files.runs import scores as kept
from suasion.files.store.checkpoints import Checkpoints
from suasion.lab import chains
from suasion.lab.panel import crosswalk
from suasion.lab.planning import Plan, plan
from suasion.measure.scoring import summary, verdict
from suasion.measure.scoring.agreement import agreement
from suasion.measure.scoring.index import index
from suasion.measure.scoring.scores import Scores, item_table, plain, score_table
from suasion.progress import Progress

if TYPE_CHECKING:
    import polars as pl

DRAWS = 400  # kept of all chains together
SCALE = "physical-integrity"


def measure_scores(
    scale: str | Path | Scale = SCALE,
    measure: str = "changing",
    *,
    data: str | Path | None = None,
    without: Sequence[str] = (),
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
        without: Items to leave out.
        seed: Seed of every draw; the same seed gives the same draws.
        chains: How many chains; the sampler's own number if not given, as for the next three.
        warmup: Sweeps of each chain that are thrown away.
        sweeps: Sweeps of each chain after them.
        keep: Draws kept of these.
        fast: A rough answer in about a minute, and how far it lies from the exact one where that is known.
        jobs: Chains that run at once, each in a process of its own; all cores if not given.
        progress: Receives how many sweeps of each chain are done; ``chain 1`` and so on name the steps.

    Returns:
        ``Scores`` with ``.table``, ``.items``, ``.draws``, ``.text``, ``.failed``, ``.results``, ``.cannot_say``.

    Raises:
        SuasionError: With every problem of the arguments, the scale and the table; a chain broke down.
    """
    ready = plan(
        scale,
        measure,
        data=data,
        without=without,
        seed=seed,
        fast=fast,
        jobs=jobs,
        chains=chains,
        warmup=warmup,
        sweeps=sweeps,
        keep=keep,
    )
    with tempfile.TemporaryDirectory(prefix="suasion-") as place:
        return scores(ready, Checkpoints(Path(place) / "chains"), jobs=jobs, progress=progress)


def scores(
    ready: Plan,
    checkpoints: Checkpoints,
    *,
    sampler: str = chains.SAMPLER,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Scores:
    """Carries out a plan.

    Args:
        ready: The plan.
        checkpoints: Where chains lie while they run; what lies there already is gone on with.
        sampler: Module of the sampler.
        jobs: Chains that run at once; all cores if not given.
        progress: Receives how many sweeps of each chain are done; ``chain 1`` and so on name the steps.

    Raises:
        SuasionError: A chain broke down, or the index cannot be told.
    """
    if ready.measure == "index":
        return _index(ready)
    chains.run(ready, checkpoints, sampler=sampler, jobs=jobs, progress=progress)
    rows, parameters = chains.collect(ready, checkpoints, sampler=sampler)
    names = chains.names(ready, sampler)
    limits = verdict.FAST if ready.fast else verdict.EXACT
    of_scores, of_items = summary.of_draws(rows), summary.of_draws(parameters)
    made = chains.settings(ready, sampler)
    found = verdict.verdict(
        names,
        of_items,
        of_scores,
        limits,
        diverged=chains.diverged(ready, checkpoints, sampler),
        sweeps=made.chains * made.sweeps,
    )
    said = {**asdict(found), "text": found.text}
    return _put_together(
        ready, of_scores, summary.thin(rows, DRAWS), item_table(names, of_items), said, found.failed
    )


def _index(ready: Plan) -> Scores:
    """The index; its draws are normal and independent, since nothing links states and years."""
    try:
        mean, sd = index(ready.readings)
    except ValueError as error:
        raise SuasionError(Problem(f"scale {ready.scale.id}", f"{error}.", "Give more readings.")) from None
    drawn = kept.independent(mean, sd, DRAWS, ready.settings["seed"])
    return _put_together(ready, summary.of_normal(mean, sd), drawn, item_table((), None), None, False)


def _put_together(
    ready: Plan,
    found: summary.Summary,
    draws: NDArray[np.float32],
    items: pl.DataFrame,
    diagnostics: dict[str, Any] | None,
    failed: bool,
) -> Scores:
    """The tables, and all else as plain data."""
    readings = ready.readings
    published = None
    if ready.published is not None:
        published = agreement(found.mean, found.sd, *ready.published.T)
    results = {
        "format": 1,
        "scale": ready.scale.id,
        "title": ready.scale.title,
        "measure": ready.measure,
        "without": list(ready.without),
        "fast": ready.fast,
        "settings": ready.settings,
        "rows": len(readings),
        "states": len(np.unique(readings.cow)),
        "years": [int(readings.year.min()), int(readings.year.max())],
        "items": len(ready.scale.items),
        "readings": sum(int((~np.isnan(one)).sum()) for one in readings.values.values()),
        "fitted_on": {**ready.made_of, "readings": ready.digest},
        "published": asdict(published) if published else None,
        "exact": _exact(ready, found) if ready.fast else None,
        "diagnostics": diagnostics,
        "failed": failed,
        "notes": list(ready.notes),
    }
    table = score_table(
        _keys(ready), ready.scale.id, ready.measure, found, approximate=ready.fast, failed=failed
    )
    return Scores(table, items, draws, plain(results))


def _exact(ready: Plan, found: summary.Summary) -> dict[str, Any] | None:
    """How far a fast result lies from the exact one of the same readings, where that is shipped."""
    if (ready.scale.id, ready.measure) not in kept.shipped_names():
        return None
    exact = kept.shipped(ready.scale.id, ready.measure)
    if exact.manifest["fitted_on"]["readings"] != ready.digest:
        return None
    far = agreement(found.mean, found.sd, exact.rows["mean"].to_numpy(), exact.rows["sd"].to_numpy())
    return asdict(far) if far else None


def _keys(ready: Plan) -> pl.DataFrame:
    """``cow gw iso3 name year`` of each row.

    In years in which a state was none it has its name alone; a number that is no state's has no name.
    """
    import polars as pl

    years = ready.readings.year
    keys = pl.DataFrame({"cow": ready.readings.cow, "year": years}).cast(pl.Int64)
    known = crosswalk().rows(int(years.max()), int(years.min()))
    joined = keys.join(known, on=["cow", "year"], how="left", maintain_order="left")
    names = {state.cow: state.name for state in crosswalk().states}
    other = pl.col("cow").replace_strict(names, default=None, return_dtype=pl.String)
    return joined.select("cow", "gw", "iso3", pl.col("name").fill_null(other), "year")
