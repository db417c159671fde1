"""The command that lists a posterior's numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.checking import all_at_once
from suasion.cli.shared.options import ForceOption, JsonOption, targets
from suasion.cli.shared.printing import say_json


def posterior(
    word: Annotated[
        str,
        typer.Argument(metavar="[WORD]", help="List the numbers whose names contain this, such as opening."),
    ] = "",
    run: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of a fit; the shipped posterior if not given.")
    ] = None,
    json_file: JsonOption = None,
    force: ForceOption = False,
) -> None:
    """List what the record of all states says, each number beside its prior.

    Exit code 1: the chains do not agree.

    Examples:
        suasion posterior
        suasion posterior opening
        suasion posterior --run runs/posterior-1 --json posterior.json
    """
    from suasion import lab
    from suasion.show import posterior as show

    fitted, *_ = all_at_once([lambda: lab.load_posterior(run), *targets(None, json_file, force)])
    if json_file == "-":
        say_json(fitted.to_json())
    elif json_file is not None:
        lab.write_file(Path(json_file), fitted.to_json(), force=force)
    if json_file != "-":
        if word:
            listed = lab.numbers_named(fitted, word)
            show.numbers(listed, fitted.legend(listed))
        else:
            show.overview(fitted.findings, fitted.text, fitted.cannot_say)
    if fitted.failed:
        raise typer.Exit(1)
