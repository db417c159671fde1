"""How far a case lies from what was observed, on the screen."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.support import Support
from suasion.show.console import Console


def support(title: str, findings: Support, text: str, cannot_say: str) -> None:
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
    for name, one in findings.margins.items():
        table.add_row(
            name.replace("_", " "),
            f"{one.value:.3f}",
            f"{one.q50:.3f}",
            f"{one.q01:.3f}–{one.q99:.3f}",
            f"{one.least:.3f}–{one.greatest:.3f}",
            f"{one.percentile:.0%}",
            "never" if name in findings.never else "rare" if name in findings.beyond else "",
        )
    console.print(f"[bold]{escape(title)}[/bold]: the case's start among all state-years", highlight=False)
    console.print(table)
    legend = "Elsewhere: least and greatest of other states. Place: share of state-years below. Rare: beyond 1% to 99%."
    console.print(legend, style="dim", highlight=False)
    for line in filter(None, (cannot_say, *text.splitlines())):
        console.print(escape(line), highlight=False)
