"""Files to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.printing import say

new = typer.Typer(help="Write a file to start from.", no_args_is_help=True, rich_markup_mode=None)


@new.command("case")
def case(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens.")],
    folder: Annotated[Path, typer.Option(help="Where to write it.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a commented case file to start from."""
    from suasion import lab

    path = lab.new_case(name, folder, force=force)
    say(f"Written: {path}\nNext: suasion check {path}")
