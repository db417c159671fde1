"""The figures of docs/explanation/games-threat.md: the equilibria of sanction threats, and crises played from them.

    python scripts/games_threat.py            prints the block of the page
    python scripts/games_threat.py --write    puts it into the page, and draws docs/figures/games-threat.svg

The payoffs are those of the example in the package sigInt; they describe no state.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import vl_convert as vlc

from docs_markdown import table
from games_page import run
from suasion.games import threat

EXAMPLE = {"S_A": 0.0, "V_A": 1.0, "C_B": 0.0, "V_B": 1.0, "W_A": -1.9, "a": -1.2}
W_B = (-3.2, -2.9, -2.8, -2.6)
AUDIENCE = (-2.0, -1.6, -1.3, -1.2, -1.1, -0.8, -0.4)
CRISES, SEED = 1_000_000, 0
SURE = 1e-12  # the largest residual that the tables may hold
COLOURS = ("#0b2d45", "#c58b2a")
KINDS = ("the only one", "one of several")


def listed(**changes: object) -> threat.Equilibria:
    payoffs: dict[str, Any] = {**EXAMPLE, **changes}
    return threat.equilibria(**payoffs)


def equilibria_table(name: str, values: tuple[float, ...], **fixed: float) -> str:
    """One row for each equilibrium at each value of one payoff."""
    rows = []
    for value in values:
        found = listed(**{**fixed, name: value})
        if not found.residual.max() < SURE:
            raise ArithmeticError(f"{name} = {value:g} leaves a residual of {found.residual.max():.0e}")
        chances = np.stack([found.p_resist, found.p_challenge, found.p_fight], -1)
        rows += [[f"{value:g}", *(f"{x:.6f}" for x in one)] for one in chances]
    return table([f"`{name}`", "`p_resist`", "`p_challenge`", "`p_fight`"], rows)


def crises_table() -> str:
    """Crises played in each equilibrium of the example beside their chances."""
    found = listed(W_B=-2.9)
    rows = []
    for place, chance in enumerate(found.p_resist):
        played = threat.simulate(**EXAMPLE, W_B=-2.9, crises=CRISES, seed=SEED, p_resist=chance)
        expected = found.outcomes[place]
        rows.append(
            [f"{chance:.6f}"]
            + [f"{int(n):,} ({CRISES * e:,.0f})" for n, e in zip(played, expected, strict=True)]
        )
    return table(["`p_resist`", "no challenge", "concession", "back-down", "fight"], rows)


def block() -> str:
    return "\n\n".join(
        [
            f"Written by `scripts/games_threat.py --write`; every residual is below {SURE:.0e}. All equilibria of the example as B's "
            "worth of a fight, `W_B`, changes:",
            equilibria_table("W_B", W_B),
            "As A's audience cost `a` changes, with `W_B` = -2.9:",
            equilibria_table("a", AUDIENCE, W_B=-2.9),
            f"{CRISES:,} dyads played with seed {SEED} in each equilibrium at `W_B` = -2.9, in brackets what its "
            "chances lead to expect:",
            crises_table(),
        ]
    )


def points(name: str, values: np.ndarray, **fixed: float) -> pd.DataFrame:
    """Every equilibrium over values of one payoff."""
    found = listed(**{**fixed, name: values})
    game, place = np.nonzero(~np.isnan(found.p_resist))
    return pd.DataFrame(
        {
            "value": values[game],
            "resist": found.p_resist[game, place],
            "challenge": found.p_challenge[game, place],
            "kind": np.where(found.count[game] > 1, KINDS[1], KINDS[0]),
        }
    )


def panel(data: pd.DataFrame, y: str, x_title: str, y_title: str) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_circle(size=9, opacity=1)
        .encode(
            x=alt.X("value:Q", title=x_title, scale=alt.Scale(zero=False, nice=False)),
            y=alt.Y(f"{y}:Q", title=y_title, scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("kind:N", title="equilibrium", scale=alt.Scale(domain=KINDS, range=COLOURS)),
        )
        .properties(width=300, height=260)
    )
    return chart


def figure() -> str:
    left = panel(
        points("W_B", np.linspace(-3.4, -2.4, 161)),
        "resist",
        "B's worth of a fight (W_B)",
        "chance that B resists",
    )
    right = panel(
        points("a", np.linspace(-2.2, -0.2, 161), W_B=-2.9),
        "challenge",
        "A's worth of backing down (a)",
        "chance that A threatens",
    )
    chart = (left | right).configure(background="white", font="sans-serif")
    return vlc.vegalite_to_svg(chart.to_dict())


def main() -> None:
    run(__doc__, page="games-threat", name="threat", block=block, figure=lambda: figure() + "\n")


if __name__ == "__main__":
    main()
