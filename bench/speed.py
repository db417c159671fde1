"""Times Suasion on the machine at hand; every figure is measured in this run.

    python bench/speed.py [--write] [--million] [--only SECTION ...]

``--write`` writes docs/figures/speed.json; ``--million`` streams a million worlds instead of 300,000. For
the comparison with EMA Workbench see the first lines of ``ema.py``; without ``.venv-bench`` (or the Python
named in ``SUASION_EMA_PYTHON``) it is skipped.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
TO = ROOT / "docs" / "figures" / "speed.json"
SUASION = Path(sys.executable).parent / "suasion"
WORLDS, NUMPY_WORLDS, EMA_WORLDS, THREAD_WORLDS = 10_000, 10_000, 50, 100_000
MANY, MILLION = 300_000, 1_000_000
ROUNDS = 3
LIMIT_GB = 1.5
EXTENSIONS = {"avx512f": 512, "avx2": 256, "sse2": 128}  # widest first; width in bits
Found = dict[str, Any]


def machine() -> Found:
    """The machine in words: processor, vector extension, cores, memory, Python and JAX."""
    info = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    fields = {
        name.strip(): value.strip() for name, _, value in (line.partition(":") for line in info.splitlines())
    }
    flags = fields.get("flags", "").split()
    widest = next((f"{name} ({bits} bits)" for name, bits in EXTENSIONS.items() if name in flags), "unknown")
    return {
        "processor": fields.get("model name") or platform.processor() or "unknown",
        "vector extension": widest,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "llvmlite": version("llvmlite"),
        "jax": version("jax"),
        "numpy": version("numpy"),
    }


def measured(*words: Any, pin: bool = False, cache: str | None = None) -> Found:
    """What ``measure.py`` prints for these words, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "SUASION_CACHE"}
    if cache:
        environment["SUASION_CACHE"] = cache
    command = [sys.executable, str(BENCH / "measure.py"), *map(str, words), *(["--pin"] if pin else [])]
    return last_line(subprocess.run(command, capture_output=True, text=True, env=environment, check=False))


def last_line(done: subprocess.CompletedProcess[str]) -> Found:
    """The JSON object that a process printed last.

    Raises:
        RuntimeError: It failed; with the end of what it said.
    """
    if done.returncode:
        raise RuntimeError(f"{done.args}\n{done.stderr[-2000:]}")
    found: Found = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def one_thread() -> Found:
    """The engine, JAX and NumPy on one core."""
    return measured("one_thread", WORLDS, NUMPY_WORLDS, pin=True)


def workbench(rate: float | None) -> Found:
    """EMA Workbench on one core, extrapolated per world-year.

    Args:
        rate: the engine's million world-years per second in this run, for the ratio.
    """
    python = os.environ.get("SUASION_EMA_PYTHON") or str(ROOT / ".venv-bench" / "bin" / "python")
    if not Path(python).exists():
        return {"skipped": "EMA Workbench is not installed; the first lines of bench/ema.py say how."}
    one = f"{max(os.sched_getaffinity(0))}"
    command = ["taskset", "-c", one, python, "-W", "ignore", str(BENCH / "ema.py"), str(EMA_WORLDS)]
    folders = [str(ROOT / "src"), sysconfig.get_paths()["purelib"]]
    found = last_line(subprocess.run([*command, *folders], capture_output=True, text=True, check=False))
    if "absent" in found:
        return {"skipped": found["absent"]}
    own = found.pop("world_years") / found["seconds"]
    found["world-years per second"] = own
    if rate:
        found["over EMA Workbench"] = rate * 1e6 / own
    return found


def threads() -> Found:
    """Two jobs against one: one core alone, one job free to use every core, two jobs."""
    ways: dict[str, tuple[int, bool]] = {
        "one core, one job": (1, True),
        "all cores, one job": (1, False),
        "all cores, two jobs": (2, False),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as cache:
        for _ in range(ROUNDS):
            for name, (jobs, pin) in ways.items():
                taken[name].append(measured("threads", THREAD_WORLDS, jobs, pin=pin, cache=cache)["seconds"])
    seconds = {f"{name}, seconds": median(each) for name, each in taken.items()}
    alone, spread, two = (median(each) for each in taken.values())
    return {
        "worlds": THREAD_WORLDS,
        **seconds,
        "two jobs over one core": alone / two,
        "two jobs over one job on all cores": spread / two,
    }


def streamed(worlds: int) -> Found:
    """Many worlds in one call, with rights alone and with all outcomes."""
    found: Found = {"worlds": worlds}
    for name, everything in (("rights alone", 0), ("all outcomes", 1)):
        found[name] = measured("streamed", worlds, 2, everything)
        found[name][f"under {LIMIT_GB} GB"] = found[name]["peak memory, GB"] < LIMIT_GB
    return found


def shell() -> Found:
    """Whole processes: seconds from the shell's call to its return, with an empty and a full cache."""
    compare = ("compare", "north-korea")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"

        def call(*words: str) -> float:
            environment = {**os.environ, "SUASION_CACHE": str(cache)}
            begin = time.perf_counter()
            subprocess.run([SUASION, *words], cwd=folder, env=environment, check=True, capture_output=True)
            return time.perf_counter() - begin

        def short(*words: str) -> float:
            return median(call(*words) for _ in range(ROUNDS))

        found = {
            "suasion --help": short("--help"),
            "suasion check north-korea": short("check", "north-korea"),
            "compare --table-only, empty cache": call(*compare, "--table-only"),
            "compare --table-only, full cache": short(*compare, "--table-only"),
        }
        for file in sorted(cache.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        found["compare, empty cache"] = call(*compare)
        found["compare, full cache"] = call(*compare)
    return {f"{name}, seconds": value for name, value in found.items()}


def main() -> None:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/figures/speed.json")
    parser.add_argument("--million", action="store_true", help="stream a million worlds")
    parser.add_argument("--only", nargs="*", help="sections to measure; all if not given")
    asked = parser.parse_args()
    found: Found = {"machine": machine()}
    print(json.dumps(found, indent=2))
    rate: list[float] = []

    def first() -> Found:
        one = one_thread()
        rate.append(one["million world-years per second"])
        return one

    sections: dict[str, Callable[[], Found]] = {
        "one thread": first,
        "EMA Workbench": lambda: workbench(rate[0] if rate else None),
        "threads": threads,
        "many worlds": lambda: streamed(MILLION if asked.million else MANY),
        "whole process": shell,
    }
    for name, section in sections.items():
        if asked.only and name not in asked.only:
            continue
        found[name] = section()
        print(json.dumps({name: found[name]}, indent=2), flush=True)
    if asked.write:
        TO.parent.mkdir(parents=True, exist_ok=True)
        TO.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
        print(f"wrote {TO.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
