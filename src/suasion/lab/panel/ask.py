"""What the panel says of its columns and joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.domain.choice import choose
from suasion.domain.findings.panel import Join, PanelColumn, PanelColumns, PanelJoins
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.datasets import catalogue, panels
from suasion.lab.environment import holdings
from suasion.lab.panel.load import load_panel
from suasion.lab.speaking import lines, text
from suasion.progress import Progress

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
    return _of(panel.known, column)


def panel_columns(column: str = "", *, progress: Progress | None = None) -> PanelColumns:
    """What is known of the panel's columns, whatever the data folder holds; its cells where its dataset is there.

    Args:
        column: One column; all if empty.
        progress: As :func:`suasion.load_panel`.

    Raises:
        SuasionError: The panel has no such column.
    """
    from suasion.measure.panel import Source, about

    there, blocks, wanted = holdings(), panels.blocks(), (column,) if column else ()
    covered: dict[str, PanelColumn] = {}
    if choose(blocks, wanted, there.installed(), there.columns).blocks:
        panel = load_panel(partial=True, columns=wanted, progress=progress)
        covered = {one.column: one for one in panel.known.columns}
    every: dict[str, PanelColumn] = {}
    for block in blocks.values():
        dataset = catalogue.dataset_of(block.tables[0])
        source = Source(dataset.title, "", dataset.licence, ", ".join(dataset.cite), dataset.address)
        for one in block.columns:
            every.setdefault(one.id, covered.get(one.id) or about(one, block, source))
    return _of(PanelColumns(columns=tuple(every.values()), absent=()), column)


def _of(known: PanelColumns, column: str) -> PanelColumns:
    columns = tuple(one for one in known.columns if column in ("", one.column))
    if not columns:
        fix = nearest(column, [one.column for one in known.columns]) or "`suasion panel columns` lists them."
        raise SuasionError(Problem(column[:60], "The panel has no such column.", fix))
    return PanelColumns(columns=columns, absent=known.absent)


def joined(join: Join) -> list[str]:
    """What is said of a join, line by line: how many rows, and what it lost."""
    return [text("join", join, "counts"), *lines("join", join, "lost")]
