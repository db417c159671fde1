"""Figures of docs/explanation/measurement.md: how the fitted scores agree with the published ones, and what they hang on.

    python scripts/measurement.py fit DIR        runs `suasion measure` and its refits into DIR, timing the first
    python scripts/measurement.py write DIR      fills the page's blocks and draws its figures from what lies in DIR

``fit`` takes about an hour on two cores; folders that are there already are kept. It needs the indicators in the data
folder (``suasion data add``). The time of the first fit, its effective draws a second and, beside them, Stan's
(``measurement_stan.py``) go into docs/figures/measurement.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import polars as pl
import vl_convert as vlc

from docs_markdown import fill, table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "measurement.md"
FIGURES = ROOT / "docs" / "figures"
SPEED = FIGURES / "measurement.json"
STAN = FIGURES / "measurement-stan.json"
SUASION = Path(sys.executable).parent / "suasion"
RUNS: dict[str, list[str]] = {
    "changing": [],
    "index": ["--measure", "index"],
    "without-genocide": ["--without", "genocide"],
    "counts-to-2018": ["--chains", "2", "--sweeps", "6000", "--keep", "600"],
    "constant": ["--measure", "constant"],
    "empowerment": ["empowerment", "--sweeps", "6000", "--keep", "1000"],
    "empowerment-constant": ["empowerment", "--measure", "constant", "--sweeps", "6000", "--keep", "1000"],
}
NAMES = {
    "published": "published, v4.02",
    "changing": "Suasion, all readings",
    "without-genocide": "without genocide",
    "counts-to-2018": "counts of deaths to 2018 only",
}
COUNTS, ENDS = ("killing_low", "killing_best", "killing_high"), 2018
KOREA, FIRST, LAST = 731, 2005, 2021
COLOURS = ("#777777", "#0b2d45", "#c2571a", "#2a7f62")
MEASURES = {"changing": "changing standard", "constant": "constant standard", "index": "unweighted index"}


def fit(place: Path) -> None:
    """Runs what is missing in ``place``; the first fit is timed."""
    place.mkdir(parents=True, exist_ok=True)
    for name, words in RUNS.items():
        out = place / name
        if out.is_dir():
            print(f"{name}: there already", flush=True)
            continue
        if name == "counts-to-2018":
            words = [*words, "--data", str(_ended(place))]
        load, begin, before = (
            os.getloadavg()[0],
            time.perf_counter(),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
        done = subprocess.run([SUASION, "measure", *words, "--out", out], check=False)
        seconds, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{name}: {seconds:.0f} s, exit code {done.returncode}", flush=True)
        if name == "changing" and done.returncode in (0, 1):
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            _time(out, seconds, spent, load)


def _ended(place: Path) -> Path:
    """The indicators with counts of deaths to 2018 only, as a table of its own."""
    from suasion.lab.environment import holdings

    kept = [pl.when(pl.col("YEAR") <= ENDS).then(pl.col(name)).alias(name) for name in COUNTS]
    path = place / "lhrs_v4.02_counts_to_2018.csv"
    holdings().load("lhrs.scores").with_columns(kept).write_csv(path)
    return path


def _time(run: Path, seconds: float, processor: float, load: float) -> None:
    items = pl.read_parquet(run / "items.parquet")
    scores = pl.read_parquet(run / "scores.parquet")
    worst = items.sort("ess").row(0, named=True)
    found: dict[str, Any] = {
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "cores": os.cpu_count(),
            "load before": round(load, 2),
        },
        "settings": json.loads((run / "results.json").read_text("utf-8"))["settings"],
        "seconds": seconds,
        "processor seconds": processor,
        "least ESS of an item parameter": worst["ess"],
        "which": worst["parameter"],
        "median ESS of item parameters": items["ess"].median(),
        "median ESS of scores": scores["ess"].median(),
        "least ESS a second": worst["ess"] / seconds,
        "least ESS a processor second": worst["ess"] / processor,
    }
    SPEED.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


def results(place: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / name / "results.json").read_text("utf-8"))
    return found


def agreement(place: Path) -> str:
    """Agreement with the published scores and diagnostics, a row for each fit."""
    rows = []
    for name in ("changing", "without-genocide", "counts-to-2018", "constant", "index"):
        found = results(place, name)
        near = found["published"]
        rows.append(
            [
                f"`{name}`",
                f"{near['correlation']:.4f}",
                f"{near['rmse']:.3f}",
                f"{near['rmse_rescaled']:.3f}",
                f"{near['sd_ratio']:.3f}",
            ]
        )
    heads = ["fit", "correlation", "RMSE as it stands", "RMSE without level and scale", "ratio of sds"]
    return table(heads, rows)


def diagnostics(place: Path) -> str:
    rows = []
    for name in RUNS:
        if name == "index" or not (place / name).is_dir():
            continue
        items: Any  # what Polars gives as a number is typed as any cell of any table
        scores: Any
        items, scores = (pl.read_parquet(place / name / f"{kind}.parquet") for kind in ("items", "scores"))
        said = json.loads((place / name / "diagnostics.json").read_text("utf-8"))
        worst = items.sort("ess").row(0, named=True)
        within = ((scores["rhat"] < 1.02) & (scores["ess"] > 200)).mean()
        rows.append(
            [
                f"`{name}`",
                f"{items.height:,}",
                f"{items['rhat'].max():.4f}",
                f"{worst['ess']:,.0f} (`{worst['parameter']}`)",
                f"{items['ess'].median():,.0f}",
                f"{scores['rhat'].max():.4f}",
                f"{scores['ess'].min():,.0f}",
                f"{100 * within:.2f}%",
                f"{said['diverged']:,} in {said['sweeps']:,} sweeps",
                "yes" if not said["failed"] else "NO",
            ]
        )
    heads = [
        "fit",
        "item parameters",
        "worst R-hat",
        "least ESS",
        "median ESS",
        "scores: worst R-hat",
        "least ESS",
        "scores within 1.02 and 200",
        "divergent moves",
        "passed",
    ]
    return table(heads, rows)


def speed() -> str:
    if not SPEED.is_file():
        return "Not timed on this checkout: `docs/figures/measurement.json` is missing."
    ours, stan = json.loads(SPEED.read_text("utf-8")), json.loads(STAN.read_text("utf-8"))
    theirs = stan["rates in sampling"]
    measured, bound = (
        theirs["least ESS a processor second: every item parameter"],
        theirs["draws a processor second"],
    )
    own = ours["least ESS a processor second"]
    rows = [
        ["Suasion, warm-up and compilation included", f"{ours['processor seconds']:,.0f}", f"{own:.3g}", "1"],
        [
            "Stan, sampling alone, as measured",
            f"{stan['settings']['draws'] * theirs['processor seconds a draw']:,.0f}",
            f"{measured:.3g}",
            f"{own / measured:,.0f}",
        ],
        ["Stan, if every draw were independent", "", f"{bound:.3g}", f"{own / bound:,.1f}"],
    ]
    text = (
        f"The fit took {ours['seconds'] / 60:.1f} minutes on {ours['machine']['cores']} cores (load before: "
        f"{ours['machine']['load before']}). Its least effective sample is {ours['least ESS of an item parameter']:,.0f} "
        f"(`{ours['which']}`), the median of item parameters {ours['median ESS of item parameters']:,.0f}, of scores "
        f"{ours['median ESS of scores']:,.0f}."
    )
    heads = [
        "sampler",
        "processor seconds",
        "least ESS a processor second",
        "Suasion is so many times as fast",
    ]
    return f"{text}\n\n{table(heads, rows)}"


def korea_rows(place: Path) -> pd.DataFrame:
    """North Korea's scores under each fit, and as published."""
    from suasion.lab.environment import holdings

    columns = ["COW", "YEAR", "theta_mean", "theta_sd"]
    taken = holdings().load("lhrs.scores", columns).filter(pl.col("COW") == KOREA)
    parts = [
        taken.select(
            pl.lit(NAMES["published"]).alias("fit"),
            pl.col("YEAR").cast(pl.Int64).alias("year"),
            pl.col("theta_mean").alias("mean"),
            pl.col("theta_sd").alias("sd"),
        )
    ]
    for name in list(NAMES)[1:]:
        scores = pl.read_parquet(place / name / "scores.parquet").filter(pl.col("cow") == KOREA)
        parts.append(
            scores.select(pl.lit(NAMES[name]).alias("fit"), pl.col("year").cast(pl.Int64), "mean", "sd")
        )
    return pl.concat(parts).filter(pl.col("year").is_between(FIRST, LAST)).sort("fit", "year")


