"""Chains of the sampler, each in a process of its own: run, stopped, gone on with, and gathered.

Every piece of a chain's work is written whole before the next begins (``files/checkpoints.py``), and each follows from
the one before, so that neither the number of processes nor an interruption changes a byte.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from inspect import getsource
from pkgutil import walk_packages
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError
from suasion.files.store.checkpoints import Checkpoints
from suasion.lab.planning import Plan
from suasion.measure.scoring.readings import Readings
from suasion.progress import Progress, silent

ENGINE = "suasion.measure.latent.chain"
#: What the draws rest on beside the sampler's code.
PACKAGES = ("jax", "jaxlib", "numpy")
#: One thread a chain: chains share the cores among themselves.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NPROC": "1"}
MEMORY = {"MALLOC_ARENA_MAX": "1"}  # what compiling took is given back sooner: 1.0 GB at most in place of 1.6
EIGEN = "--xla_cpu_multi_thread_eigen=false"
#: What a process runs; Ctrl-C is for the one that started it.
SCRIPT = (
    "import signal, sys, json\n"
    "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "job = json.loads(sys.stdin.readline())\n"
    "sys.path[:] = job['path']\n"
    "from suasion.lab.chain_work import work\n"
    "work(job)\n"
)


def settings(ready: Plan, engine: str = ENGINE) -> Any:
    """The sampler's settings: its own, full or fast, with what was given put over them.

    Raises:
        SuasionError: The draws to be kept do not divide the sweeps.
    """
    module = import_module(engine)
    found = (module.FAST if ready.fast else module.Settings())._replace(**ready.settings)
    fits = [keep for keep in range(module.BATCH, found.sweeps + 1, module.BATCH) if found.sweeps % keep == 0]
    if found.keep in fits:
        return found
    fewer = [keep for keep in fits if keep < found.keep]
    if "keep" not in ready.settings and fewer:
        return found._replace(keep=fewer[-1])
    what = f"This must be a multiple of {module.BATCH} that divides the sweeps, {found.sweeps}."
    fix = f"Keep {fewer[-1]}." if fewer else f"Give --sweeps as a multiple of {module.BATCH}."
    raise SuasionError(Problem(f"--keep {found.keep}", what, fix))


def names(ready: Plan, engine: str = ENGINE) -> tuple[str, ...]:
    """Names of the items' parameters, in the order of their draws."""
    return tuple(import_module(engine).model(ready.readings, ready.measure).names)


def about(ready: Plan, engine: str = ENGINE) -> dict[str, Any]:
    """All that a chain hangs on; two runs of which this is the same have the same draws."""
    return {
        "format": 1,
        "scale": ready.scale.model_dump(mode="json"),
        "measure": ready.measure,
        "settings": settings(ready, engine)._asdict(),
        "readings": ready.digest,
        "engine": engine,
        "code": code(engine),
        "versions": {name: version(name) for name in PACKAGES},
    }


def check(ready: Plan, checkpoints: Checkpoints, engine: str = ENGINE) -> None:
    """Refuses to go on with what was begun otherwise.

    Raises:
        SuasionError: With everything that differs.
    """
    was = checkpoints.about()
    if was is None:
        what = "There is nothing to go on with here."
        raise SuasionError(Problem(str(checkpoints.folder), what, "Leave --resume out to begin."))
    now = about(ready, engine)
    words = {"readings": "the readings", "code": "the sampler's code", "scale": "the scale or --without"}
    problems = []
    for key, value in now.items():
        if was.get(key) == value:
            continue
        said = f"{words.get(key, key)} changed since"
        if isinstance(value, dict) and key != "scale":
            old = was.get(key) or {}
            differ = [name for name in value if old.get(name) != value[name]]
            said = ", ".join(f"{name} was {old.get(name)} and is {value[name]} now" for name in differ)
        elif key == "measure":
            said = f"the measure was {was.get(key)} and is {value} now"
        fix = "Give the same as before, or begin anew with --force."
        problems.append(Problem(str(checkpoints.folder), f"This was begun otherwise: {said}.", fix))
    if problems:
        raise SuasionError(problems)


def begin(ready: Plan, checkpoints: Checkpoints, engine: str = ENGINE) -> None:
    """Lays down what the chains need.

    Raises:
        SuasionError: It cannot be written.
    """
    inputs: dict[str, NDArray[Any]] = {"cow": ready.readings.cow, "year": ready.readings.year}
    inputs |= {f"item-{name}": value for name, value in ready.readings.values.items()}
    checkpoints.begin(about(ready, engine), inputs)


def readings(checkpoints: Checkpoints, scale: Scale) -> Readings:
    """The readings as they were laid down."""
    found = checkpoints.inputs()
    values = {item.id: found[f"item-{item.id}"] for item in scale.items}
    return Readings(scale, found["cow"], found["year"], values)


