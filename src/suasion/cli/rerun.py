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
    if result.support_taken_over:
        say(
            "Taken over from the run: how far the case lies from what was observed: the datasets of that time are not in"
            " your data folder."
        )
    if result.changed:
        say(f"Not the same: {', '.join(result.changed)} came out differently.")
        raise typer.Exit(1)
    say("The same to the byte: every file came out as it was (the time of writing apart).")
