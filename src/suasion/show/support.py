"""How far a case lies from what was observed, on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table


def support(title: str, rows: Sequence[dict[str, Any]], text: str, cannot_say: str) -> None:
    """A line for each variable, and the words under it."""
    console = Console()
    table = Table(
        "variable",
        "case",
        "median",
        "1% to 99%",
        "elsewhere",
        "place",
        "",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for column in table.columns[1:-1]:
        column.justify = "right"
    for column in table.columns:
        column.no_wrap = True
    for row in rows:
        mark = "never" if row["never"] else "rare" if row["beyond"] else ""
        table.add_row(
            row["variable"].replace("_", " "),
            f"{row['value']:.3f}",
            f"{row['q50']:.3f}",
            f"{row['q01']:.3f}–{row['q99']:.3f}",
            f"{row['least']:.3f}–{row['greatest']:.3f}",
            f"{row['percentile']:.0%}",
            mark,
        )
    console.print(f"[bold]{escape(title)}[/bold]: the case's start among all state-years", highlight=False)
    console.print(table)
    legend = "Elsewhere: least and greatest of other states. Place: share of state-years below. Rare: beyond 1% to 99%."
    console.print(legend, style="dim", highlight=False)
    for line in filter(None, (cannot_say, *text.splitlines())):
        console.print(escape(line), highlight=False)
