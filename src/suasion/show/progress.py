"""How far long work has come, on a terminal: a line for each step, with the time left where it is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TextIO

from rich.markup import escape
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from suasion.progress import Progress, silent
from suasion.show.console import Console

STARTING = "starting"
RECENT = 30.0  # seconds over which the speed of a step is averaged
PERIOD = 600.0  # the same for chains: their pieces of work come seconds apart
NARROW = 60  # columns of a terminal below which the bar takes what is left


class _Count(ProgressColumn):
    """How much is done of how much; nothing for a step that is one piece of work."""

    def render(self, task: Task) -> Text:
        return Text("" if task.total is None else f"{task.completed:,.0f}/{task.total:,.0f}")


@contextmanager
def step_bars(stream: TextIO, *, period: float = RECENT) -> Iterator[Progress]:
    """A line with a bar for each step, on a terminal, from the first moment on; nothing where there is none.

    A step with a total of 1 is one piece of work, such as compiling: its bar only moves, and goes when the step ends.

    Args:
        stream: Where it is shown.
        period: Seconds over which the speed of a step is averaged.
    """
    console = Console(file=stream)
    if not console.is_terminal:
        yield silent
        return
    lines = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None if console.width < NARROW else 40),
        _Count(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        speed_estimate_period=period,
    )
    steps: dict[str, TaskID] = {STARTING: lines.add_task(STARTING, total=None)}
    lock = Lock()

    def report(step: str, done: int, total: int, /) -> None:
        with lock:
            if STARTING in steps:
                lines.remove_task(steps.pop(STARTING))
            if step not in steps:
                whole = None if total <= 1 else total
                steps[step] = lines.add_task(escape(step), total=whole, completed=done)
            if total <= 1 <= done:
                lines.remove_task(steps.pop(step))
            else:
                lines.update(steps[step], completed=done)

    with lines:
        yield report


def chain_bars(stream: TextIO) -> AbstractContextManager[Progress]:
    """A bar for each chain on a terminal, with the time left; nothing where there is none."""
    return step_bars(stream, period=PERIOD)