def run(
    ready: Plan,
    checkpoints: Checkpoints,
    *,
    engine: str = ENGINE,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Runs every chain to its end, or goes on where it stands.

    The first chain goes alone until its first piece is done: it compiles what the others then take over, and compiling
    takes more memory than all that follows.

    Raises:
        SuasionError: A chain broke down; what was done is kept.
    """
    if checkpoints.about() is None:
        begin(ready, checkpoints, engine)
    chosen = settings(ready, engine)
    length = chosen.warmup + chosen.sweeps
    report = progress or silent
    waiting = list(range(chosen.chains))
    at_once = min(jobs or cores(), len(waiting))
    said: queue.Queue[tuple[int, str | None]] = queue.Queue()
    running: dict[int, subprocess.Popen[str]] = {}
    begun: dict[int, float] = {}
    compiled = False
    try:
        while waiting or running:
            while waiting and len(running) < (at_once if compiled else 1):
                chain = waiting.pop(0)
                running[chain] = _start(chain, checkpoints, said)
            chain, line = _next(said)
            if line is None:
                _ended(chain, running.pop(chain), checkpoints)
                continue
            found = _read(line)
            if "problems" in found:
                raise SuasionError(Problem(*one) for one in found["problems"])
            if "share" in found:
                compiled |= found["share"] > begun.setdefault(chain, found["share"])
                report(f"chain {chain + 1}", round(found["share"] * length), length)
    finally:
        for process in running.values():
            process.kill()
            process.wait()


def collect(
    ready: Plan, checkpoints: Checkpoints, *, engine: str = ENGINE
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """All draws of finished chains: of the scores [chain, draw, row], of the items' parameters [chain, draw, parameter]."""
    chosen = settings(ready, engine)
    scores = np.empty((chosen.chains, chosen.keep, len(ready.readings)), np.float32)
    items = []
    for chain in range(chosen.chains):
        rows, parameters = checkpoints.draws(chain)
        if len(rows) != chosen.keep:
            what = f"It has {len(rows):,} draws in place of {chosen.keep:,}."
            raise SuasionError(Problem(f"chain {chain + 1}", what, "Begin anew with --force."))
        scores[chain] = rows
        items.append(parameters)
    return scores, np.stack(items)


def diverged(ready: Plan, checkpoints: Checkpoints, engine: str = ENGINE) -> int:
    """How many moves of all chains diverged; 0 for a sampler that cannot."""
    ends = [checkpoints.position(chain)[1] for chain in range(settings(ready, engine).chains)]
    return sum(int(end["diverged"]) for end in ends if "diverged" in end)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(
    chain: int, checkpoints: Checkpoints, said: queue.Queue[tuple[int, str | None]]
) -> subprocess.Popen[str]:
    """A process for one chain, and a thread that passes on what it says."""
    if not sys.executable:
        raise SuasionError(Problem("Python", "It does not know where it lies, so no process can be started."))
    flags = " ".join(filter(None, [os.environ.get("XLA_FLAGS", ""), EIGEN]))
    with checkpoints.log(chain) as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
            env={**os.environ, **THREADS, **MEMORY, **_kept_code(), "XLA_FLAGS": flags},
            start_new_session=True,
        )
    job = {"path": sys.path, "folder": str(checkpoints.folder), "chain": chain}
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.close()
    except OSError:  # it has ended already, which is seen below
        pass

    def pass_on() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.put((chain, line))
        said.put((chain, None))

    threading.Thread(target=pass_on, daemon=True).start()
    return process


def _kept_code() -> dict[str, str]:
    """Where chains keep the code that they compile, so that only the first has to."""
    from platformdirs import user_cache_dir

    return {
        "JAX_COMPILATION_CACHE_DIR": os.environ.get("SUASION_CACHE") or user_cache_dir("suasion"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0.1",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "0",
    }


def _next(said: queue.Queue[tuple[int, str | None]]) -> tuple[int, str | None]:
    """What is said next; wakes now and then, so that Ctrl-C is heard everywhere."""
    while True:
        try:
            return said.get(timeout=1)
        except queue.Empty:
            continue


def _read(line: str) -> dict[str, Any]:
    """What a process said; nothing if it is not meant for us."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _ended(chain: int, process: subprocess.Popen[str], checkpoints: Checkpoints) -> None:
    """Whether a process that has ended did so of its own will.

    Raises:
        SuasionError: It was ended by something else.
    """
    code = process.wait()
    if code == 0:
        return
    if code < 0:
        what = f"Its process was ended by signal {-code}, most likely for want of memory."
        fix = "Go on with --resume --jobs 1, which needs less."
    else:
        said = checkpoints.complaint(chain)
        what = f"Its process broke off (exit code {code}){f': {said}' if said else ''}".rstrip(".") + "."
        fix = "Go on with --resume; if it breaks off again, tell us."
    raise SuasionError(Problem(f"chain {chain + 1}", what, fix))


def code(engine: str) -> str:
    """Digest of the sampler's code: of its module, and of the others of the package that it lies in."""
    names = [engine]
    if package := engine.rpartition(".")[0]:
        paths = import_module(package).__path__
        names = sorted(one.name for one in walk_packages(paths, f"{package}."))
    return sha256("".join(map(getsource, map(import_module, names))).encode()).hexdigest()
