"""How fast Stan draws from the latent model of physical integrity, as its authors fitted it; a peer's figure.

    python -m venv .venv-stan && .venv-stan/bin/python -m pip install 'pystan==3.10.*' 'arviz==0.23.*'
    python bench/measurement_stan.py [--warmup W] [--draws D] [--write [FILE]]

Stan lives in an environment of its own: ``.venv-stan``, or the Python named in ``SUASION_STAN_PYTHON``; any other
Python starts that one. Needs g++, and the datasets (SUASION_TEST_DATA, by default ../shared/data). The program is
``measurement.stan``: Suasion's own writing of the version-4 model with the authors' priors and non-centred innovations.
The authors ran 4 chains of 2,000 iterations with trees up to depth 15: 19 hours of a core even at depth 10. Here one chain of W + D
iterations with trees up to depth 10 measures the rate. Compiling takes a minute, 120 + 40 draws about half an hour of
one core. Prints JSON; ``--write`` stores it too, by default in docs/figures/measurement-stan.json. What lies
there is of ``--warmup 45 --draws 45 --own``. Nothing else depends on Stan.

What it cannot say: the warm-up is far shorter than the authors', so metric and step size are not theirs, and an ESS
from so few draws is rough and knows nothing of slower movement. Where trees reach the greatest depth, the authors'
deeper ones cost more a draw. Seconds a leapfrog are sound; those of the processor leave out the time in which
other work held the core.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import gzip
import importlib.util
import json
import os
import platform
import re
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "bench" / "measurement.stan"
TO = ROOT / "docs" / "figures" / "measurement-stan.json"
DATA = Path(os.environ.get("SUASION_TEST_DATA", ROOT.parent / "shared" / "data"))
FILE = "lhrs/lhrs_v4.02_2021.csv.gz"
PYTHON = Path(os.environ.get("SUASION_STAN_PYTHON", ROOT / ".venv-stan" / "bin" / "python"))
AUTHORS = {"chains": 4, "iterations a chain": 2000, "warm-up of these": 1000, "max_treedepth": 15}

#: Items with cutpoints for each year: sign of theta, lowest category. Three categories, then five.
THREE = {"DISAP": (1, 0), "KILL": (1, 0), "TORT": (1, 0)}
FIVE = {"Amnesty": (-1, 1), "State": (-1, 1), "HRW": (-1, 1), "hathaway": (-1, 1)}
EVENTS = ("genocide", "rummel", "massive_repression", "executions", "negative_sanctions", "mass_killing")
COUNTS = ("killing_low", "killing_best", "killing_high")
FIXED = {"prisoners": ("POLPRIS", 0), "torture": ("ITT", 1)}  # column, lowest category
SPELL_OPENS, LATER = 1000.0, 4.0  # degrees of freedom of the innovations
#: Parameters by group, as the ESS is told.
GROUPS = {
    "slopes": ("beta3", "beta5", "beta_prisoners", "beta_torture", "beta_events", "beta_killing"),
    "fixed levels": ("alpha_events", "alpha_killing", "cut_prisoners", "cut_torture", "dispersion"),
    "yearly cutpoints": ("cut3", "cut5"),
    "sigma": ("sigma",),
    "theta": ("theta",),
}
Rows = list[dict[str, str]]
Found = dict[str, Any]


def table(path: Path) -> Rows:
    """The country-years of the file, sorted by country and year.

    Args:
        path: The gzipped CSV.
    """
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {"YEAR", "COW", *THREE, *FIVE, *EVENTS, *COUNTS, *(name for name, _ in FIXED.values())}
    if lacking := sorted(wanted - set(rows[0] if rows else ())):
        raise SystemExit(
            f"{path} lacks the columns {', '.join(lacking)}; it is not the file this script reads"
        )
    return sorted(rows, key=lambda row: (int(row["COW"]), int(row["YEAR"])))


def seen(rows: Rows, name: str) -> list[tuple[int, int]]:
    """Row (from 1) and value of an indicator wherever it is not missing."""
    return [(i, int(float(row[name]))) for i, row in enumerate(rows, 1) if row[name] not in ("NA", "")]


def stacked(rows: Rows, items: dict[str, tuple[int, int]], tag: str) -> Found:
    """Observations of items with yearly cutpoints, one segment for each item and calendar year.

    Args:
        rows: The country-years.
        items: Sign and lowest category by column.
        tag: The stack's ending in the Stan program.
    """
    y, place, item, start, stop = [], [], [], [], []
    for number, (name, (_, lowest)) in enumerate(items.items(), 1):
        by_year: dict[int, list[tuple[int, int]]] = {}
        for i, value in seen(rows, name):
            by_year.setdefault(int(rows[i - 1]["YEAR"]), []).append((i, value - lowest + 1))
        for year in range(min(by_year), max(by_year) + 1):  # a year without observations keeps its cutpoints
            item.append(number)
            start.append(len(y) + 1)
            for i, value in by_year.get(year, []):
                place.append(i)
                y.append(value)
            stop.append(len(y))
    parts = {"y": y, "row": place, "item": item, "from": start, "to": stop, "n": len(y)}
    parts |= {"items": len(items), "segments": len(item), "sign": [float(s) for s, _ in items.values()]}
    return {f"{name}{tag}": value for name, value in parts.items()}


def data(rows: Rows) -> Found:
    """What the Stan program reads."""
    before = {(int(row["COW"]), int(row["YEAR"])) for row in rows}
    opens = [int((int(row["COW"]), int(row["YEAR"]) - 1) not in before) for row in rows]
    events = [(k, i, value) for k, name in enumerate(EVENTS, 1) for i, value in seen(rows, name)]
    counts = [pair for name in COUNTS for pair in seen(rows, name)]
    none, some = [i for i, count in counts if count == 0], [pair for pair in counts if pair[1] > 0]
    told: Found = {
        "rows": len(rows),
        "opens": opens,
        "freedom": [SPELL_OPENS if first else LATER for first in opens],
        **stacked(rows, THREE, "3"),
        **stacked(rows, FIVE, "5"),
        "events": len(EVENTS),
        "n_events": len(events),
        "item_events": [k for k, _, _ in events],
        "row_events": [i for _, i, _ in events],
        "y_events": [value for _, _, value in events],
        "n_none": len(none),
        "row_none": none,
        "n_some": len(some),
        "row_some": [i for i, _ in some],
        "y_some": [count for _, count in some],
    }
    for name, (column, lowest) in FIXED.items():
        pairs = seen(rows, column)
        told |= {f"n_{name}": len(pairs), f"row_{name}": [i for i, _ in pairs]}
        told[f"y_{name}"] = [value - lowest + 1 for _, value in pairs]
    return told


def start(told: Found) -> Found:
    """A neutral start, which spares Stan the way from random values: no innovation, cutpoints evenly apart."""
    return {
        "innovation": [0.0] * told["rows"],
        "sigma": 0.2,
        "beta3": [1.0] * told["items3"],
        "beta5": [1.0] * told["items5"],
        "cut3": [[-1.0, 1.0]] * told["segments3"],
        "cut5": [[-1.5, -0.5, 0.5, 1.5]] * told["segments5"],
        "beta_prisoners": 1.0,
        "cut_prisoners": [-1.0, 1.0],
        "beta_torture": 1.0,
        "cut_torture": [-2.0, -1.0, 0.0, 1.0, 2.0],
        "alpha_events": [-2.0] * told["events"],
        "beta_events": [1.0] * told["events"],
        "alpha_killing": [1.0, 5.0],
        "beta_killing": [1.0, 1.0],
        "dispersion": 0.5,
    }


def buffers(warmup: int, own: bool) -> dict[str, int]:
    """Stan's scheme of adaptation in proportion to a short warm-up: begin, a window, one twice as long, step size.

    Stan's own answer to a warm-up below 150 is one window and a tenth for the step size.

    Args:
        warmup: Iterations of warm-up.
        own: Leave it to Stan's own answer.
    """
    if own:
        return {}
    begin, end = warmup // 6, warmup * 5 // 24
    return {"init_buffer": begin, "term_buffer": end, "window": (warmup - begin - end) // 3}


def children() -> float:
    """Processor seconds of the finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sampled(told: Found, options: argparse.Namespace) -> tuple[Any, Found]:
    """The chain, and what it took.

    Args:
        told: The data.
        options: Of the command line: warm-up, draws, depth, seed.
    """
    import httpstan.services_stub
    import stan

    begin = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        model = stan.build(PROGRAM.read_text("utf-8"), data=told, random_seed=options.seed)
        built = time.perf_counter()
        before = children()
        fit = model.sample(
            num_chains=1,
            num_warmup=options.warmup,
            num_samples=options.draws,
            max_depth=options.depth,
            save_warmup=True,
            **buffers(options.warmup, options.own),
            init=[start(told)],
        )
    if fit is None:
        raise SystemExit("interrupted; nothing is written")
    taken = time.perf_counter() - built
    httpstan.services_stub.executor.shutdown()  # so that its process is counted
    said = fit.stan_outputs[0].decode("utf-8")
    seconds = {name: float(value) for value, name in re.findall(r"([\d.]+) seconds \((\S+)\)", said)}
    cpu = children() - before
    if cpu < 0.1 * seconds["Total"]:
        raise SystemExit(
            "this chain came from the cache of an earlier run, so its time is unknown: change --seed"
        )
    return fit, {
        "seconds to compile, or to find the compiled program": built - begin,
        "seconds": taken,
        "seconds of warm-up, as Stan says": seconds["Warm-up"],
        "seconds of sampling, as Stan says": seconds["Sampling"],
        "processor seconds": cpu,
    }


