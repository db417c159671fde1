"""What the panel knows of a state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.findings.panel import Coverage
from suasion.errors import Problem, SuasionError, nearest
from suasion.lab.pictures import check_picture, write_picture

if TYPE_CHECKING:
    from suasion.measure.panel import Panel


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
        raise SuasionError(Problem(state[:60], "The panel has no such state.", fix))
    result = panel.coverage(state)
    if figure is not None:
        from suasion.brief.figures.coverage import coverage

        write_picture(figure, coverage(result).altair, force=force)
    return result
