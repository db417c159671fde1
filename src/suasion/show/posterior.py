"""A posterior on the screen: its numbers beside their priors, and the words for them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.posterior import PosteriorFindings, PosteriorNumber


def overview(findings: PosteriorFindings, text: str, cannot_say: Sequence[str]) -> None:
    """What was fitted and how well, part by part."""
    console = Console()
    for part in text.split("\n"):
        console.print(escape(part), highlight=False)
    table = Table(box=SIMPLE_HEAD, title="Parts", title_justify="left")
    for head in ("part", "numbers", "estimated", "least contraction", "greatest R-hat", "least ESS"):
        table.add_column(head, justify="left" if head == "part" else "right", overflow="fold")
    for name in dict.fromkeys(one.part for one in findings.numbers):
        own = [one for one in findings.numbers if one.part == name]
        table.add_row(
            name,
            str(len(own)),
            str(sum(one.origin == "estimated" for one in own)),
            f"{min(one.contraction for one in own):.2f}",
            _most(own),
            _least(own),
        )
    console.print(table)
    console.print("[bold]What this cannot say[/bold]")
    for one in cannot_say:
        console.print(f"- {escape(one)}", highlight=False)
    console.print("\n`suasion posterior WORD` lists the numbers whose names contain a word.", highlight=False)


def numbers(listed: Sequence[PosteriorNumber]) -> None:
    """Numbers, a row each."""
    table = Table(box=SIMPLE_HEAD)
    for head in ("number", "median", "5%", "95%", "contraction", "origin", "R-hat"):
        table.add_column(head, justify="left" if head in ("number", "origin") else "right", overflow="fold")
    for one in listed:
        middle = (f"{value:.3g}" for value in (one.q50, one.q05, one.q95))
        rhat = "–" if one.rhat is None else f"{one.rhat:.3f}"
        table.add_row(one.id, *middle, f"{one.contraction:.2f}", one.origin, rhat)
    Console().print(table)


def _most(own: Sequence[PosteriorNumber]) -> str:
    values = [one.rhat for one in own if one.rhat is not None]
    return f"{max(values):.3f}" if values else "–"


def _least(own: Sequence[PosteriorNumber]) -> str:
    values = [size for one in own for size in (one.ess_bulk, one.ess_tail) if size is not None]
    return f"{min(values):,.0f}" if values else "–"
