"""A measurement on the screen: its chains while they run, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

FULL = 10_000  # steps of a bar
PERIOD = 600.0  # seconds over which speed is averaged: pieces of work come seconds apart


@contextmanager
def chains(stream: TextIO) -> Iterator[Callable[[int, float], None]]:
    """A bar for each chain on a terminal, with the time left; nothing where there is none."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield lambda chain, share: None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        speed_estimate_period=PERIOD,
    )
    tasks: dict[int, Any] = {}

    def tell(chain: int, share: float) -> None:
        if chain not in tasks:
            tasks[chain] = bar.add_task(f"chain {chain + 1}", total=FULL, completed=round(FULL * share))
        bar.update(tasks[chain], completed=round(FULL * share))

    with bar:
        yield tell


def scores(found: Mapping[str, Any], text: str, cannot_say: Sequence[str], place: str) -> None:
    """What was fitted, how far it lies from others, the diagnostics in words, and where the files are."""
    console = Console()
    if found["failed"]:
        console.print("[bold red]DIAGNOSTICS FAILED[/bold red]: the result is marked so wherever it is used.")
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
