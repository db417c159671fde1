"""The datasets of the field: the catalogue, and the user's data folder."""

from __future__ import annotations

import sys
from functools import partial
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
    screen.held(status, partial(lab.lines, "data_status", status))
    screen.missing(lab.missing_data(status))


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
    screen.added(lab.lines("data_added", result))
    for warning in lab.warnings_of(result):
        say(f"Warning: {warning}", err=True)
    screen.missing(lab.missing_data(lab.data_status(), first=True))


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

    known = lab.describe_data(name)
    (title,) = lab.lines("described_dataset", known, "title")
    screen.dataset(known, title, {one.heading: one.text for one in lab.answer("described_dataset", known)})


@data.command()
def check() -> None:
    """Read everything in your data folder again and check it.

    Examples:
        suasion data check
    """
    from suasion import lab

    for line in lab.lines("data_check", lab.check_data()):
        say(line)


@data.command()
def cite() -> None:
    """Print the sources of what your data folder holds, as BibTeX.

    Examples:
        suasion data cite > data.bib
    """
    from suasion import lab

    say(lab.cite_data())
