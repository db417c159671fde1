"""A posterior on the screen: its numbers beside their priors, and the words for them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape

from suasion.domain.findings.posterior import PosteriorFindings, PosteriorNumber
from suasion.show.console import Console
from suasion.show.tables import print_table

#: What each kind of part is called; a part is ``kind`` or ``kind.series``.
KINDS = {
    "choice": "tighten, hold or loosen",
    "size_up": "size of a move up",
    "size_down": "size of a move down",
    "waves": "openings",
    "breakdowns": "breakdowns",
}
NONE = "–"


def overview(findings: PosteriorFindings, text: str, cannot_say: Sequence[str]) -> None:
    """What was fitted and how well, by kind of part."""
    console = Console()
    for part in text.split("\n"):
        console.print(escape(part), highlight=False)
    rows = []
    for kind, title in KINDS.items():
        own = [one for one in findings.numbers if one.part.partition(".")[0] == kind]
        estimated = sum(one.origin == "estimated" for one in own)
        sizes = [size for one in own for size in (one.ess_bulk, one.ess_tail) if size is not None]
        rhat = max((one.rhat for one in own if one.rhat is not None), default=None)
        rows.append(
            (
                title,
                f"{estimated} of {len(own)}",
                NONE if rhat is None else f"{rhat:.3f}",
                f"{min(sizes):,.0f}" if sizes else NONE,
            )
        )
    heads = ("what is learnt", "numbers estimated", "greatest R-hat", "least sample size")
    console.print()
    print_table(console, heads, rows, numbers=heads[1:])
    console.print("[bold]What this cannot say[/bold]")
    for one in cannot_say:
        console.print(f"- {escape(one)}", highlight=False)
    console.print("\n`suasion posterior WORD` lists the numbers whose names contain a word.", highlight=False)


def numbers(listed: Sequence[PosteriorNumber], legend: Sequence[str]) -> None:
    """Numbers, a row each, and how to read their names."""
    console = Console()
    rows = [
        (
            one.id,
            *(f"{value:.3g}" for value in (one.q50, one.q05, one.q95)),
            f"{one.contraction:.2f}",
            one.origin,
            NONE if one.rhat is None else f"{one.rhat:.3f}",
        )
        for one in listed
    ]
    heads = ("number", "median", "5%", "95%", "contraction", "origin", "R-hat")
    print_table(console, heads, rows, numbers=set(heads) - {"number", "origin"}, least=6)
    for one in legend:
        console.print(f"- {escape(one)}", highlight=False)
