"""The panel of state-years: built, written, and asked what it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

panel = typer.Typer(
    help="The panel of states and years, built from the datasets in your data folder (`suasion data`).",
    rich_markup_mode=None,
)

Partial = Annotated[
    bool, typer.Option("--partial", help="Build what the datasets at hand allow, and name what is absent.")
]


@panel.callback(invoke_without_command=True)
def build(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the table (.parquet or .csv), its columns and its joins."),
    ] = None,
    partial: Partial = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Build the panel of state-years from 1946 on; what has not changed is not built again."""
    if context.invoked_subcommand is not None:
        return
    from suasion import lab
    from suasion.show import panel as screen
    from suasion.show.progress import stages

    if out is not None:
        lab.check_panel(out, force=force)
    with stages(sys.stderr) as progress:
        panel = lab.load_panel(partial=partial, progress=progress)
    typer.echo(panel.text)
    screen.joins(panel.joins)
    screen.absent(panel.known.absent)
    if out is not None:
        for path in lab.write_panel(panel, out, force=force):
            typer.echo(f"Written: {path}")


@panel.command()
def coverage(
    state: Annotated[str, typer.Option(help="ISO3 code such as PRK, COW number or name.")],
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also draw it: .svg, .png or .html.")
    ] = None,
    partial: Partial = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Draw what the panel knows of a state, and for which years."""
    from suasion import lab
    from suasion.show import panel as screen

    if figure is not None:
        lab.check_picture(figure, force=force)
    panel = lab.load_panel(partial=partial)
    screen.coverage(lab.panel_coverage(panel, state, figure=figure, force=force))
    if figure is not None:
        typer.echo(f"Written: {figure}")


@panel.command()
def joins(
    block: Annotated[str, typer.Argument(metavar="[BLOCK]", help="One block; all if not given.")] = "",
    partial: Partial = False,
) -> None:
    """List what each join found: rows matched, every unmatched code, every state-year that stands twice."""
    from suasion import lab
    from suasion.show import panel as screen

    screen.lost(lab.joins_of(lab.load_panel(partial=partial), block).joins)


@panel.command()
def columns(
    column: Annotated[str, typer.Argument(metavar="[COLUMN]", help="One column; all if not given.")] = "",
    partial: Partial = False,
) -> None:
    """List the panel's columns; of one column all that is known: source, rule, unit, direction, coverage."""
    from suasion import lab
    from suasion.show import panel as screen

    known = lab.columns_of(lab.load_panel(partial=partial), column).columns
    if column:
        screen.column(known[0])
    else:
        screen.columns(known)
