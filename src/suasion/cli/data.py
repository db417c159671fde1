"""The datasets of the field: the catalogue, and the user's data folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.options import ForceOption
from suasion.cli.shared.printing import say

data = typer.Typer(
    help="""The field's datasets, and what your data folder holds.

    The data folder is the user's own, or the one that SUASION_DATA names.

    Examples:
        suasion data status
        suasion data add ~/Downloads
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@data.command()
def status() -> None:
    """Say what your data folder holds, and what is missing for which command.

    What is missing is named with the address where its producer offers it.

    Examples:
        suasion data status
    """
    from suasion import lab
    from suasion.show import data as screen

    status = lab.data_status()
    screen.held(status)
    screen.missing(status.missing)


@data.command()
def add(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A file, an archive or a folder, as downloaded.")
    ],
    name: Annotated[
        str,
        typer.Option(
            "--as", metavar="NAME", help="Which table it is (`suasion data list`), if not recognised."
        ),
    ] = "",
    force: ForceOption = False,
) -> None:
    """Add datasets as you downloaded them: recognised, checked, and kept.

    They are kept as Parquet in your data folder.

    Examples:
        suasion data add V-Dem-CY-Full+Others-v15.zip
        suasion data add ~/Downloads
        suasion data add scores.csv --as lhrs.scores --force
    """
    from suasion import lab
    from suasion.show import data as screen
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        result = lab.data_added(lab.AddArguments(path=str(path), name=name, force=force), progress=progress)
    screen.added(result)
    for warning in lab.warnings_of(result):
        say(f"Warning: {warning}", err=True)
    screen.missing(lab.data_status().missing, most=5)


@data.command("list")
def list_() -> None:
    """List every dataset that Suasion knows, and which of them you have.

    Examples:
        suasion data list
    """
    from suasion import lab
    from suasion.show import data as screen

    screen.catalogue(lab.list_data())


@data.command("show")
def show_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A dataset, or one of its tables.")],
) -> None:
    """Show one dataset: its columns, flaws, licence, address and sources.

    Examples:
        suasion data show vdem
        suasion data show lhrs.scores
    """
    from suasion import lab
    from suasion.show import data as screen

    screen.dataset(lab.describe_data(name))


@data.command()
def check() -> None:
    """Read everything in your data folder again and check it.

    Examples:
        suasion data check
    """
    from suasion import lab

    result = lab.check_data()
    count = len(result.tables)
    if not count:
        say("The data folder holds no table.")
        return
    say(f"{count} {'table' if count == 1 else 'tables'} read again, no problem found.")
    if result.uncompared:
        say(
            "Added by an earlier Suasion, which stored no digest of the cells, so that a changed cell would not be "
            f"seen: {', '.join(result.uncompared)}. Adding them again with --force stores one."
        )


@data.command()
def cite() -> None:
    """Print the sources of what your data folder holds, as BibTeX.

    Examples:
        suasion data cite > data.bib
    """
    from suasion import lab

    say(lab.cite_data())
