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
        "variable", "case", "1%", "median", "99%", "least", "greatest", "place", "", box=SIMPLE_HEAD
    )
    for column in table.columns[1:-1]:
        column.justify = "right"
    for row in rows:
        ends = (row[name] for name in ("value", "q01", "q50", "q99", "least", "greatest"))
        mark = "never observed elsewhere" if row["never"] else "beyond 1%" if row["beyond"] else ""
        numbers = [f"{number:.3f}" for number in ends]
        table.add_row(row["variable"].replace("_", " "), *numbers, f"{row['percentile']:.0%}", mark)
    console.print(f"[bold]{escape(title)}[/bold]: the case's start among all state-years", highlight=False)
    console.print(table)
    for line in filter(None, (cannot_say, *text.splitlines())):
        console.print(escape(line), highlight=False)
