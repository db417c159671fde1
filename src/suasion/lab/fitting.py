"""The kernel and its events, fitted to the panel: planned, run part by part, gone on with, and written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from suasion.domain.findings.posterior import Method, PosteriorFindings
from suasion.domain.fitting import FitArguments, FitRecord
from suasion.errors import Problem, SuasionError, argument, wording
from suasion.files import disk
from suasion.files.runs import posteriors
from suasion.files.runs.posteriors import StoredPosterior
from suasion.files.store.fit_parts import FitParts
from suasion.files.store.unfinished import latest, next_free, unfinished_path
from suasion.jobs.identity import code_digest
from suasion.jobs.processes import Processes
from suasion.jobs.supervisor import carry_out
from suasion.jobs.threads import Threads, cores
from suasion.lab.chains import job_environment
from suasion.lab.fit_job import FitJob, histories_of, part_name, piece_name
from suasion.lab.naming import states_called
from suasion.lab.panel.load import load_panel
from suasion.lab.posterior import FittedPosterior
from suasion.progress import Progress

if TYPE_CHECKING:
    import polars as pl

    from suasion.estimate.histories import Histories
    from suasion.estimate.parts import Samples

RUNS = Path("runs")
WRITES = "`suasion panel` writes one, as panel.parquet."
STEM = "posterior"
PACKAGES = ("suasion", "jax", "jaxlib", "numpy", "numpyro", "scipy", "polars", "arviz-stats")
ESTIMATE = "suasion.estimate.parts"


@dataclass(frozen=True, eq=False)
class KernelPlan:
    """Everything that a fit needs, read and checked."""

    arguments: FitArguments
    record: FitRecord
    inputs: Mapping[str, np.ndarray]


def plan_fit(arguments: FitArguments, progress: Progress | None = None) -> KernelPlan:
    """Reads the panel and checks all.

    Raises:
        SuasionError: With every problem of the arguments and the panel; NumPyro is missing.
    """
    problems = list(arguments.problems()) + _needs_numpyro()
    try:
        of = _read(arguments, progress)
    except SuasionError as error:
        raise SuasionError([*problems, *error.problems]) from None
    without: int | None = None
    if arguments.without:
        without = _state(arguments.without, of, problems)
    if arguments.until is not None and not of.years[0] + 20 <= arguments.until <= of.years[-1]:
        what = f"The panel is read from {of.years[0]} to {of.years[-1]}, and at least 20 years are needed."
        problems.append(Problem(argument("until", arguments.until), what))
    if problems:
        raise SuasionError(problems)
    of = of.until(arguments.until) if arguments.until is not None else of
    of = of.without(without) if without is not None else of
    inputs = {**asdict_arrays(of), "iso3": np.array(of.iso3, dtype="U3")}
    record = FitRecord(
        method=cast(Method, arguments.method),
        without=without,
        until=arguments.until,
        observed=arguments.observed,
        seed=arguments.seed,
        chains=arguments.chains,
        warmup=arguments.warmup,
        draws=arguments.draws,
        keep=arguments.keep,
        panel=_digest(inputs),
        code=code_digest(ESTIMATE),
        versions={name: version(name) for name in PACKAGES},
    )
    return KernelPlan(arguments, record, inputs)


def _needs_numpyro() -> list[Problem]:
    try:
        import numpyro  # noqa: F401
    except ImportError:
        what = "A fit needs NumPyro, which is not installed."
        return [Problem("numpyro", what, "Install Suasion with its `fit` extra: pip install 'suasion[fit]'.")]
    return []


def _read(arguments: FitArguments, progress: Progress | None) -> Histories:
    from suasion.estimate.histories import NEEDED, histories

    if arguments.panel:
        return histories(_panel_file(Path(arguments.panel)))
    return histories(load_panel(columns=NEEDED, progress=progress).frame)


def _panel_file(path: Path) -> pl.DataFrame:
    import polars as pl

    readers = {".parquet": pl.read_parquet, ".csv": lambda at: pl.read_csv(at, infer_schema_length=None)}
    if path.suffix not in readers:
        what = "The ending says neither .parquet nor .csv."
        raise SuasionError(Problem(str(path), what, WRITES))
    try:
        return readers[path.suffix](path)
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", WRITES)) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        why = (str(error).splitlines() or ["unreadable"])[0].rstrip(".")[:200]
        raise SuasionError(Problem(str(path), f"This panel cannot be read: {why}.")) from None


def _state(word: str, of: Histories, problems: list[Problem]) -> int | None:
    """COW number of the state of the panel that a word stands for."""
    where = argument("without", word)
    try:
        called = states_called(word)
    except SuasionError as error:
        problems += [Problem(where, one.what, one.fix) for one in error.problems]
        return None
    here = [state for state in called if state.cow in of.cow]
    if len(here) == 1:
        return here[0].cow
    names = " or ".join(f"{state.name} ({state.cow})" for state in here)
    what = f"This may be {names}." if here else "The panel has nothing of this state."
    problems.append(Problem(where, what, "Give the number of one of them." if here else ""))
    return None


def asdict_arrays(of: Histories) -> dict[str, np.ndarray]:
    """The arrays of some histories."""
    return {name: value for name, value in asdict(of).items() if name != "iso3"}


def _digest(inputs: Mapping[str, np.ndarray]) -> str:
    digest = sha256()
    for name in sorted(inputs):
        digest.update(name.encode() + np.ascontiguousarray(inputs[name]).tobytes())
    return digest.hexdigest()[:16]


def fit_kernel(
    *,
    panel: str | Path = "",
    method: str = "nuts",
    without: str = "",
    until: int | None = None,
    observed: bool = True,
    seed: int = 0,
    chains: int = 2,
    warmup: int = 1000,
    draws: int = 3000,
    keep: int = 500,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> FittedPosterior:
    """Fits what happens under the policy in force to the record of all states.

    Args:
        panel: A panel as ``suasion panel --out`` writes it; built from your data folder if not given.
        method: ``nuts`` samples (about a quarter of an hour on two cores); ``laplace`` approximates (about a minute).
        without: A state to leave out, by name, code or number.
        until: Last year to read.
        observed: Whether years in which coders changed are taken account of.
        seed: Seed of every draw; the same seed gives the same draws.
        chains: How many chains.
        warmup: Iterations of each chain that are thrown away.
        draws: Iterations of each chain after them.
        keep: Draws stored of all chains together.
        jobs: Chains that run at once; all cores if not given.
        progress: Receives how far each part has come.

    Raises:
        SuasionError: With every problem of the arguments and the panel; a chain broke down.
    """
    arguments = FitArguments(
        panel=str(panel),
        method=method,
        without=without,
        until=until,
        observed=observed,
        seed=seed,
        chains=chains,
        warmup=warmup,
        draws=draws,
        keep=keep,
        jobs=jobs,
    )
    plan = plan_fit(arguments, progress)
    with tempfile.TemporaryDirectory(prefix="suasion-") as place:
        return FittedPosterior.of_stored(fitted(plan, FitParts(Path(place) / "parts"), progress))


def fitted(plan: KernelPlan, store: FitParts, progress: Progress | None) -> StoredPosterior:
    """Carries out a plan, or goes on with it."""
    from suasion.estimate.assemble import assemble
    from suasion.estimate.rows import rows

    if store.record() is None:
        store.begin(plan.record, plan.inputs)
    record = plan.record
    _run(record, store, plan.arguments.jobs, progress)
    of = histories_of(dict(plan.inputs))
    made = assemble(
        collected(record, store),
        of,
        rows(of),
        draws=record.keep,
        seed=record.seed,
        chains=record.method == "nuts",
        panel=record.panel,
        without=record.without,
    )
    findings = PosteriorFindings(
        method=record.method,
        observed=record.observed,
        seed=record.seed,
        draws=record.keep,
        learnt_from=made.learnt_from,
        numbers=made.numbers,
        estimated=sum(one.origin == "estimated" for one in made.numbers),
        assumed=tuple(one.id for one in made.numbers if one.origin != "estimated"),
        checks=made.checks,
        versions=record.versions,
    )
    return StoredPosterior(made.posterior, findings)


def _run(record: FitRecord, store: FitParts, jobs: int | None, progress: Progress | None) -> None:
    from suasion.estimate.parts import SLOW

    folder = str(store.folder)
    work = [FitJob(folder=folder)]
    if record.method == "nuts":
        work = [
            FitJob(folder=folder, part=name, chain=chain) for name in SLOW for chain in range(record.chains)
        ] + work
    with Threads(min(jobs or cores(), len(work))) as executor:
        carry_out(work, executor, Processes(job_environment()), progress=progress)


def collected(record: FitRecord, store: FitParts) -> dict[str, Samples]:
    """The samples of every part: site to draws, [chain, draw, ...]."""
    from suasion.domain.fitting import PIECE
    from suasion.estimate.nuts import joined
    from suasion.estimate.parts import PARTS, SLOW

    samples = {}
    for name in PARTS:
        if record.method == "laplace" or name not in SLOW:
            samples[name] = store.get(part_name(name))
            continue
        ends = range(record.warmup + PIECE, record.warmup + record.draws + 1, PIECE)
        chains = [
            joined([store.get(piece_name(name, chain, end)) for end in ends])
            for chain in range(record.chains)
        ]
        samples[name] = {site: np.stack([one[site] for one in chains]) for site in chains[0]}
    return samples


def next_fit(*, resume: bool = False) -> Path:
    """The next free folder for a posterior, or the newest of those that are unfinished.

    Raises:
        SuasionError: There is no unfinished one.
    """
    if not resume:
        return next_free(RUNS, STEM)
    if (left := latest(RUNS, STEM)) is None:
        what = f"No interrupted fit lies in {RUNS}."
        fix = wording("Name its folder with {out}, or leave {resume} out to begin.", out=None, resume=True)
        raise SuasionError(Problem(argument("resume"), what, fix))
    return left


def run_fit(
    plan: KernelPlan,
    out: Path,
    *,
    force: bool = False,
    resume: bool = False,
    progress: Progress | None = None,
) -> FittedPosterior:
    """Fits and writes the folder; what is interrupted can be gone on with.

    Raises:
        SuasionError: The folder cannot be written; there is nothing to go on with, or it was begun otherwise; a chain
            broke down.
    """
    disk.check_folder(out, posteriors.MARKER, force=force)
    store = FitParts(unfinished_path(out))
    _check_resumable(plan, store, force=force, resume=resume)
    stored = fitted(plan, store, progress)
    disk.write_folder(
        out,
        {
            posteriors.MARKER: posteriors.draws_packed(stored.posterior),
            PosteriorFindings.file: stored.findings.to_json().encode(),
        },
    )
    store.clear()
    return FittedPosterior.of_stored(stored)


def _check_resumable(plan: KernelPlan, store: FitParts, *, force: bool, resume: bool) -> None:
    was = store.record()
    if resume:
        if was is None:
            what = "There is nothing to go on with here."
            fix = wording("Leave {resume} out to begin.", resume=True)
            raise SuasionError(Problem(str(store.folder), what, fix))
        if differences := list(was.differences(plan.record)):
            raise SuasionError(Problem(str(store.folder), what, fix) for what, fix in differences)
        return
    if disk.exists(store.folder) and not force:
        fix = wording("Go on with it with {resume}, or add {force} to begin anew.", resume=True, force=True)
        raise SuasionError(Problem(str(store.folder), "An interrupted fit lies here.", fix))
    store.clear()


def unfinished_fit(out: Path) -> Path | None:
    """Where an interrupted fit lies, if one does."""
    place = unfinished_path(out)
    return place if FitParts(place).record() is not None else None