def korea(place: Path) -> str:
    rows = korea_rows(place)
    years = (2010, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021)
    out = []
    for name in NAMES.values():
        mine = {row["year"]: row for row in rows.filter(pl.col("fit") == name).iter_rows(named=True)}
        fall = mine[2021]["mean"] - mine[2018]["mean"]
        out.append(
            [name, *(f"{mine[year]['mean']:.2f} ({mine[year]['sd']:.2f})" for year in years), f"{fall:+.2f}"]
        )
    return table(["fit", *map(str, years), "2018 to 2021"], out)


def korea_figure(place: Path) -> str:
    data = korea_rows(place).with_columns(
        (pl.col("mean") - 1.645 * pl.col("sd")).alias("low"),
        (pl.col("mean") + 1.645 * pl.col("sd")).alias("high"),
    )
    frame = pd.DataFrame(data.to_dict(as_series=False))
    names = list(NAMES.values())
    colour = alt.Color(
        "fit:N", title=None, sort=names, scale=alt.Scale(domain=names, range=list(COLOURS)), legend=None
    )
    x = alt.X(
        "year:Q", axis=alt.Axis(format="d", title=None), scale=alt.Scale(domain=[FIRST, LAST], nice=False)
    )
    y = alt.Y("mean:Q", title="latent respect", scale=alt.Scale(zero=False))
    panels = []
    grey = frame[frame["fit"] == names[0]]
    for name in names[1:]:
        mine = frame[frame["fit"] == name]
        band = (
            alt.Chart(mine, title=name)
            .mark_area(opacity=0.2)
            .encode(x=x, y=alt.Y("low:Q", title="latent respect"), y2="high:Q", color=colour)
        )
        line = alt.Chart(mine).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
        old = alt.Chart(grey).mark_line(strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x, y=y, color=colour)
        panels.append((band + old + line).properties(width=210, height=220))
    chart = alt.hconcat(*panels).resolve_scale(y="shared").configure(background="white", font="sans-serif")
    return str(vlc.vegalite_to_svg(chart.to_dict()))


