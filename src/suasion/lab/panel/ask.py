"""What the panel says of its columns and joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.domain.findings.panel import PanelColumns, PanelJoins
from suasion.errors import Problem, SuasionError, nearest

if TYPE_CHECKING:
    from suasion.measure.panel import Panel


def joins_of(panel: Panel, block: str = "") -> PanelJoins:
    """What the joins found, of one block or of all.

    Raises:
        SuasionError: The panel has no such block.
    """
    joins = tuple(join for join in panel.joins if block in ("", join.block))
    if not joins:
        fix = nearest(block, [join.block for join in panel.joins]) or "`suasion panel` lists the blocks."
        raise SuasionError(Problem(block[:60], "The panel has no such block.", fix))
    return PanelJoins(joins=joins)


def columns_of(panel: Panel, column: str = "") -> PanelColumns:
    """What is known of the columns, of one or of all.

    Raises:
        SuasionError: The panel has no such column.
    """
    known = panel.known.columns
    columns = tuple(one for one in known if column in ("", one.column))
    if not columns:
        fix = nearest(column, [one.column for one in known]) or "`suasion panel columns` lists them."
        raise SuasionError(Problem(column[:60], "The panel has no such column.", fix))
    return PanelColumns(columns=columns, absent=panel.known.absent)
