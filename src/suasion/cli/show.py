"""One thing of the library or the model."""

from __future__ import annotations

from typing import Annotated

import typer

from suasion.cli.shared.options import OwnOption
from suasion.cli.shared.printing import say


def show_(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Anything that `suasion list` names, by its id or title; a key of the bibliography.",
        ),
    ],
    case: OwnOption = "",
) -> None:
    """Show one thing: its equation, sources, range, and who disputes it.

    Examples:
        suasion show shame
        suasion show "Engagement, then pressure"
        suasion show wood2008
    """
    from suasion import lab
    from suasion.show import library as screen

    for thing in lab.things_named(name, case=case):
        screen.entry(lab.entry(thing))
        say()
