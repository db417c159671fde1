"""The chains of a measurement: begun, run to their end, gone on with, and gathered.

Every piece of a chain's work is stored whole before the next begins (``files/store/checkpoints.py``), and each follows
from the one before, so that neither the number of processes nor an interruption changes a byte.
"""

from __future__ import annotations

import os
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from suasion.domain.chains import ChainsRecord
from suasion.errors import Problem, SuasionError, wording
from suasion.files.store.checkpoints import Checkpoints
from suasion.jobs.identity import code_digest
from suasion.jobs.processes import Processes
from suasion.jobs.supervisor import carry_out
from suasion.jobs.threads import Threads, cores
from suasion.lab.chain_job import ChainJob, load_sampler
from suasion.measure.sampler import Settings, settings_of
from suasion.measure.scoring.fit_plan import FitPlan
from suasion.progress import Progress

SAMPLER = "suasion.measure.latent.chain"
#: What the draws rest on besides the sampler's code.
PACKAGES = ("jax", "jaxlib", "numpy")
#: One thread a chain: chains share the cores among themselves.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NPROC": "1"}
MEMORY = {
    "MALLOC_ARENA_MAX": "1"
}  # memory used for compiling is given back sooner: 1.0 GB at most instead of 1.6
EIGEN = "--xla_cpu_multi_thread_eigen=false"


def settings(plan: FitPlan, sampler: str = SAMPLER) -> Settings:
    """How long the chains are.

    Raises:
        SuasionError: The draws to be retained do not divide the sweeps.
    """
    return settings_of(load_sampler(sampler), plan.settings, fast=plan.fast)


def names(plan: FitPlan, sampler: str = SAMPLER) -> tuple[str, ...]:
    """Names of the items' parameters, in the order of their draws."""
    assert plan.measure != "index"
    return load_sampler(sampler).model(plan.readings, plan.measure).names


def record(plan: FitPlan, sampler: str = SAMPLER) -> ChainsRecord:
    """All that decides the draws."""
    return ChainsRecord(
        scale=plan.scale,
        measure=plan.measure,
        settings=settings(plan, sampler)._asdict(),
        readings=plan.fitted_on.readings,
        sampler=sampler,
        code=code_digest(sampler),
        versions={name: version(name) for name in PACKAGES},
    )


def check_resumable(plan: FitPlan, checkpoints: Checkpoints, sampler: str = SAMPLER) -> None:
    """Refuses to go on with what was begun otherwise.

    Raises:
        SuasionError: With everything that differs.
    """
    was = checkpoints.record()
    if was is None:
        what = "There is nothing to go on with here."
        raise SuasionError(
            Problem(str(checkpoints.folder), what, wording("Leave {resume} out to begin.", resume=True))
        )
    differences = list(was.differences(record(plan, sampler)))
    if differences:
        raise SuasionError(Problem(str(checkpoints.folder), what, fix) for what, fix in differences)


def run(
    plan: FitPlan,
    checkpoints: Checkpoints,
    *,
    sampler: str = SAMPLER,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Runs every chain to its end, or goes on from where it stands.

    The first chain runs alone until its first piece is done: it compiles what the others then take over, and compiling
    takes more memory than all that follows.

    Raises:
        SuasionError: A chain broke down; what was done stays.
    """
    if checkpoints.record() is None:
        readings = plan.readings
        arrays: dict[str, np.ndarray] = {"cow": readings.cow, "year": readings.year}
        arrays |= {f"item-{name}": value for name, value in readings.values.items()}
        checkpoints.begin(record(plan, sampler), arrays)
    number = settings(plan, sampler).chains
    chains = [ChainJob(folder=str(checkpoints.folder), chain=chain) for chain in range(number)]
    with Threads(min(jobs or cores(), number)) as executor:
        carry_out(chains, executor, Processes(job_environment()), progress=progress, first_alone=True)


def collect(
    plan: FitPlan, checkpoints: Checkpoints, *, sampler: str = SAMPLER
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """All draws of finished chains: of the scores [chain, draw, row], of the items' parameters [chain, draw, parameter]."""
    chosen = settings(plan, sampler)
    scores = np.empty((chosen.chains, chosen.keep, len(plan.readings)), np.float32)
    items = []
    for chain in range(chosen.chains):
        rows, parameters = checkpoints.draws(chain)
        if len(rows) != chosen.keep:
            what = f"It has {len(rows):,} draws instead of {chosen.keep:,}."
            raise SuasionError(
                Problem(f"chain {chain + 1}", what, wording("Begin anew with {force}.", force=True))
            )
        scores[chain] = rows
        items.append(parameters)
    return scores, np.stack(items)


def diverged(plan: FitPlan, checkpoints: Checkpoints, sampler: str = SAMPLER) -> int:
    """How many moves of all chains diverged; 0 for a sampler that cannot."""
    ends = [checkpoints.position(chain)[1] for chain in range(settings(plan, sampler).chains)]
    return sum(int(end["diverged"]) for end in ends if "diverged" in end)


def job_environment() -> dict[str, str]:
    """Environment variables of a chain's process: where compiled code is stored, so that only the first compiles."""
    from platformdirs import user_cache_dir

    flags = " ".join(filter(None, [os.environ.get("XLA_FLAGS", ""), EIGEN]))
    cache = {
        "JAX_COMPILATION_CACHE_DIR": os.environ.get("SUASION_CACHE") or user_cache_dir("suasion"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.1",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "0",
    }
    return {**os.environ, **THREADS, **MEMORY, **cache, "XLA_FLAGS": flags}
