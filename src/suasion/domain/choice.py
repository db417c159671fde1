"""Which blocks of the panel can be built from the tables and columns at hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from suasion.domain.panel import Block
from suasion.errors import Problem, SuasionError, nearest


class Absent(NamedTuple):
    """A block, or one column of it, that cannot be built, and what is missing for it."""

    block: Block
    lacks: str


class Choice(NamedTuple):
    """The blocks that can be built; those that cannot for want of a table, and columns for want of the producer's."""

    blocks: list[Block]
    tables: list[Absent]
    columns: list[Absent]

    def asked(self, columns: Collection[str]) -> list[Absent]:
        """The columns that are missing, of those that are asked for; all if nothing is named."""
        return [one for one in self.columns if not columns or one.block.columns[0].id in columns]


def choose(
    blocks: Mapping[str, Block],
    columns: Collection[str],
    tables: Collection[str],
    columns_of: Callable[[str], Collection[str]],
) -> Choice:
    """The blocks that hold some columns, as far as they can be built.

    Args:
        blocks: Every block by id.
        columns: Columns of the panel that are wanted; all if none is named.
        tables: Full names of the tables at hand.
        columns_of: The producer's columns of such a table.

    Raises:
        SuasionError: No block holds one of the columns.
    """
    here, absent = with_tables(blocks, columns, tables)
    whole, gone = _with_columns(here, columns_of)
    return Choice(whole, absent, gone)


def _wanted(blocks: Mapping[str, Block], columns: Collection[str]) -> dict[str, Block]:
    if not columns:
        return dict(blocks)
    known = {column.id for block in blocks.values() for column in block.columns}
    if strange := [name for name in columns if name not in known]:
        raise SuasionError(
            Problem(name[:60], "The panel has no such column.", nearest(name, known)) for name in strange
        )
    wanted = set(columns)
    return {name: block for name, block in blocks.items() if wanted & {column.id for column in block.columns}}


def with_tables(
    blocks: Mapping[str, Block], columns: Collection[str], tables: Collection[str]
) -> tuple[list[Block], list[Absent]]:
    """Blocks that hold some columns and whose tables are at hand, and what the others lack.

    A substitute is taken only where the block that it stands in for cannot be built.

    Args:
        blocks: Every block by id.
        columns: Columns of the panel that are wanted; all if none is named.
        tables: Full names of the tables at hand.

    Raises:
        SuasionError: No block holds one of the columns.
    """
    wanted = _wanted(blocks, columns)
    fits = {block.id for block in wanted.values() if set(block.tables) <= set(tables)}
    here, absent = [], []
    replaced = {block.unless for block in wanted.values() if block.unless and block.id in fits}
    for block in wanted.values():
        if block.unless in fits or (block.id in replaced and block.id not in fits):
            continue
        if block.id in fits:
            here.append(block)
        elif not block.unless:
            absent.append(Absent(block, next(name for name in block.tables if name not in tables)))
    return here, absent


def _with_columns(
    blocks: list[Block], columns_of: Callable[[str], Collection[str]]
) -> tuple[list[Block], list[Absent]]:
    """Blocks without the columns that the user's release of a table cannot give, and what each of these lacks."""
    here, gone = [], []
    for block in blocks:
        at_hand = {column for name in block.tables for column in columns_of(name)}
        lacking = {column: sorted(block.takes(column) - at_hand) for column in block.columns}
        if whole := tuple(column for column in block.columns if not lacking[column]):
            here.append(block.model_copy(update={"columns": whole}))
        for column, names in lacking.items():
            if names:
                one = block.model_copy(update={"columns": (column,)})
                gone.append(Absent(one, f"{', '.join(names)} in {block.tables[0]}"))
    return here, gone
