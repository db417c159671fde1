"""What the library and the model hold."""

from __future__ import annotations

from typing import Annotated

import typer

from suasion.cli.shared.options import OwnOption


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
    case: OwnOption = "",
) -> None:
    """List what there is: cases, strategies, mechanisms, sources and more.

    Examples:
        suasion list cases
        suasion list
        suasion list sources sanctions
        suasion list sources --case my-country.toml
    """
    from suasion import lab
    from suasion.show import library as screen

    listed = lab.listing(kind, word, case=case)
    screen.listing({group: [lab.row(thing) for thing in things] for group, things in listed.items()})
