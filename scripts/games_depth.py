"""The figures of docs/explanation/games-depth.md: at which depth, detection and patience North Korea's treaties hold.

    python scripts/games_depth.py            prints the block of the page
    python scripts/games_depth.py --write    puts it into the page, and draws docs/figures/games-depth.svg

Worlds are drawn from the case's own priors, 10,000 of them with seed 0. Nothing is simulated.
"""

from __future__ import annotations

import timeit
from functools import partial

import numpy as np
import vl_convert as vlc

import suasion
from docs_markdown import table
from games_page import run
from suasion.brief.figures.depth_surface import surface_chart
from suasion.decide.depth import DETECTION, PATIENCE, by_case, draws_of_case
from suasion.domain.case import Case
from suasion.domain.findings.depth import DepthOfCase, Span
from suasion.games.depth import deepest_treaty, ratification

WORLDS = 10_000


def said(points: Span) -> str:
    """Median with 5% and 95% points."""
    low, mid, high = points
    return f"{mid:.2f} ({low:.2f} to {high:.2f})"


def surface() -> str:
    rows = [
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


def treaty_by_treaty(found: DepthOfCase) -> str:
    rows = [
        [
            f"`{treaty}`",
            *(said(part) for part in (one.asked, one.benefit, one.detection, one.patience)),
            *(f"{100 * share:.0f}" for share in one.honoured.values()),
        ]
        for treaty, one in found.treaties.items()
    ]
    heads = ["treaty", "depth asked", "least benefit", "least detection", "least patience"]
    return table([*heads, *(f"kept: {name}" for name in found.seen)], rows)


def tied_to_weapons(found: DepthOfCase) -> str:
    """Rights worth nothing in themselves, tied to the linked issue at several demands."""
    rows = [
        [
            row.reading,
            row.demand,
            f"{100 * row.honoured:.0f}",
            said(row.depth),
            f"{100 * row.every_treaty:.0f}",
        ]
        for row in found.linked
    ]
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


def block(case: Case) -> str:
    worlds = suasion.draw_worlds(case, worlds=WORLDS)
    d = draws_of_case(case, {str(name): np.asarray(worlds[name], float) for name in worlds})
    found = by_case(case, d)
    return "\n\n".join(
        [
            f"Written by `scripts/games_depth.py --write`: {WORLDS:,} draws of the case's priors, seed 0. "
            "Middle values stand with their 5% and 95% points; shares of draws are out of 100.",
            f"Detection without extra monitoring: {said(found.seen['no extra monitoring'])}; under the policy in force: "
            f"{said(found.seen['policy in force'])}; seen and answered: "
            f"{said(found.seen['policy in force, answered'])}. Patience: {said(found.patience)}. Weapons: demand "
            f"{said(found.demand)}, benefit {said(found.benefit)}.",
            "**Deepest treaty at a benefit of 1, punished for ever**",
            surface(),
            "**The same by length of punishment, patience .9**",
            lengths(),
            "**Treaty by treaty, were rights worth to it what the weapons issue is worth**",
            treaty_by_treaty(found),
            "**Rights worth nothing in themselves, tied to weapons**",
            tied_to_weapons(found),
            "**Who ratifies a treaty of depth .8 when accession is worth .02**",
            who_ratifies(),
        ]
    )


def speed() -> str:
    """Time of a surface of a million cells, the best of five, in seconds."""
    beta, delta, pi = np.meshgrid(*(np.linspace(0.01, 0.99, 100) for _ in range(3)))
    times = {}
    for name, periods in (("for ever", None), ("3 periods", 3)):
        surface = partial(deepest_treaty, beta, delta, periods=periods, detection=pi)
        runs = timeit.repeat(surface, number=1)
        times[name] = min(runs)
    listed = ", ".join(f"{name} {seconds:.3f} s" for name, seconds in times.items())
    return f"deepest treaty over 1,000,000 cells: {listed}"


def figure() -> str:
    """Deepest treaty by detection, a line for each patience, as SVG."""
    return str(vlc.vegalite_to_svg(surface_chart().to_dict()))


def main() -> None:
    run(
        __doc__,
        page="games-depth",
        name="depth",
        block=lambda: block(suasion.load_case("north-korea")),
        figure=figure,
        speed=speed,
    )


if __name__ == "__main__":
    main()
