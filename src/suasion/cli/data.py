"""The datasets of the field: the catalogue, and the user's data folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

data = typer.Typer(
    help="The field's datasets: what Suasion knows of them, and your data folder (SUASION_DATA).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@data.command("list")
def list_() -> None:
    """List every dataset that the catalogue knows, and which of them you have."""
    from suasion import lab
    from suasion.show import data as screen

    screen.catalogue(lab.list_data())


@data.command()
def status() -> None:
    """Say what your data folder holds, and what is missing for which command, with its address."""
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
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Add datasets as you downloaded them: recognised, checked, and kept as Parquet in your data folder."""
    from suasion import lab
    from suasion.show import data as screen
    from suasion.show.progress import stages

    with stages(sys.stderr) as progress:
        result = lab.add_data(path, name=name, force=force, progress=progress)
    screen.added(result)
    for warning in screen.warnings(result):
        typer.echo(f"Warning: {warning}", err=True)
    screen.missing(lab.data_status().missing, most=5)


@data.command()
def check() -> None:
    """Read everything in your data folder again and check it against the catalogue."""
    from suasion import lab

    count = len(lab.check_data().tables)
    if not count:
        typer.echo("The data folder holds no table.")
        return
    typer.echo(f"{count} {'table' if count == 1 else 'tables'} read again, no problem found.")


@data.command("show")
def show_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A dataset, or one of its tables.")],
) -> None:
    """Show one dataset: its columns with unit, direction and scale, its flaws, licence, address and sources."""
    from suasion import lab
    from suasion.show import data as screen

    screen.dataset(lab.describe_data(name))


@data.command()
def cite() -> None:
    """Print the sources of what your data folder holds, as BibTeX."""
    from suasion import lab

    typer.echo(lab.cite_data())
