"""The figures of docs/explanation/games-bargaining.md: the six-party talks, at separate tables and linked.

    python scripts/games_bargaining.py            prints the block of the page
    python scripts/games_bargaining.py --write    puts it into the page, and draws docs/figures/games-bargaining.svg
    python scripts/games_bargaining.py --speed    prints how long it takes

Numbers are drawn from the ranges of library/talks/six-party.toml, 1,000 times with seed 0.
"""

from __future__ import annotations

import timeit

import numpy as np
import vl_convert as vlc

import suasion
from docs_markdown import table
from games_page import run
from suasion.domain.findings.talks import TalksFindings
from suasion.games.bargaining.coalitions import rule
from suasion.games.bargaining.package import Table, nash_package
from suasion.games.bargaining.status_quo import equilibria

NAME = "six-party"
WAYS = {
    "alone": "rights and compensation, weapons not talked about",
    "linked": "all three at one table",
    "after": "rights and compensation, once weapons are agreed",
    "without": "weapons and compensation, rights not talked about",
}


def spread(three: tuple[float, float, float]) -> str:
    """Median with 5% and 95% points."""
    return f"{three[1]:.2f} ({three[0]:.2f} to {three[2]:.2f})"


def by_issue(found: TalksFindings) -> str:
    rows = [
        [
            one.title,
            f"{one.median[0]:.2f}",
            f"{one.mean:.2f}",
            f"{one.core[0]:.2f} to {one.core[1]:.2f}",
            " or ".join(f"{rest.mean:.2f}" for rest in one.bargained),
        ]
        for one in found.issues.values()
    ]
    return table(
        ["issue", "weighted median", "weighted mean", "core", "bargained against the status quo"], rows
    )


def by_table(found: TalksFindings) -> str:
    issues = found.issues
    rows = [
        ["all linked" if name == "linked" else issues[name].title]
        + [f"{one.package[issue]:.2f}" if issue in one.package else "" for issue in issues]
        + [f"{gain:+.2f}" for gain in one.gains.values()]
        for name, one in found.tables.items()
    ]
    return table(["table", *(one.title for one in issues.values()), *found.parties.values()], rows)


def by_way(found: TalksFindings) -> str:
    drawn, rows = found.draws, []
    assert drawn is not None  # they were asked for
    for name, level in found.ways.items():
        more, less = (
            f"{100 * shares[name]:.0f}" if name in shares else "" for shares in (drawn.raised, drawn.lowered)
        )
        rows.append([WAYS[name.split()[0]], f"{level:.2f}", spread(drawn.levels[name]), more, less])
    return table(
        ["what is talked about", "rights", "over the draws", "linked is higher", "linked is lower"], rows
    )


def by_demand(found: TalksFindings) -> str:
    one = found.demands["weapons"]
    asked = "none" if one.at_asked is None else f"{one.at_asked:.2f}"
    rows = [
        ["demand that leaves room for most rights", f"{one.best:.2f}", f"{one.most:.2f}"],
        ["demand of the file", f"{one.asked:.2f}", asked],
        ["greatest demand that any package holds", f"{one.greatest:.2f}", ""],
    ]
    return table(["demand on weapons", "level", "most rights that all accept"], rows)


def swings(found: TalksFindings) -> str:
    rows = [
        [f"`{one.id}`", f"{one.low:.3g} to {one.high:.3g}"]
        + [f"{way[0]:.2f} to {way[1]:.2f}" for way in (one.linked, one.alone)]
        for one in found.swings[:8]
    ]
    return table(["number", "from, to", "rights linked", "rights alone"], rows)


def block(found: TalksFindings) -> str:
    drawn = found.draws
    assert drawn is not None  # they were asked for
    power = ", ".join(f"{found.parties[k]} {100 * v:.0f}" for k, v in found.power.items())
    movers = ", ".join(f"`{name}` {value:+.2f}" for name, value in drawn.movers[:6])
    return "\n\n".join(
        [
            f"Written by `scripts/games_bargaining.py --write`: `suasion talks {NAME}`, {drawn.count:,} draws, seed"
            f" {drawn.seed}. Shares of power and of draws are out of 100.",
            f"Power: {power}.",
            "**Each issue by itself**",
            by_issue(found),
            "**Nash's package at each table, and what each party gains, in units of its own loss**",
            by_table(found),
            "**Where rights end**",
            by_way(found),
            f"What goes with a higher gain from linking, against rights alone (rank correlation): {movers}.",
            "**Rights tied to a fixed demand on weapons**",
            by_demand(found),
            f"Over the draws some package holds the demand of the file in {100 * drawn.held['weapons']:.0f}.",
            "**One number after another, from low to high: the eight that move linked rights most**",
            swings(found),
        ]
    )


def speed() -> str:
    """Seconds: the whole command's work, a thousand packages of six parties over three issues, one status-quo game."""
    rng = np.random.default_rng(0)
    many = Table(
        rng.uniform(0, 1, (1000, 6, 3)),
        rng.uniform(0, 1, (1000, 6, 3)),
        np.zeros(3),
        np.full((1000, 6), 1 / 6),
    )
    how = rule(np.ones(6))
    at = np.linspace(0.1, 0.9, 6)
    times = {
        "six-party talks with 1,000 draws": lambda: suasion.talks(NAME),
        "1,000 Nash packages, 6 parties, 3 issues": lambda: nash_package(many),
        "bargaining against the status quo, 6 parties": lambda: equilibria(how, at, 0.0, 0.9),
    }
    return "\n".join(
        f"{name}: {min(timeit.repeat(one, number=1, repeat=3)):.3f} s" for name, one in times.items()
    )


def main() -> None:
    run(
        __doc__,
        page="games-bargaining",
        name="talks",
        picture="bargaining",
        block=lambda: block(suasion.talks(NAME).findings),
        figure=lambda: str(vlc.vegalite_to_svg(suasion.talks(NAME).plot().to_dict())),
        speed=speed,
    )


if __name__ == "__main__":
    main()