def effective(fit: Any, draws: int) -> Found:
    """Bulk ESS of the kept draws by group of parameters, the chain split in two.

    Args:
        fit: The chain.
        draws: How many were kept; they come last.
    """
    import arviz as az
    import numpy as np

    result: Found = {}
    for group, names in GROUPS.items():
        kept = np.concatenate([fit[name].reshape(-1, fit[name].shape[-1])[:, -draws:] for name in names])
        sizes = np.array([az.ess(one[None, :], method="bulk") for one in kept], dtype=float)
        known = sizes[np.isfinite(sizes)]
        result[group] = {"parameters": len(sizes), "without an ESS": int(len(sizes) - len(known))}
        if len(known):
            result[group] |= {"least": float(known.min()), "median": float(np.median(known))}
    return result


def published(fit: Any, rows: Rows, draws: int) -> float:
    """Correlation of the kept draws' mean theta with the published mean: whether the chain is near the place."""
    import numpy as np

    theirs = np.array([float(row["theta_mean"]) for row in rows])
    return float(np.corrcoef(fit["theta"][:, -draws:].mean(axis=1), theirs)[0, 1])


def found(options: argparse.Namespace) -> Found:
    """Everything measured."""
    from importlib.metadata import version

    rows = table(DATA / FILE)
    told = data(rows)
    load = os.getloadavg()[0]
    fit, took = sampled(told, options)
    load_after = os.getloadavg()[0]
    steps, depth = fit["n_leapfrog__"][0], fit["treedepth__"][0]
    warm, kept = steps[: options.warmup], steps[options.warmup :]
    wall = took["seconds of sampling, as Stan says"]
    cpu_step = took["processor seconds"] / float(steps.sum())
    cpu = cpu_step * float(kept.sum())
    sizes = effective(fit, options.draws)
    items = [sizes[g]["least"] for g in ("slopes", "fixed levels", "yearly cutpoints") if "least" in sizes[g]]
    observed = told["n3"] + told["n5"] + told["n_prisoners"] + told["n_torture"] + told["n_events"]
    return {
        "what": "the authors' version-4 model of latent physical integrity, non-centred, in Stan (bench/measurement.stan)",
        "machine": {
            "processor": processor(),
            "cores": os.cpu_count(),
            "load before and after": [round(load, 2), round(load_after, 2)],
            "python": platform.python_version(),
            **{name: version(name) for name in ("pystan", "httpstan", "arviz")},
        },
        "data": {
            "file": FILE,
            "state-years": told["rows"],
            "spells": sum(told["opens"]),
            "observations": observed + told["n_none"] + told["n_some"],
            "parameters": sum(size["parameters"] for size in sizes.values()),
        },
        "authors' settings": AUTHORS,
        "settings": {
            "chains": 1,
            "warm-up": options.warmup,
            **buffers(options.warmup, options.own),
            "draws": options.draws,
            "max_treedepth": options.depth,
            "seed": options.seed,
            "Stan's own adaptation for a short warm-up": options.own,
        },
        "took": took,
        "sampler": {
            "leapfrogs in warm-up": int(warm.sum()),
            "leapfrogs in sampling": int(kept.sum()),
            "leapfrogs a draw": float(kept.mean()),
            "share of draws at the greatest depth": float((depth[options.warmup :] >= options.depth).mean()),
            "mean acceptance": float(fit["accept_stat__"][0, options.warmup :].mean()),
            "step size": float(fit["stepsize__"][0, -1]),
            "divergences": int(fit["divergent__"][0, options.warmup :].sum()),
            "seconds a leapfrog, in sampling": wall / float(kept.sum()),
            "processor seconds a leapfrog, overall": cpu_step,
        },
        "bulk ESS of the kept draws": sizes,
        "rates in sampling": {
            "seconds a draw": wall / options.draws,
            "processor seconds a draw": cpu / options.draws,
            "draws a second: ESS a second if every draw were independent": options.draws / wall,
            "draws a processor second": options.draws / cpu,
            **{
                f"least ESS a second: {name}": size["least"] / wall
                for name, size in sizes.items()
                if "least" in size
            },
            **{
                f"median ESS a second: {name}": size["median"] / wall
                for name, size in sizes.items()
                if "least" in size
            },
            "least ESS a second: every item parameter": min(items) / wall if items else None,
            "least ESS a processor second: every item parameter": min(items) / cpu if items else None,
        },
        "correlation of mean theta with the published": published(fit, rows, options.draws),
    }


