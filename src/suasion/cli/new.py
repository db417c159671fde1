"""Files to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.options import ForceOption
from suasion.cli.shared.printing import say

new = typer.Typer(
    help="Write a file to start from.\n\nExamples:\n    suasion new case my-country",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@new.command("case")
def case(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
    folder: Annotated[
        Path, typer.Option("--folder", "--out", metavar="DIR", help="The folder to write it to.")
    ] = Path(),
    force: ForceOption = False,
) -> None:
    """Write a commented case file to start from.

    Examples:
        suasion new case my-country
        suasion new case my-country --folder cases
    """
    from suasion import lab

    path = lab.new_case(name, folder, force=force)
    say(f"Written: {path}\nNext: suasion check {path}")
