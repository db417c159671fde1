"""How far long work has come, on a terminal: a line for each step, with the time left where it is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from suasion.progress import Progress, silent

STARTING = "starting"


class _Count(ProgressColumn):
    """How much is done of how much; nothing for a step that is one piece of work."""

    def render(self, task: Task) -> Text:
        return Text("" if task.total is None else f"{task.completed:,.0f}/{task.total:,.0f}")


@contextmanager
def progress(stream: TextIO) -> Iterator[Progress]:
    """A line for each step on a terminal, from the first moment on; nothing where there is none.

    A step with a total of 1 is one piece of work, such as compiling: its line moves and goes when the step ends.
    """
    console = Console(file=stream)
    if not console.is_terminal:
        yield silent
        return
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None if console.width < 60 else 40),
        _Count(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    steps: dict[str, TaskID] = {STARTING: bars.add_task(STARTING, total=None)}
    lock = Lock()

    def report(step: str, done: int, total: int, /) -> None:
        with lock:
            if STARTING in steps:
                bars.remove_task(steps.pop(STARTING))
            if step not in steps:
                steps[step] = bars.add_task(escape(step), total=None if total <= 1 else total)
            if total <= 1 and done >= total:
                bars.remove_task(steps.pop(step))
            else:
                bars.update(steps[step], completed=done)

    with bars:
        yield report
