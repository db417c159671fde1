"""The panel: one row for a state and year, a block of columns from each dataset, and what is known of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from suasion.domain.findings.panel import (
    AbsentColumn,
    Coverage,
    Join,
    KnownYears,
    PanelColumn,
    PanelColumns,
    PanelHoldings,
)
from suasion.domain.panel import Block, Column
from suasion.domain.registry import FIRST
from suasion.domain.spelling import key
from suasion.frames import to_pandas
from suasion.measure.blocks import WAYS
from suasion.measure.blocks.values import year_of
from suasion.measure.crosswalk import Crosswalk
from suasion.notebook import Card, Shown, rows_of

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("cow", "gw", "iso3", "name", "year", "in_cow", "in_gw")


@dataclass(frozen=True)
class Built:
    """A block, built.

    Attributes:
        rows: ``cow``, ``year`` and the block's columns; a state-year without a row is not in the table.
        join: What putting the rows to states found.
        covers: First and last year of the table, where a state-year without a row means zero.
    """

    rows: pl.DataFrame
    join: Join
    covers: tuple[int, int] | None


class Source(NamedTuple):
    """Where a block's columns come from: the producer's title, version, terms, keys to cite, and address."""

    dataset: str
    version: str
    licence: str
    cite: str
    address: str


@dataclass(frozen=True, repr=False)
class Panel(Shown):
    """State-years with what the datasets say of them.

    Attributes:
        frame: One row per state and year, in order: ``cow gw iso3 name year in_cow in_gw``, then the columns, as a
            Polars frame. A missing cell is missing, never zero for want of a record, except where the column's
            ``absent`` says why no record means zero.
        known: What is known of each column, and which columns are absent for want of a dataset.
        joins: What each join found: rows matched, unmatched and duplicated.
        text: What there is, in two sentences, where the panel was loaded with words for it.
    """

    frame: pl.DataFrame
    known: PanelColumns
    joins: tuple[Join, ...]
    text: str = ""

    @cached_property
    def table(self) -> pd.DataFrame:
        """The state-years as a pandas frame."""
        return to_pandas(self.frame)

    @property
    def columns(self) -> pd.DataFrame:
        """One row per column: what it holds, its source, unit, direction and coverage."""
        return self.known.table

    @property
    def absent(self) -> pd.DataFrame:
        """Columns that are not there for want of a dataset, with the table that is missing."""
        return self.known.absent_table

    def rows_of(self, state: str | int) -> pl.DataFrame:
        """The rows of a state as a Polars frame; see ``of``."""
        word = str(state).strip()
        if word.isdigit():
            return self.frame.filter(pl.col("cow") == int(word))
        named = [name for name in self.frame["name"].unique() if key(name) == key(word)]
        return self.frame.filter((pl.col("iso3") == word.upper()) | pl.col("name").is_in(named))

    def of(self, state: str | int) -> pd.DataFrame:
        """The rows of a state as a pandas frame.

        Args:
            state: ISO3 code, COW number, or a name of the table; one that stood for several states in turn
                gives the rows of all.
        """
        return to_pandas(self.rows_of(state))

    def coverage(self, state: str | int) -> Coverage:
        """What is known of a state: for each column the years with a value.

        Args:
            state: As in ``of``.

        Returns:
            An entry for each column, in their order; a column of which nothing is known has no years. Its ``.table``
            is a pandas frame.
        """
        rows = self.rows_of(state)
        name = str(rows.sort("year")["name"][-1]) if rows.height else str(state)
        return Coverage(
            state=name,
            last=self.last,
            columns=tuple(_years_of(one, rows) for one in self.known.columns),
        )

    def _card(self) -> Card:
        rows: dict[str, object] = {
            "state-years": self.frame.height,
            "states": self.frame["cow"].n_unique(),
            "years": f"{FIRST} to {self.last}",
            "columns": tuple(one.column for one in self.known.columns),
            "datasets": sorted({one.dataset for one in self.known.columns}),
            "absent": len(self.known.absent),
        }
        hint = ".table  .columns  .absent  .of(state)  .coverage(state)"
        return Card("Panel", rows=rows_of(rows), tables=[("", to_pandas(self.frame.head(5)))], hint=hint)

    @property
    def last(self) -> int:
        """The last year of the table."""
        return int(self.frame["year"].max())  # type: ignore[arg-type]

    @property
    def holdings(self) -> PanelHoldings:
        """How much there is."""
        columns = self.known.columns
        return PanelHoldings(
            rows=self.frame.height,
            states=self.frame["cow"].n_unique(),
            first=FIRST,
            last=self.last,
            columns=len(columns),
            datasets=len({one.dataset for one in columns}),
            absent=len(self.known.absent),
        )

    def to_pandas(self) -> pd.DataFrame:
        """The state-years as a pandas frame; the same as ``table``."""
        return self.table


def _years_of(one: PanelColumn, rows: pl.DataFrame) -> KnownYears:
    years = rows.filter(pl.col(one.column).is_not_null())["year"].unique().sort().to_list()
    return KnownYears(
        column=one.column,
        theme=one.theme,
        title=one.title,
        first=years[0] if years else None,
        last=years[-1] if years else None,
        n=len(years),
        years=tuple(years),
    )


def build(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Built:
    """One block from its tables.

    Args:
        block: The block.
        tables: Its tables by name.
        crosswalk: The states and their codes.

    Returns:
        Its rows in order of state and year, numbers as float64.
    """
    placed = WAYS[block.how](block, tables, crosswalk)
    texts = {column.id for column in block.columns if column.kind == "text"}
    rows = placed.rows.select(
        "cow",
        "year",
        *(pl.col(c.id) if c.id in texts else pl.col(c.id).cast(pl.Float64) for c in block.columns),
    ).sort("cow", "year")
    if block.absent == "missing":
        return Built(rows, placed.join, None)
    table = tables[block.tables[0]]
    ends = block.until if block.known_to == "end" else block.year
    first, last = (
        int(table.select(year_of(table, name)).to_series().drop_nulls().sort()[at])
        for name, at in ((block.year, 0), (ends, -1))
    )
    covers = (max(first, FIRST), last)
    return Built(rows.filter(pl.col("year") <= last), placed.join, covers)


def assemble(
    blocks: Sequence[Block],
    built: Mapping[str, Built],
    crosswalk: Crosswalk,
    sources: Mapping[str, Source],
    absent: Sequence[tuple[Block, str]],
) -> Panel:
    """The blocks side by side on the same state-years.

    Args:
        blocks: The blocks, in the order of their columns.
        built: Each of them, built.
        crosswalk: The states and their codes.
        sources: For each block where it comes from.
        absent: Blocks that could not be built, and the table that each lacks.
    """
    last = max(int(one.rows["year"].max() or FIRST) for one in built.values())  # type: ignore[arg-type]
    table = crosswalk.rows(last)
    for block in blocks:
        one = built[block.id]
        table = table.join(one.rows, on=["cow", "year"], how="left", maintain_order="left")
        if one.covers:
            table = table.with_columns(_zero(column, block, one.covers) for column in block.columns)
    pairs = [(block, column) for block in blocks for column in block.columns]
    covers = covered(table, [column.id for _, column in pairs]).iter_rows()
    return Panel(
        frame=table,
        known=PanelColumns(
            columns=tuple(
                about(column, block, sources[block.id], cover)
                for (block, column), cover in zip(pairs, covers, strict=True)
            ),
            absent=tuple(
                AbsentColumn(column=column.id, title=column.title, table=lacks)
                for block, lacks in absent
                for column in block.columns
            ),
        ),
        joins=tuple(built[block.id].join for block in blocks),
    )


def _zero(column: Column, block: Block, covers: tuple[int, int]) -> pl.Expr:
    """No row as zero, in the years of the table and for the states that its list of states holds."""
    if column.kind == "text" or column.stat in ("mean", "last"):
        return pl.col(column.id)
    listed = {"cow": pl.col("in_cow"), "gw": pl.col("in_gw")}.get(block.codes, pl.lit(True))
    covered = pl.col("year").is_between(*covers) & listed & pl.col(column.id).is_null()
    return pl.when(covered).then(0.0).otherwise(pl.col(column.id)).alias(column.id)


_COVER = ("cells", "states", "first", "last")


def covered(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """For each column how many cells are known, of how many states, from what year to what year."""
    known = [pl.col(name).is_not_null() for name in columns]
    counts = [
        table.select(stat.alias(name) for name, stat in zip(columns, stats, strict=True))
        for stats in (
            [one.sum() for one in known],
            [pl.col("cow").filter(one).n_unique() for one in known],
            [pl.col("year").filter(one).min() for one in known],
            [pl.col("year").filter(one).max() for one in known],
        )
    ]
    return pl.DataFrame({stat: one.row(0) for stat, one in zip(_COVER, counts, strict=True)})


def about(
    column: Column, block: Block, source: Source, cover: tuple[Any, ...] = (0, 0, None, None)
) -> PanelColumn:
    """What is known of a column.

    Args:
        column: The column.
        block: Its block.
        source: Where it comes from.
        cover: How many cells are known, of how many states, from what year to what year; none if not given.
    """
    return PanelColumn(
        column=column.id,
        title=column.title,
        theme=block.theme,
        symbol=column.symbol,
        unit=column.unit,
        better=column.better,
        rule=rule(column, block),
        note=column.note,
        absent=block.why if block.absent == "zero" else "",
        block=block.id,
        table=block.tables[0],
        **source._asdict(),
        **dict(zip(_COVER, cover, strict=True)),
    )


def rule(column: Column, block: Block) -> str:
    """In words, how a column comes from the producer's columns."""
    names = ", ".join(column.source)
    if len(column.source) > 1 and block.how != "since_ratified":
        names = ("sum of " if column.add else "mean of ") + names
    tests = " and ".join(
        f"{' or '.join(test.columns)} {'names' if test.listed else 'is'} {' or '.join(map(str, test.values))}"
        for test in column.where
    )
    where = f" where {tests}" if tests else ""
    if block.how in ("rows", "long"):
        scaled = f" times {column.times:g}" if column.times != 1 else ""
        scaled += f" plus {column.plus:g}" if column.plus else ""
        return names + scaled + ("; its place among all state-years" if column.place else "")
    if block.how == "since_ratified":
        return f"number of {names} ratified by the year"
    if not column.source:
        return "number of rows" + where
    return f"{ {'max': 'greatest', 'sum': 'sum of', 'mean': 'mean of', 'last': 'last'}.get(column.stat, column.stat) } {names}{where}"
