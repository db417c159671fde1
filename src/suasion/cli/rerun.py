"""A run played again."""

from __future__ import annotations

import sys

import typer

from suasion.cli.shared.options import RunArgument, ThreadsOption
from suasion.cli.shared.printing import say


def rerun(
    run: RunArgument,
    jobs: ThreadsOption = None,
) -> None:
    """Play a run again and say whether every byte comes out the same.

    Examples:
        suasion rerun runs/north-korea-1
    """
    from suasion import lab
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        result = lab.rerun(run, jobs=jobs, progress=progress)
    for line in lab.lines("rerun", result):
        say(line)
    if result.changed:
        raise typer.Exit(1)
