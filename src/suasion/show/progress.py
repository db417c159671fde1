"""How far long work has come, on a terminal; nothing where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from suasion.progress import Progress, silent

PERIOD = 600.0  # seconds over which the speed of chains is averaged: their pieces of work come seconds apart


@contextmanager
def step_bars(stream: TextIO) -> Iterator[Progress]:
    """A line with a bar for each step, on a terminal; nothing where there is none."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield silent
        return
    lines = Bars(
        TextColumn("{task.description:<22}"),
        BarColumn(),
        TextColumn("{task.completed:,}/{task.total:,}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    steps: dict[str, TaskID] = {}

    def report(step: str, done: int, total: int, /) -> None:
        if step not in steps:
            steps[step] = lines.add_task(step, total=total)
        lines.update(steps[step], completed=done)

    with lines:
        yield report


@contextmanager
def stages(stream: TextIO) -> Iterator[Progress]:
    """The stage that is under way, on a terminal; nothing where there is none."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield silent
        return
    with console.status("Reading") as status:

        def report(step: str, done: int, total: int, /) -> None:
            if done < total:
                status.update(escape(step))

        yield report


@contextmanager
def chain_bars(stream: TextIO) -> Iterator[Progress]:
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
