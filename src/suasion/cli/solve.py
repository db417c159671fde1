"""Small games solved."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, targets
from suasion.cli.shared.printing import findings


def solve(
    game: Annotated[Path, typer.Argument(metavar="FILE", help="A game: Gambit's .nfg or .efg.")],
    method: Annotated[
        str,
        typer.Option(
            help="all, logit (the limit of quantal response), or gambit (where pygambit is installed)."
        ),
    ] = "all",
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """Solve a small game: its equilibria, each with its regret.

    Examples:
        suasion solve dilemma.nfg
        suasion solve poker.efg --json poker.json
    """
    from suasion import lab
    from suasion.show import threats
    from suasion.show.progress import step_bars

    ready = (partial(lab.check_solver, method), partial(lab.load_game, game))
    with step_bars(sys.stderr) as progress:
        all_at_once([*ready, *targets(None, json_file, force)])
        result = lab.solve(game, method=method, progress=progress)
    said = partial(lab.lines, "solution", result.findings)
    findings(result, lambda solution: threats.solution(solution, said), json_file, force)
