"""The estimates of docs/explanation/games-threat.md: payoffs of sanction threats from 418 dyad-decades.

    python scripts/games_threat_fit.py            prints the block of the page
    python scripts/games_threat_fit.py --write    puts it into the page, and draws docs/figures/games-threat-fit.svg
    python scripts/games_threat_fit.py --speed    prints how long one game and one estimate take

Needs the datasets (SUASION_TEST_DATA, by default ../shared/data). Nothing is drawn by chance.
"""

from __future__ import annotations

import os
import time
import timeit
from functools import cache, partial
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import vl_convert as vlc

import suasion
from docs_markdown import table
from games_page import run
from suasion.games import threat
from suasion.games.threat.fitting import METHODS
from suasion.lab import threat_report as words

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SUASION_TEST_DATA", ROOT.parent / "shared" / "data"))
COUNTS = DATA / "replication" / "crismancox_gibilisco_sanctions_game.csv.gz"
SHOWN = (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
DRAWN = tuple(np.round(np.linspace(-1.25, 1.25, 51), 3))
EXAMPLE = (0.0, 1.0, 0.0, 1.0, -1.9, -2.9, -1.2)
ONE = (*EXAMPLE[:5], -2.6, EXAMPLE[6])
BLUE = "#0b2d45"


@cache
def fitted(method: str) -> threat.Fit:
    return suasion.threat_fit(COUNTS, method=method)


@cache
def moved(method: str, changes: tuple[float, ...]) -> threat.Effect:
    return threat.effect(fitted(method), "a", changes)


def coefficients() -> str:
    """One row a coefficient, one column an estimator."""
    tables = [fitted(method).table for method in METHODS]
    rows = []
    for place, one in tables[0].iterrows():
        cells = [f"{t.loc[place, 'estimate']:.3f} ({t.loc[place, 'se']:.3f})" for t in tables]
        rows.append([f"`{one.payoff}`", one.covariate, *cells])
    return table(["payoff", "covariate", *METHODS.values()], rows)


def likelihoods() -> str:
    rows = []
    for method, name in METHODS.items():
        found = fitted(method)
        p = found.design.payoffs(found.theta)
        rows.append(
            [
                name,
                f"{found.log_likelihood:,.2f}",
                "yes" if found.converged else "NO",
                int((found.equilibria["count"] > 1).sum()),
                f"{p.a.min():.2f} to {p.a.max():.2f}",
                f"{(p.W_A - p.a).min():.2f} to {(p.W_A - p.a).max():.2f}",
            ]
        )
    heads = ["estimator", "log-likelihood in equilibrium", "converged", "rows with several equilibria"]
    return table([*heads, "`a` over the rows", "`W_A - a` over the rows"], rows)


def effects() -> str:
    rows = []
    for place, change in enumerate(SHOWN):
        cells = []
        for method in METHODS:
            one = moved(method, SHOWN).table.iloc[place]
            cells.append(f"{100 * one.threats:.2f} ({100 * one.low:.2f} to {100 * one.high:.2f})")
        rows.append([f"{change:+g}" if change else "0", *cells])
    return table(["`a` moved by", *METHODS.values()], rows)


def said() -> str:
    return "\n".join(
        f"- {name}: {words.effect_text(moved(method, DRAWN).findings)}" for method, name in METHODS.items()
    )


def block() -> str:
    found = fitted("npl")
    counts = found.design.counts
    no, concession, back, fight = counts.sum(0)
    return "\n\n".join(
        [
            f"Written by `scripts/games_threat_fit.py --write`: {len(counts)} dyad-decades, {counts.sum():,.0f} dyad-years or "
            f"crises: {no:,.0f} without a threat, {concession:.0f} concessions, {back:.0f} back-downs, {fight:.0f} fights. So of "
            f"{concession + back + fight:.0f} threats {100 * concession / (concession + back + fight):.1f}% brought a concession, and of "
            f"{back + fight:.0f} that were resisted {100 * fight / (back + fight):.1f}% were carried out. Log-likelihood of the same "
            f"four shares in every row: {found.pooled:,.2f}.",
            "Coefficients, with standard errors that let the crises of a row hang together:",
            coefficients(),
            likelihoods(),
            "Expected share of dyads that are threatened, in percent (95% interval), as `a` moves in every row alike:",
            effects(),
            f"Over moves from {DRAWN[0]:g} to {DRAWN[-1]:g}:",
            said(),
        ]
    )


def figure() -> str:
    """Threats over A's worth of backing down, a panel for each estimator."""
    panels = []
    for method, name in METHODS.items():
        data = pd.DataFrame(moved(method, DRAWN).table[["change", "threats", "low", "high"]])
        x = alt.X("change:Q", title="A's worth of backing down, moved by")
        scale = alt.Scale(type="log", domain=[0.001, 1], clamp=True)
        axis = alt.Axis(format="~%", values=[0.001, 0.01, 0.1, 1], tickCount=4)
        y = alt.Y("threats:Q", title="share of dyads threatened (log scale)", scale=scale, axis=axis)
        base = alt.Chart(data, title=name)
        band = base.mark_area(opacity=0.2, color=BLUE).encode(
            x=x, y=alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q"
        )
        line = base.mark_line(color=BLUE, strokeWidth=2).encode(x=x, y=y)
        now = (
            alt.Chart(pd.DataFrame({"change": [0.0]})).mark_rule(strokeDash=[4, 3], color="#777").encode(x=x)
        )
        panels.append((band + line + now).properties(width=210, height=240))
    chart = alt.hconcat(*panels).configure(background="white", font="sans-serif")
    return str(vlc.vegalite_to_svg(chart.to_dict()))


def speed() -> str:
    """Times, the best of several: all equilibria of one game, and whole estimates; on the clock and of the processor."""
    said = [f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"]
    for name, game in (("three equilibria", EXAMPLE), ("one equilibrium", ONE)):
        runs = timeit.repeat(partial(threat.equilibria, *game), number=1, repeat=200)
        said.append(f"all equilibria of one threat game with {name}: {1000 * min(runs):.2f} ms")
    for method, name in METHODS.items():
        clock, processor = [], []
        for _ in range(3):
            begin = time.perf_counter(), time.process_time()
            suasion.threat_fit(COUNTS, method=method)
            clock.append(time.perf_counter() - begin[0])
            processor.append(time.process_time() - begin[1])
        said.append(
            f"{name}, table read and errors included: {min(clock):.2f} s ({min(processor):.2f} s of the processor)"
        )
    return "\n".join(said)


def main() -> None:
    run(
        __doc__,
        page="games-threat",
        name="threat-fit",
        block=block,
        figure=lambda: figure() + "\n",
        speed=speed,
        needs=COUNTS,
    )


if __name__ == "__main__":
    main()
