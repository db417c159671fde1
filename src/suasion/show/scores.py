"""The scores of a state on the screen."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.state_scores import StateScoresFindings
from suasion.words import state_scores as words

WIDTH = 28  # signs of the line that shows where a year lies


def state_scores(findings: StateScoresFindings) -> None:
    """A line for each year, and the words above it."""
    console = Console()
    console.print(f"[bold]{escape(words.heading(findings))}[/bold]", highlight=False)
    console.print(escape(words.text(findings)), highlight=False)
    several = len({one.name for one in findings.years}) > 1
    table = Table(
        "year", *(["state"] if several else []), "score", "range", "", box=SIMPLE_HEAD, pad_edge=False
    )
    low, high = min(one.q05 for one in findings.years), max(one.q95 for one in findings.years)
    step = (high - low) / (WIDTH - 1) or 1.0
    for one in findings.years:
        at = round((one.mean - low) / step)
        begins, ends = round((one.q05 - low) / step), round((one.q95 - low) / step)
        line = "".join("o" if i == at else "-" if begins <= i <= ends else " " for i in range(WIDTH))
        name = [escape(one.name or "")] if several else []
        table.add_row(str(one.year), *name, f"{one.mean:+.2f}", f"{one.q05:+.2f} to {one.q95:+.2f}", line)
    console.print(table)