def processor() -> str:
    """The processor's name, as the system tells it."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", info.read_text("utf-8")) if info.exists() else []
    return names[0].strip() if names else platform.processor() or "unknown"


def main(words: Sequence[str] | None = None) -> None:
    """Runs the chain, in the Python that has Stan, and prints what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--warmup", type=int, default=120, help="iterations of warm-up (default: %(default)s)"
    )
    parser.add_argument(
        "--draws", type=int, default=40, help="iterations kept, at least 8 (default: %(default)s)"
    )
    parser.add_argument(
        "--depth", type=int, default=10, help="greatest depth of a tree (default: %(default)s)"
    )
    parser.add_argument("--own", action="store_true", help="Stan's own adaptation for a short warm-up")
    parser.add_argument("--seed", type=int, default=1, help="of chance (default: %(default)s)")
    parser.add_argument(
        "--write", nargs="?", const=TO, type=Path, metavar="FILE", help="store the figures too"
    )
    options = parser.parse_args(words)
    if options.warmup < 24 or options.draws < 8 or options.depth < 1 or options.seed < 1:
        parser.error("--warmup must be at least 24, --draws 8, --depth and --seed 1")
    if not (DATA / FILE).is_file():
        parser.error(f"{DATA / FILE} is not there; set SUASION_TEST_DATA to the folder of the datasets")
    if importlib.util.find_spec("stan") is None or importlib.util.find_spec("arviz") is None:
        if not PYTHON.is_file() or PYTHON.absolute() == Path(sys.executable).absolute():
            parser.error("pystan and arviz are not here; the head of this script says how to install them")
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    text = json.dumps(found(options), indent=2) + "\n"
    print(text, end="")
    if options.write:
        options.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
