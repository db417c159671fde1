"""A measurement on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape

from suasion.show.console import Console


def scores(mark: Sequence[str], text: str, cannot_say: Sequence[str], place: str) -> None:
    """What was fitted, how far it lies from others, the diagnostics in words, and where the files are."""
    console = Console()
    for line in mark:
        console.print(f"[bold red]{escape(line)}[/bold red]", highlight=False)
    for part in text.split("\n"):
        console.print(escape(part), highlight=False)
    console.print("\n[bold]What this cannot say[/bold]")
    for one in cannot_say:
        console.print(f"- {escape(one)}", highlight=False)
    console.print()
    console.print(
        f"Folder: {escape(place)} (scores.parquet, draws.npz, figures as .svg)",
        highlight=False,
        soft_wrap=True,
    )
    console.print(f'From Python: suasion.load_scores(run="{escape(place)}")', highlight=False, soft_wrap=True)
