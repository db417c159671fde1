"""What is timed in a process of its own, so that threads, memory and compiled code start from nothing.

    python bench/measure.py NAME [NUMBER ...] [--pin]

prints one JSON object. ``speed.py`` calls it; ``--pin`` binds the process to one core before JAX starts,
because numbers are drawn alongside the play even where there is a single job.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suasion.simulation.backends.engine import Engine
    from suasion.simulation.setup import Game

CASE = "north-korea"
MAIN = ("baseline", "confrontation", "engagement", "engage_then_press", "press_then_engage", "both_at_once")
AGREE = 1e-9  # relative difference up to which two engines agree
ROUNDS = 3


def seconds(what: Callable[[], Any]) -> float:
    """Wall seconds of one call."""
    begin = time.perf_counter()
    what()
    return time.perf_counter() - begin


def game() -> Game:
    """North Korea with six strategies of the main table."""
    from suasion.files.library import content
    from suasion.lab.cases import load_case
    from suasion.simulation.setup import setup

    return setup(load_case(CASE), content.panel_figures(), strategies=MAIN)


def engine() -> Engine:
    """The native back end, with a cache where ``SUASION_CACHE`` names one."""
    from suasion.lab.engine import CACHE
    from suasion.lab.engine import engine as cached
    from suasion.simulation.backends.engine import Engine

    return cached() if os.environ.get(CACHE) else Engine()


def one_thread(worlds: int, numpy_worlds: int) -> dict[str, Any]:
    """Rates of the engine, of JAX and of the NumPy twin, with blocks of each interleaved; parameter draw apart.

    Args:
        worlds: Worlds that the engine plays, in blocks of ``play.BLOCK``; JAX plays a few of these blocks.
        numpy_worlds: Worlds that NumPy plays in blocks of each size tried, unless a block is larger.
    """
    import numpy as np

    from suasion.simulation import play
    from twin import Job, differing, numpy_twin

    ready = game()
    block = play.BLOCK

    def draw() -> None:
        for begin in range(0, worlds, block):
            play.draw_worlds(ready, np.arange(begin, begin + block), {})()

    first_draw = seconds(lambda: play.draw_worlds(ready, np.arange(block), {})())
    compile_and_play = seconds(lambda: Job(ready, block).run())
    jobs = [Job(ready, block, begin) for begin in range(0, worlds, block)]
    few = jobs[:4]
    few[0].traced()
    sizes = {
        size: [Job(ready, size, at) for at in range(0, numpy_worlds, size)] for size in (256, 1024, 10_000)
    }
    ours: list[float] = []
    by_jax: list[float] = []
    draws: list[float] = []
    theirs: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        draws.append(seconds(draw))
        ours.append(seconds(lambda: [job.run() for job in jobs]) / sum(job.years for job in jobs))
        by_jax.append(seconds(lambda: [job.traced() for job in few]) / sum(job.years for job in few))
        with numpy_twin():
            for size, parts in sizes.items():
                run = partial(lambda parts: [part.plain() for part in parts], parts)
                theirs[size].append(seconds(run) / sum(part.years for part in parts))
    checked = jobs[: max(1, numpy_worlds // block)]
    by_machine = [job.run() for job in checked]
    with numpy_twin():
        by_numpy = [job.plain() for job in checked]
    far = np.concatenate([differing(a, b, AGREE) for a, b in zip(by_machine, by_numpy, strict=True)])
    rates = {size: 1e-6 / median(each) for size, each in theirs.items()}
    best = max(rates, key=lambda size: rates[size])
    strategies, years = ready.shape.strategies, ready.years
    return {
        "strategies": strategies,
        "years": years,
        "block": block,
        "million world-years per second": 1e-6 / median(ours),
        f"seconds for {worlds:,} worlds": median(ours) * worlds * strategies * years,
        "parameter draw, microseconds per world": 1e6 * median(draws) / (block * len(jobs)),
        "first draw with compilation, seconds": first_draw,
        "first block with compilation, seconds": compile_and_play,
        "NumPy, million world-years per second by block": {str(size): rate for size, rate in rates.items()},
        "NumPy, best block": best,
        "JAX, million world-years per second": 1e-6 / median(by_jax),
        "over JAX": median(by_jax) / median(ours),
        "over NumPy": rates[best] ** -1 / (1e6 * median(ours)),
        "worlds compared": int(far.size),
        f"share of worlds in which the two differ by more than {AGREE:g}": float(far.mean()),
    }


def threads(worlds: int, jobs: int) -> dict[str, Any]:
    """Seconds to play so many worlds with so many jobs, once compiled."""
    from suasion.jobs.threads import Threads
    from suasion.simulation.play import BLOCK, play

    ready = game()
    plays = engine()
    play(ready, BLOCK, engine=plays, executor=Threads(1))
    return {
        "seconds": seconds(lambda: play(ready, worlds, engine=plays, executor=Threads(jobs))),
        "world_years": _years(ready, worlds),
    }


def streamed(worlds: int, jobs: int, everything: int) -> dict[str, Any]:
    """Many worlds in one call: rate, and the most memory that the process ever held."""
    from suasion.jobs.threads import Threads
    from suasion.simulation.play import BLOCK, play

    ready = game()
    only = None if everything else ("rights",)
    plays = engine()
    play(ready, BLOCK, engine=plays, only=only)
    taken = seconds(lambda: play(ready, worlds, engine=plays, executor=Threads(jobs), only=only))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # kB on Linux
    return {
        "seconds": taken,
        "million world-years per second": _years(ready, worlds) / taken / 1e6,
        "peak memory, GB": peak,
    }


def _years(ready: Game, worlds: int) -> int:
    return worlds * ready.shape.strategies * ready.years


def main() -> None:
    """Runs what is named and prints what was measured."""
    name, *numbers = [word for word in sys.argv[1:] if word != "--pin"]
    if "--pin" in sys.argv:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ways: dict[str, Callable[..., dict[str, Any]]] = {
        "one_thread": one_thread,
        "threads": threads,
        "streamed": streamed,
    }
    print(json.dumps(ways[name](*map(int, numbers))))


if __name__ == "__main__":
    main()
