"""What the panel holds: every figure in docs/explanation/panel.md.

    python scripts/panel_holds.py [--write]

The panel is that of the data folder ``SUASION_DATA``, else of the datasets in ``SUASION_TEST_DATA``, added to
``build/data``. Time and memory are those of a process of its own that builds every block anew, and of one that keeps all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from docs_markdown import code, fill, table
from panel_read import suasion_panel
from suasion.lab.environment import holdings
from suasion.measure.panel import Panel

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "panel.md"
#: Combinations of columns whose state-years are counted.
TOGETHER = (
    ("lhrs_mean",),
    ("lhrs_mean", "physical_integrity"),
    ("lhrs_mean", "physical_integrity", "private_liberties"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "kof_overall"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "kof_overall", "aid_net"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "linkage"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "linkage", "aid_net"),
    ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "linkage", "aid_net", "treaties_core", "population"),
)
TIMED = """
import json, resource, sys, time
from pathlib import Path
begun = time.perf_counter()
from suasion.lab import load_panel, write_panel
built = []
panel = load_panel(progress=lambda step, done, total: built.append(step) if done else None)
write_panel(panel, Path(sys.argv[1]), force=True)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": time.perf_counter() - begun, "gigabytes": used / 1e9, "built": len(built)}))
"""
CHANGED = "lhrs.scores"


def themes(panel: Panel) -> str:
    """Columns, state-years and years by theme."""
    rows = []
    for theme in dict.fromkeys(one.theme for one in panel.known.columns):
        mine = [one for one in panel.known.columns if one.theme == theme]
        known = panel.frame.filter(
            pl.any_horizontal(pl.col(c).is_not_null() for c in (one.column for one in mine))
        )
        years = known["year"].unique().sort()
        rows.append(
            [
                theme.replace("_", " "),
                len(mine),
                len({one.dataset for one in mine}),
                f"{known.height:,}",
                known["cow"].n_unique(),
                f"{years[0]}-{years[-1]}",
            ]
        )
    return table(["theme", "columns", "datasets", "state-years with a value", "states", "years"], rows)


def together(panel: Panel) -> str:
    """State-years that have several columns at once, and those of North Korea among them."""
    rows = []
    for columns in TOGETHER:
        held = panel.frame.filter(pl.all_horizontal(pl.col(c).is_not_null() for c in columns))
        korea = held.filter(pl.col("cow") == 731).height
        rows.append([", ".join(map(code, columns)), f"{held.height:,}", held["cow"].n_unique(), korea])
    return table(["state-years with all of", "n", "states", "North Korea"], rows)


def sanctions(panel: Panel) -> str:
    """Sanctioned state-years, all and those that name rights."""
    rows = []
    for title, test in (
        ("under any sanction (GSDB)", pl.col("gsdb_sanctioned") > 0),
        ("under a trade sanction", pl.col("gsdb_trade") > 0),
        ("under a sanction that names human rights", pl.col("gsdb_for_human_rights") > 0),
        (
            "under a sanction that names human rights or democracy",
            (pl.col("gsdb_for_human_rights") > 0) | (pl.col("gsdb_for_democracy") > 0),
        ),
        ("with a case of TIES open", pl.col("ties_open") > 0),
        ("with a case of TIES open that names human rights", pl.col("ties_for_human_rights") > 0),
    ):
        held = panel.frame.filter(test)
        rows.append(
            [title, f"{held.height:,}", held["cow"].n_unique(), held.filter(pl.col("cow") == 731).height]
        )
    return table(["state-years", "n", "states", "North Korea"], rows)


def joins(panel: Panel) -> str:
    """Rows read, matched and lost, block by block."""
    rows = [
        [
            code(join.block),
            f"{join.rows:,}",
            f"{join.matched:,}",
            f"{join.carried:,}",
            f"{join.lost:,}",
            f"{join.empty + join.early + join.undated:,}",
            len(join.duplicated),
            sum(bool(one.differs) for one in join.duplicated),
        ]
        for join in panel.joins
    ]
    heads = ["block", "rows", "matched", "carried", "no state", "set aside", "twice", "twice and unlike"]
    return table(heads, rows)


def cost(panel: Panel) -> str:
    """Seconds, memory and blocks of builds from nothing, with nothing changed, and with one source changed."""
    with tempfile.TemporaryDirectory() as room:
        place = Path(room) / "data"
        place.mkdir()
        for path in holdings().folder.iterdir():
            if path.is_file():
                shutil.copy(path, place)
        runs = {"every block built anew": _timed(place), "nothing changed": _timed(place)}
        shutil.rmtree(place / "panel")
        runs["every block built anew, once more"] = _timed(place)
        files = {run["written"] for run in runs.values()}
        _change(place / f"{CHANGED}.parquet")
        runs[f"one source changed ({code(CHANGED)})"] = _timed(place)
    rows = [
        [name, run["built"], f"{run['seconds']:.1f}", f"{run['gigabytes']:.2f}"] for name, run in runs.items()
    ]
    same = "The first three gave the same bytes." if len(files) == 1 else "The first three gave unlike bytes."
    about = (
        f"{panel.frame.height:,} rows of {panel.frame.width} columns; imports and writing included. {same}"
    )
    return about + "\n\n" + table(["build", "blocks built", "seconds", "GB at most"], rows)


def _change(path: Path) -> None:
    """Moves every value of the latent score a little."""
    held, about = pl.read_parquet(path), pl.read_parquet_metadata(path)
    changed = held.with_columns(theta_mean=pl.col("theta_mean") + 0.01)
    changed.write_parquet(path, metadata={"suasion": about["suasion"]})


def _timed(place: Path) -> dict[str, Any]:
    out = place.parent / "panel.parquet"
    done = subprocess.run(
        [sys.executable, "-c", TIMED, str(out)],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "SUASION_DATA": str(place)},
    )
    files = (out, out.with_suffix(".columns.json"), out.with_suffix(".joins.json"))
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return {**json.loads(done.stdout), "written": " ".join(digests)}


BLOCKS = {"themes": themes, "together": together, "sanctions": sanctions, "joins": joins, "cost": cost}


def main() -> None:
    """Prints the blocks of the page; with ``--write`` fills them in."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="fill docs/explanation/panel.md")
    arguments = parser.parse_args()
    panel = suasion_panel()
    text = PAGE.read_text("utf-8")
    for name, make in {"text": lambda panel: panel.text, **BLOCKS}.items():
        block = make(panel)
        print(f"{name}\n\n{block}\n")
        text = fill(text, name, block)
    if arguments.write:
        PAGE.write_text(text, "utf-8")
        print(f"# written: {PAGE.name}")


if __name__ == "__main__":
    main()
