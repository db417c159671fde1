"""A measurement on the screen: its chains while they run, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from suasion.domain.findings.measurement import MeasurementFindings
from suasion.progress import Progress, silent

PERIOD = 600.0  # seconds over which speed is averaged: pieces of work come seconds apart


@contextmanager
def chains(stream: TextIO) -> Iterator[Progress]:
    """A bar for each chain on a terminal, with the time left; nothing where there is none."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield silent
        return
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        speed_estimate_period=PERIOD,
    )
    tasks: dict[str, TaskID] = {}

    def report(step: str, done: int, total: int, /) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=total, completed=done)
        bars.update(tasks[step], completed=done)

    with bars:
        yield report


def scores(findings: MeasurementFindings, text: str, cannot_say: Sequence[str], place: str) -> None:
    """What was fitted, how far it lies from others, the diagnostics in words, and where the files are."""
    console = Console()
    if findings.failed:
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
