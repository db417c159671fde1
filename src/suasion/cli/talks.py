"""Talks among several parties."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import FigureOption, ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings


def talks(
    name: Annotated[
        str, typer.Argument(metavar="TALKS", help="A bundled name (see `suasion list talks`) or a path.")
    ],
    draws: Annotated[int, typer.Option(help="How often every number is drawn from its range.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    figure: FigureOption = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Say what talks would come to, and whether linking issues helps rights.

    Examples:
        suasion talks six-party
        suasion talks my-talks.toml --figure talks.svg
    """
    from suasion import lab
    from suasion.show import games
    from suasion.show.progress import step_bars

    all_at_once(targets(figure, json_file, force))
    with step_bars(sys.stderr) as progress:
        progress("bargaining in every draw", 0, 1)
        result = lab.talks(name, draws=draws, seed=seed)
    findings(result, lambda numbers: games.talks(numbers, result.answer), json_file, force, figure)
