"""What threats and small games print: tables and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

SMALLEST = 5e-5  # chances below this are not shown


def equilibria(found: Mapping[str, Any]) -> None:
    """All equilibria of a threat game."""
    rows = [
        [
            *(f"{one[name]:.6f}" for name in ("p_resist", "p_challenge", "p_fight")),
            f"{one['residual']:.0e}",
            "two meet here" if one["touching"] else "",
        ]
        for one in found["equilibria"]
    ]
    console = Console()
    heads = ["B resists", "A threatens", "A fights once resisted", "residual", ""]
    console.print(_table(heads, rows, f"{len(rows)} equilibri{'um' if len(rows) == 1 else 'a'}", left=0))
    if len(rows) > 1:
        console.print("Nothing says which of them would be played.", highlight=False)


def fit(found: Mapping[str, Any]) -> None:
    """Estimated payoffs, the words, the effect on threats, and what cannot be said."""
    console = Console()
    rows = [
        [
            one["payoff"],
            escape(one["covariate"]),
            *(_number(one[name], 3) for name in ("estimate", "se", "low", "high")),
        ]
        for one in found["table"]
    ]
    heads = ["payoff", "covariate", "estimate", "std. error", "95% from", "to"]
    console.print(_table(heads, rows, f"Payoffs by {found['method_name']}"))
    console.print(escape(found["text"]), highlight=False)
    effect = found["effect"]
    rows = [
        [
            f"{one['change']:+g}" if one["change"] else "0",
            _number(one["level"], 2),
            *(_share(one[name]) for name in ("threats", "low", "high")),
            str(one["several"] or ""),
        ]
        for one in effect["table"]
    ]
    heads = [
        f"{effect['payoff']} moved by",
        "its mean",
        "threats",
        "95% from",
        "to",
        "rows with several equilibria",
    ]
    console.print()
    console.print(_table(heads, rows, "Expected share of dyads that are threatened", left=0))
    console.print(escape(effect["text"]), highlight=False)
    console.print("\n[bold]What this cannot say[/bold]")
    for one in found["cannot_say"]:
        console.print(f"- {escape(one)}", highlight=False)


def solution(found: Mapping[str, Any]) -> None:
    """Equilibria of a small game, one table each, and the words."""
    console = Console()
    for number, one in enumerate(found["equilibria"], 1):
        rows = []
        for where in one["choices"]:
            played = [action for action in where["mixture"] if action["value"] > SMALLEST]
            rows += [
                [escape(where["where"]) if i == 0 else "", escape(action["action"]), action["chance"]]
                for i, action in enumerate(played)
            ]
        said = f"{number}. {one['how']}; payoffs {', '.join(one['payoffs'])}; regret {one['regret']}"
        if one["off_path"] is not None:
            said += f", in subgames {one['off_path']}"
        console.print(escape(said), highlight=False)
        console.print(_table(["who", "does", "with chance"], rows, "", left=2))
    console.print(escape(found["text"]), highlight=False)
    for one in found["cannot_say"]:
        console.print(f"It cannot say: {escape(one[0].lower() + one[1:])}", highlight=False)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str, left: int = 2) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for i, head in enumerate(heads):
        table.add_column(head, justify="left" if i < left else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"