def worlds(place: Path) -> pl.DataFrame:
    """Yearly means over states, with the error of the mean, under each measure; states that were there throughout."""
    parts = []
    for name in MEASURES:
        scores = pl.read_parquet(place / name / "scores.parquet")
        with np.load(place / name / "draws.npz", allow_pickle=False) as found:
            draws = found["draws"].astype(float)
        draws = (draws - scores["mean"].mean()) / scores["mean"].std()
        year, cow = scores["year"].to_numpy(), scores["cow"].to_numpy()
        always = set(cow[year == 1981])
        for until in range(1981, 2022):
            always &= set(cow[year == until])
        steady = np.isin(cow, list(always))
        for among, mask in (
            ("all states", np.ones(len(year), bool)),
            (f"the {len(always)} states of every year since 1981", steady),
        ):
            for one in range(1981, 2022):
                means = draws[:, mask & (year == one)].mean(axis=1)
                parts.append(
                    {
                        "measure": MEASURES[name],
                        "among": among,
                        "year": one,
                        "mean": means.mean(),
                        "low": np.quantile(means, 0.05),
                        "high": np.quantile(means, 0.95),
                    }
                )
    return pl.DataFrame(parts)


def trend(place: Path) -> str:
    rows = worlds(place)
    years = (1981, 1991, 2001, 2011, 2021)
    out = []
    for (among, measure), mine in rows.group_by(["among", "measure"], maintain_order=True):
        cells = {row["year"]: row for row in mine.iter_rows(named=True)}
        said = [
            f"{cells[year]['mean']:+.2f} ({cells[year]['low']:+.2f} to {cells[year]['high']:+.2f})"
            for year in years
        ]
        out.append([among, measure, *said, f"{cells[2021]['mean'] - cells[1981]['mean']:+.2f}"])
    out.sort(key=lambda row: row[0])
    return table(["among", "measure", *map(str, years), "1981 to 2021"], out)


def trend_figure(place: Path) -> str:
    frame = pd.DataFrame(worlds(place).to_dict(as_series=False))
    names = list(MEASURES.values())
    colour = alt.Color(
        "measure:N", title=None, sort=names, scale=alt.Scale(domain=names, range=list(COLOURS[1:]))
    )
    x = alt.X(
        "year:Q", axis=alt.Axis(format="d", title=None), scale=alt.Scale(domain=[1981, 2021], nice=False)
    )
    panels = []
    for among in dict.fromkeys(frame["among"]):
        mine = frame[frame["among"] == among]
        base = alt.Chart(mine, title=among)
        title = "mean over states, in standard deviations of the measure"
        band = base.mark_area(opacity=0.25).encode(
            x=x, y=alt.Y("low:Q", title=title), y2="high:Q", color=colour
        )
        line = base.mark_line(strokeWidth=2).encode(x=x, y=alt.Y("mean:Q", title=title), color=colour)
        panels.append((band + line).properties(width=300, height=240))
    chart = alt.hconcat(*panels).resolve_scale(y="shared").configure(background="white", font="sans-serif")
    chart = chart.configure_legend(orient="bottom")
    return str(vlc.vegalite_to_svg(chart.to_dict()))


def write(place: Path) -> None:
    text = PAGE.read_text("utf-8")
    blocks = {
        "agreement": agreement(place),
        "diagnostics": diagnostics(place),
        "speed": speed(),
        "korea": korea(place),
        "trend": trend(place),
    }
    for name, block in blocks.items():
        text = fill(text, f"measurement-{name}", block)
    PAGE.write_text(text, "utf-8")
    (FIGURES / "measurement-korea.svg").write_text(korea_figure(place) + "\n", "utf-8")
    (FIGURES / "measurement-trend.svg").write_text(trend_figure(place) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("fit", "write"))
    parser.add_argument("place", type=Path, metavar="DIR")
    asked = parser.parse_args()
    {"fit": fit, "write": write}[asked.what](asked.place)


if __name__ == "__main__":
    main()
