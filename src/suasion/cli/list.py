"""What the library and the model hold."""

from __future__ import annotations

from typing import Annotated

import typer


def list_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="cases, strategies, instruments, packages, mechanisms, scales, talks, threats, treaties, worldviews, "
            "parameters, datasets, sources.",
        ),
    ] = "",
    word: Annotated[str, typer.Argument(metavar="[WORD]", help="Only what has this word.")] = "",
) -> None:
    """List what there is: cases, strategies, mechanisms, sources and more.

    Examples:
        suasion list cases
        suasion list
        suasion list sources sanctions
    """
    from suasion import lab
    from suasion.show import library as screen

    screen.listing(
        {group: [lab.row(thing) for thing in things] for group, things in lab.listing(kind, word).items()}
    )
