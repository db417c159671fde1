"""What the panel knows of a state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.data_arguments import CoverageArguments
from suasion.domain.findings.panel import Coverage
from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.panel.load import panel_built
from suasion.lab.pictures import check_picture, write_picture
from suasion.progress import Progress

if TYPE_CHECKING:
    from suasion.measure.panel import Panel


def coverage_drawn(arguments: CoverageArguments, *, progress: Progress | None = None) -> Coverage:
    """What the panel knows of a state, of a record of arguments; the panel is built where it has to be.

    Args:
        arguments: What is asked for.
        progress: As :func:`suasion.load_panel`.

    Raises:
        SuasionError: As :func:`suasion.load_panel` and :func:`panel_coverage`.
    """
    figure, force = Path(arguments.figure) if arguments.figure else None, arguments.force
    if figure is not None:
        check_picture(figure, force=force)
    return panel_coverage(
        panel_built(arguments, progress=progress), arguments.state, figure=figure, force=force
    )


def panel_coverage(panel: Panel, state: str, *, figure: Path | None = None, force: bool = False) -> Coverage:
    """What the panel knows of a state, year by year; as a figure too where a file is named.

    Args:
        panel: The panel.
        state: ISO3 code, COW number or name.
        figure: ``.svg``, ``.png`` or ``.html``.
        force: Whether to replace a figure that is there.

    Raises:
        SuasionError: The panel has no such state, or the figure cannot be written.
    """
    if figure is not None:
        check_picture(figure, force=force)
    if panel.rows_of(state).is_empty():
        known = [*panel.frame["name"].unique().sort(), *panel.frame["iso3"].drop_nulls().unique().sort()]
        fix = nearest(state, known) or "Give an ISO3 code such as PRK, a COW number or a name."
        raise SuasionError(Problem(state[:60] or "STATE", "The panel has no such state.", fix))
    result = panel.coverage(state)
    if figure is not None:
        from suasion.brief.figures.coverage import coverage

        write_picture(figure, coverage(result).altair, force=force)
    return result
