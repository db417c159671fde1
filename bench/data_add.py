"""Adding datasets: time and memory of a whole V-Dem file, and of every excerpt.

    python bench/data_add.py            prints the figures
    python bench/data_add.py --write    and keeps them in docs/figures/data-add.json, which scripts/docs.py reads

The V-Dem file is simulated: 28,000 state-years by 4,600 columns, three decimals, two cells in five empty, as text with
commas (about as large as the producer's). The excerpts are those of ``SUASION_TEST_DATA``. Seed 0.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from suasion.files.datasets import catalogue

ROWS, COLUMNS = 28_000, 4_600
CELLS = 100  # of a piece of a row; rows are put together from pieces, since only their size matters
STATES = 200
FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures" / "data-add.json"
EXCERPTS = Path(os.environ.get("SUASION_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def simulate(path: Path) -> None:
    """Writes the V-Dem-like file."""
    random = np.random.default_rng(0)
    known = catalogue.tables()["vdem.country_year"]
    keys = ["country_name", "country_text_id", "country_id", "year", "COWcode"]
    scaled = [one.column for one in known.indicators if (one.low, one.high) == (0.0, 1.0)]
    names = scaled + [name + band for name in scaled for band in known.bands]
    others = [f"v2other{i:04d}" for i in range(COLUMNS - len(keys) - len(names))]
    pieces = [",".join(piece) for piece in _cells(random, (500, CELLS))]
    own = _cells(random, (ROWS, len(names)))
    whole, rest = divmod(len(others), CELLS)
    picks = random.integers(0, len(pieces), (ROWS, whole))
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join([*keys, *names, *others]) + "\n")
        for row in range(ROWS):
            state, year = row % STATES + 1, 1885 + row // STATES
            head = f'"State {state}",S{state:02d},{state},{year},{state + 1}'
            body = [",".join(own[row]), *(pieces[i] for i in picks[row]), *[""] * (rest > 0)]
            file.write(",".join([head, *body]) + "," * max(rest - 1, 0) + "\n")


def _cells(random: np.random.Generator, shape: tuple[int, int]) -> list[list[str]]:
    """Numbers of three decimals between 0 and 1, two in five left out."""
    texts = np.array([f"{i / 1000:g}" for i in range(1001)] + [""] * 667)
    return [list(row) for row in texts[random.integers(0, len(texts), shape)]]


def added(path: Path) -> tuple[float, float]:
    """Seconds and peak memory (GB) of adding in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        before = time.perf_counter()
        command = [sys.executable, "-c", "from suasion.cli import main; main()", "data", "add", str(path)]
        subprocess.run(
            command, check=True, env={**os.environ, "SUASION_DATA": folder}, stdout=subprocess.DEVNULL
        )
        seconds = time.perf_counter() - before
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="keep the figures for the page")
    write = parser.parse_args().write
    rows = []
    if EXCERPTS.is_dir():  # first, since the greatest memory of all children so far is what can be read
        seconds, memory = added(EXCERPTS)
        rows.append(["every excerpt of the test data", f"{seconds:.0f} s", f"{memory:.1f} GB"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "V-Dem-CY-Full+Others-v15.csv"
        simulate(path)
        size = path.stat().st_size / 1e6
        seconds, memory = added(path)
    said = f"a simulated V-Dem file, {ROWS:,} rows by {COLUMNS:,} columns, {size:,.0f} MB"
    rows.append([said, f"{seconds:.0f} s", f"{memory:.1f} GB"])
    figures = [dict(zip(("what is added", "time", "memory at the peak"), row, strict=True)) for row in rows]
    text = json.dumps(figures, indent=2) + "\n"
    print(text, end="")
    if write:
        FIGURES.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
