"""The figures of docs/explanation/games-depth.md: at which depth, detection and patience North Korea's treaties hold.

    python bench/games_depth.py            prints the block of the page
    python bench/games_depth.py --write    puts it into the page, and draws docs/figures/games-depth.svg

Worlds are drawn from the case's own priors, 10,000 of them with seed 0. Nothing is simulated.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd
import vl_convert as vlc

import suasion
from docs_markdown import fill, table
from suasion.domain.resolved import Resolved
from suasion.games import issue_linkage
from suasion.games.depth import deepest_treaty, needed, ratification
from suasion.mechanisms.detection import detected
from suasion.notation import DOMAINS

DOCS = Path(__file__).resolve().parents[1] / "docs"
WORLDS = 10_000
DETECTION = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
PATIENCE = (0.6, 0.8, 0.9, 0.96)
COLOURS = ("#c58b2a", "#7a7f86", "#1d5f8a", "#0b2d45")


class Drawn(NamedTuple):
    """What the game needs of the drawn worlds, each [world]."""

    benefit: np.ndarray
    patience: np.ndarray
    demand: np.ndarray
    seen: dict[str, np.ndarray]
    asked: dict[str, np.ndarray]


def drawn(resolved: Resolved) -> Drawn:
    """Draws of the case; depth asked is the treaty's level less the state's, over the domains it binds."""
    worlds = suasion.draw_worlds(resolved, worlds=WORLDS)
    of = {str(name): np.asarray(worlds[name], float) for name in worlds}
    levels = resolved.case.baseline.levels
    unaided = of["target.detection"]
    in_force = detected(
        unaided, levels["monitoring"].level, levels["follow_up"].level, of["state.information"]
    )
    return Drawn(
        benefit=of["target.issue.benefit"],
        patience=of["target.issue.patience"],
        demand=of["target.issue.demand"],
        seen={
            "no extra monitoring": unaided,
            "policy in force": np.asarray(in_force, float),
            "policy in force, answered": np.asarray(in_force, float) * of["state.credibility"],
            "every breach seen": np.ones(WORLDS),
        },
        asked={one.treaty: asked(resolved, one.treaty, of) for one in resolved.case.commitments},
    )


def asked(resolved: Resolved, treaty: str, of: dict[str, np.ndarray]) -> np.ndarray:
    """Depth that a treaty asks, weighted by how far it binds each domain, [world]."""
    text = resolved.treaties[treaty]
    binds = np.array([getattr(text.binds, domain) for domain in DOMAINS])
    gaps = [np.maximum(getattr(text.depth, d).value - of[f"state.{d}"], 0) for d in DOMAINS]
    return np.asarray(binds @ np.stack(gaps) / binds.sum())


def span(values: np.ndarray) -> str:
    """Median with 5% and 95% points."""
    low, mid, high = np.quantile(values, (0.05, 0.5, 0.95))
    return f"{mid:.2f} ({low:.2f} to {high:.2f})"


def out_of(values: np.ndarray) -> str:
    return f"{100 * float(np.mean(values)):.0f}"


def surface() -> str:
    rows: list[list[Any]] = [
        [f"{pi:g}", *(f"{deepest_treaty(1.0, delta, detection=pi):.2f}" for delta in PATIENCE)]
        for pi in DETECTION
    ]
    return table(["chance of detection", *(f"patience {delta:g}" for delta in PATIENCE)], rows)


def lengths() -> str:
    rows = [
        [
            f"{pi:g}",
            *(f"{deepest_treaty(1.0, 0.9, periods=n, detection=pi):.2f}" for n in (1, 3, 10)),
            f"{deepest_treaty(1.0, 0.9, detection=pi):.2f}",
        ]
        for pi in (0.3, 1.0)
    ]
    return table(["chance of detection", "1 period", "3 periods", "10 periods", "for ever"], rows)


def treaty_by_treaty(d: Drawn) -> str:
    rows = []
    for treaty, depth in d.asked.items():
        need = {name: needed(depth, d.benefit, d.patience, detection=seen) for name, seen in d.seen.items()}
        now = need["policy in force"]  # the least detection is the same in all
        rows.append(
            [f"`{treaty}`", *map(span, (depth, now.benefit, now.detection, now.patience))]
            + [
                out_of(depth <= deepest_treaty(d.benefit, d.patience, detection=seen))
                for seen in d.seen.values()
            ]
        )
    heads = ["treaty", "depth asked", "least benefit", "least detection", "least patience"]
    return table([*heads, *(f"kept: {name}" for name in d.seen)], rows)


def tied_to_weapons(d: Drawn) -> str:
    """Rights worth nothing in themselves, tied to the linked issue at several demands."""
    rows = []
    treaties = np.stack(list(d.asked.values()))
    for name, seen in d.seen.items():
        best = issue_linkage.best_demand(d.benefit[:, None], d.patience, detection=seen)[:, 0]
        for ask, demand in (
            ("as drawn", d.demand),
            ("half of that", d.demand / 2),
            ("what lends most", best),
        ):
            tied = issue_linkage.linked(demand[:, None], d.benefit[:, None], d.patience, detection=seen)
            rows.append(
                [
                    name,
                    ask,
                    out_of(tied.kept),
                    span(tied.depth),
                    out_of((treaties <= tied.depth).all(0)),
                ]
            )
    heads = ["detection", "demand on weapons", "package kept", "depth of rights", "every treaty kept"]
    return table(heads, rows)


def who_ratifies() -> str:
    rows = []
    for punishment in (0.0, 0.005, 0.02, 0.05):
        found = ratification(0.8, 0.02, punishment)
        rows.append(
            [f"{punishment:g}"]
            + ["none to compare" if np.isnan(value) else f"{float(value):.2f}" for value in found]
        )
    heads = ["joining", "kept", "compliance", "apparent", "effect", "naive gap", "of all"]
    return table(["punishment", *heads], rows)


def block(resolved: Resolved) -> str:
    d = drawn(resolved)
    return "\n\n".join(
        [
            f"Written by `bench/games_depth.py --write`: {WORLDS:,} draws of the case's priors, seed 0. "
            "Middle values stand with their 5% and 95% points; shares of draws are out of 100.",
            f"Detection without extra monitoring: {span(d.seen['no extra monitoring'])}; under the policy in force: "
            f"{span(d.seen['policy in force'])}; seen and answered: "
            f"{span(d.seen['policy in force, answered'])}. Patience: {span(d.patience)}. Weapons: demand "
            f"{span(d.demand)}, benefit {span(d.benefit)}.",
            "**Deepest treaty at a benefit of 1, punished for ever**",
            surface(),
            "**The same by length of punishment, patience .9**",
            lengths(),
            "**Treaty by treaty, were rights worth to it what the weapons issue is worth**",
            treaty_by_treaty(d),
            "**Rights worth nothing in themselves, tied to weapons**",
            tied_to_weapons(d),
            "**Who ratifies a treaty of depth .8 when accession is worth .02**",
            who_ratifies(),
        ]
    )


def figure() -> str:
    """Deepest treaty by detection, a line for each patience, as SVG."""
    pi = np.linspace(0, 1, 101)
    rows = [
        {"detection": p, "depth": deepest_treaty(1.0, delta, detection=p), "patience": f"patience {delta:g}"}
        for delta in PATIENCE
        for p in pi
    ]
    names = [f"patience {delta:g}" for delta in PATIENCE]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("detection:Q", title="chance that a breach is seen"),
        y=alt.Y("depth:Q", title="deepest treaty that is kept (benefit 1)", scale=alt.Scale(domain=[0, 2])),
        color=alt.Color("patience:N", sort=names, scale=alt.Scale(domain=names, range=COLOURS), legend=None),
    )
    last = base.transform_filter("datum.detection == 1").mark_text(align="left", dx=6, fontSize=12)
    chart = (base.mark_line(strokeWidth=2.5) + last.encode(text="patience:N")).properties(
        width=460, height=280, background="white"
    )
    return str(vlc.vegalite_to_svg(chart.configure_axis(labelFontSize=12, titleFontSize=12).to_dict()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the page's block and its figure")
    text = block(suasion.load_case("north-korea"))
    if not parser.parse_args().write:
        print(text)
        return
    page = DOCS / "explanation" / "games-depth.md"
    page.write_text(fill(page.read_text("utf-8"), "depth", text), "utf-8")
    (DOCS / "figures" / "games-depth.svg").write_text(figure(), "utf-8")


if __name__ == "__main__":
    main()
