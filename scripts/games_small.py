"""The figures of docs/explanation/games-small.md: small games of examples/games solved, and the path of quantal response.

    python scripts/games_small.py            prints the block of the page
    python scripts/games_small.py --write    puts it into the page, and draws docs/figures/games-small.svg
    python scripts/games_small.py --speed    prints how long games take; beside Gambit where pygambit is installed

Payoffs of the examples are invented; they describe no state.
"""

from __future__ import annotations

import importlib.util
import timeit
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import vl_convert as vlc

from docs_markdown import table
from games_page import run
from suasion import lab
from suasion.domain.findings.solution import Equilibrium
from suasion.games.forms import Normal, solve, solve_with_gambit
from suasion.games.forms.limits import extensive_worth, normal_worth
from suasion.games.forms.logit_path import trace

ROOT = Path(__file__).resolve().parents[1]
GAMES = ROOT / "examples" / "games"
NAMES = ("threat.efg", "two-senders.nfg", "horse.efg")
COLOURS = ("#0b2d45", "#c58b2a")
SHARP = 30.0  # precision up to which the figure goes
ROUNDING = 1e-9  # what machines differ by is left out of what is printed


def number(x: Fraction | float) -> str:
    return str(x) if isinstance(x, Fraction) else f"{round(float(x), 3) + 0.0:.3f}"


def choices(one: Equilibrium) -> str:
    """What is done, place by place, without chances that would print as 0."""
    return "; ".join(
        f"{choice.where}: "
        + ", ".join(
            play.action if play.chance > 1 - ROUNDING else f"{play.action} {number(play.chance)}"
            for play in choice.mixture
            if number(play.chance) not in ("0", "0.000")
        )
        for choice in one.choices
    )


def solved(name: str) -> str:
    """Every equilibrium that is found, and the end of the logit path."""
    rows = []
    for method in ("all", "logit"):
        for one in lab.solve(GAMES / name, method=method).equilibria:
            small = (
                "0" if one.regret < ROUNDING else "below 1e-6" if one.regret < 1e-6 else f"{one.regret:.0e}"
            )
            empty = "" if one.off_path is None else number(one.off_path) if one.off_path > 1e-6 else "0"
            rows.append([one.how, choices(one), ", ".join(number(x) for x in one.payoffs), small, empty])
    heads = ["found by", "what is done", "payoffs", "regret", "regret in subgames"]
    return f"`examples/games/{name}`:\n\n{table(heads, rows)}"


def block() -> str:
    return "\n\n".join(["Written by `scripts/games_small.py --write`.", *map(solved, NAMES)])


def path(name: str, shown: dict[int, str]) -> pd.DataFrame:
    """Chances on the path of quantal response, by precision."""
    game = lab.load_game(GAMES / name)
    if isinstance(game, Normal):
        found = trace(normal_worth(game, scaled=False), game.sizes, SHARP, step=0.01)
    else:
        sizes = [len(game.at[place].actions) for place in game.places]
        found = trace(extensive_worth(game, scaled=False), sizes, SHARP, step=0.01)
    return pd.concat(
        pd.DataFrame({"precision": found.precision, "chance": found.chances[:, place], "who": label})
        for place, label in shown.items()
    )


def _each(way: Callable[[Normal], object], games: Sequence[Normal]) -> None:
    for game in games:
        way(game)


def panel(title: str, data: pd.DataFrame) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(data[data["precision"] > 0.05], title=title)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X(
                "precision:Q",
                title="precision of choice (log scale)",
                scale=alt.Scale(type="log", domain=[0.05, SHARP]),
                axis=alt.Axis(values=[0.1, 1, 10]),
            ),
            y=alt.Y("chance:Q", title="chance", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "who:N",
                title=None,
                sort=None,
                scale=alt.Scale(range=COLOURS),
                legend=alt.Legend(orient="bottom"),
            ),
        )
        .properties(width=300, height=240)
    )
    return chart


def figure() -> str:
    left = panel("A threat of sanctions", path("threat.efg", {0: "target abuses", 2: "sender punishes"}))
    right = panel("Two senders", path("two-senders.nfg", {0: "either sender sanctions"}))
    chart = (left | right).resolve_scale(color="independent").configure(background="white", font="sans-serif")
    return str(vlc.vegalite_to_svg(chart.to_dict()))


def speed() -> str:
    """Milliseconds for all equilibria of random games of two, 4 by 4, whole numbers; the best of five rounds."""
    rng = np.random.default_rng(0)
    games = []
    for first, second in rng.integers(-9, 10, (20, 2, 4, 4)):
        payoffs = tuple(
            (Fraction(int(first[i, j])), Fraction(int(second[i, j]))) for j in range(4) for i in range(4)
        )
        games.append(Normal("", ("A", "B"), (tuple("abcd"),) * 2, payoffs))
    ways: dict[str, Callable[[Normal], object]] = {"Suasion": solve}
    if importlib.util.find_spec("pygambit"):
        ways["Gambit (file handed over, regret reckoned here)"] = solve_with_gambit
    times = {
        name: min(timeit.repeat(partial(_each, way, games), number=1, repeat=5)) / len(games)
        for name, way in ways.items()
    }
    said = [f"{name}: {1000 * seconds:.2f} ms a game" for name, seconds in times.items()]
    if len(times) == 1:
        said.append("pygambit is not installed: no ratio")
    else:
        ours, theirs = times.values()
        said.append(f"Suasion takes {ours / theirs:.2f} times as long as Gambit")
    return "\n".join(said)


def main() -> None:
    run(__doc__, page="games-small", name="small", block=block, figure=lambda: figure() + "\n", speed=speed)


if __name__ == "__main__":
    main()
