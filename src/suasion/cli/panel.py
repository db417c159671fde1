"""The panel of state-years: built, written, and asked what it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from suasion.cli.shared.options import FigureOption, ForceOption
from suasion.cli.shared.printing import say
from suasion.errors import Problem, SuasionError

panel = typer.Typer(
    help="""Build the panel of states and years from your datasets.

    The datasets are those of your data folder (`suasion data`). What has not changed is not built again.

    Examples:
        suasion panel --partial
        suasion panel --out panel.parquet
    """,
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
    force: ForceOption = False,
) -> None:
    """Build the panel of state-years."""
    if context.invoked_subcommand is not None:
        return
    from suasion import lab
    from suasion.show import panel as screen
    from suasion.show.progress import step_bars

    if out is not None:
        lab.check_panel(out, force=force)
    with step_bars(sys.stderr) as progress:
        panel = lab.panel_built(lab.PanelArguments(partial=partial), progress=progress)
    say(panel.text)
    screen.joins(panel.joins)
    screen.absent(panel.known.absent)
    if out is not None:
        for path in lab.write_panel(panel, out, force=force):
            say(f"Written: {path}")


@panel.command()
def columns(
    column: Annotated[str, typer.Argument(metavar="[COLUMN]", help="One column; all if not given.")] = "",
) -> None:
    """List the panel's columns, with or without datasets; of one, all that is known.

    Examples:
        suasion panel columns
        suasion panel columns gsdb_trade
    """
    from suasion import lab
    from suasion.show import panel as screen
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        known = lab.panel_columns(column, progress=progress).columns
    if column:
        screen.column(known[0])
    else:
        screen.columns(known)


@panel.command()
def coverage(
    state: Annotated[
        str, typer.Argument(metavar="STATE", help="ISO3 code such as PRK, COW number or name.")
    ] = "",
    figure: FigureOption = None,
    partial: Partial = False,
    force: ForceOption = False,
    named: Annotated[str, typer.Option("--state", hidden=True)] = "",
) -> None:
    """Draw what the panel knows of a state, and for which years.

    Examples:
        suasion panel coverage PRK
        suasion panel coverage "North Korea" --partial --figure coverage.svg
    """
    from suasion import lab
    from suasion.show import panel as screen
    from suasion.show.progress import step_bars

    if not (state or named):
        raise SuasionError(Problem("STATE", "No state is named.", "For instance: suasion panel coverage PRK"))
    arguments = lab.CoverageArguments(
        state=state or named, figure=str(figure or ""), partial=partial, force=force
    )
    with step_bars(sys.stderr) as progress:
        coverage = lab.coverage_drawn(arguments, progress=progress)
    screen.coverage(coverage)
    if figure is not None:
        say(f"Written: {figure}")


@panel.command()
def joins(
    block: Annotated[str, typer.Argument(metavar="[BLOCK]", help="One block; all if not given.")] = "",
    partial: Partial = False,
) -> None:
    """List what each join matched and what it lost, with every unmatched code.

    Examples:
        suasion panel joins
        suasion panel joins pts --partial
    """
    from suasion import lab
    from suasion.show import panel as screen
    from suasion.show.progress import step_bars

    with step_bars(sys.stderr) as progress:
        panel = lab.panel_built(lab.PanelArguments(partial=partial), progress=progress)
    screen.lost([(join, lab.joined(join)) for join in lab.joins_of(panel, block).joins])
