"""The panel: one row for a state and year, a block of columns from each dataset, and what is known of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from suasion.domain.panel import Block, Column, Join
from suasion.measure.blocks import WAYS
from suasion.measure.blocks.values import year_of
from suasion.measure.crosswalk import FIRST, Crosswalk, plain

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


@dataclass(frozen=True)
class Panel:
    """State-years with what the datasets say of them.

    Attributes:
        table: One row per state and year, in order: ``cow gw iso3 name year in_cow in_gw``, then the columns.
            A missing cell is missing, never zero for want of a record, except where the column's ``absent``
            says why no record means zero.
        columns: One row per column: what it holds, its source, unit, direction and coverage.
        joins: What each join found: rows matched, unmatched and duplicated.
        absent: Columns that are not there for want of a dataset, with the table that is missing.
    """

    table: pl.DataFrame
    columns: pl.DataFrame
    joins: tuple[Join, ...]
    absent: pl.DataFrame

    def of(self, state: str | int) -> pl.DataFrame:
        """The rows of a state.

        Args:
            state: ISO3 code, COW number, or a name of the table; one that stood for several states in turn
                gives the rows of all.
        """
        word = str(state).strip()
        if word.isdigit():
            return self.table.filter(pl.col("cow") == int(word))
        named = [name for name in self.table["name"].unique() if plain(name) == plain(word)]
        return self.table.filter((pl.col("iso3") == word.upper()) | pl.col("name").is_in(named))

    def coverage(self, state: str | int) -> pl.DataFrame:
        """What is known of a state: for each column the years with a value.

        Args:
            state: As in ``of``.

        Returns:
            ``column theme title first last n years``, in the order of the columns; a column of which nothing
            is known stands there with no years.
        """
        rows = self.of(state)
        found = []
        for about in self.columns.select("column", "theme", "title").iter_rows(named=True):
            years = rows.filter(pl.col(about["column"]).is_not_null())["year"].unique().sort().to_list()
            ends = {"first": years[0], "last": years[-1]} if years else {"first": None, "last": None}
            found.append({**about, **ends, "n": len(years), "years": years})
        schema: dict[str, Any] = dict.fromkeys(("column", "theme", "title"), pl.String)
        schema |= dict.fromkeys(("first", "last", "n"), pl.Int64)
        return pl.DataFrame(found, schema=schema | {"years": pl.List(pl.Int64)})

    @property
    def last(self) -> int:
        """The last year of the table."""
        return int(self.table["year"].max())  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """What there is, in two sentences."""
        table = self.table
        said = (
            f"{table.height:,} state-years of {table['cow'].n_unique()} states, {FIRST} to "
            f"{self.last}; {self.columns.height} columns from {self.columns['dataset'].n_unique()} datasets."
        )
        lacks = self.absent.height
        return said + (f" Absent for want of a dataset: {lacks} columns." if lacks else "")

    def to_pandas(self) -> Any:
        """The table as a pandas frame; keys that are missing are ``None`` or NaN."""
        import pandas as pd

        return pd.DataFrame({name: self.table[name].to_list() for name in self.table.columns})


def build(block: Block, tables: Mapping[str, pl.DataFrame], world: Crosswalk) -> Built:
    """One block from its tables.

    Args:
        block: The block.
        tables: Its tables by name.
        world: The states.

    Returns:
        Its rows in order of state and year, numbers as float64.
    """
    placed = WAYS[block.how](block, tables, world)
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
    world: Crosswalk,
    sources: Mapping[str, Mapping[str, str]],
    absent: Sequence[tuple[Block, str]],
) -> Panel:
    """The blocks side by side on the same state-years.

    Args:
        blocks: The blocks, in the order of their columns.
        built: Each of them, built.
        world: The states.
        sources: For each block its ``dataset``, ``version``, ``licence``, ``cite`` and ``address``.
        absent: Blocks that could not be built, and the table that each lacks.
    """
    last = max(int(one.rows["year"].max() or FIRST) for one in built.values())  # type: ignore[arg-type]
    table = world.rows(last)
    for block in blocks:
        one = built[block.id]
        table = table.join(one.rows, on=["cow", "year"], how="left", maintain_order="left")
        if one.covers:
            table = table.with_columns(_zero(column, block, one.covers) for column in block.columns)
    return Panel(
        table=table,
        columns=pl.DataFrame(
            [
                _about(column, block, sources[block.id]) | dict(zip(_COVER, cover, strict=True))
                for (block, column), cover in zip(
                    ((block, column) for block in blocks for column in block.columns),
                    covered(table, [column.id for block in blocks for column in block.columns]).iter_rows(),
                    strict=True,
                )
            ],
            schema=_SCHEMA,
        ),
        joins=tuple(built[block.id].join for block in blocks),
        absent=pl.DataFrame(
            [
                {"column": column.id, "title": column.title, "table": lacks}
                for block, lacks in absent
                for column in block.columns
            ],
            schema={"column": pl.String, "title": pl.String, "table": pl.String},
        ),
    )


def _zero(column: Column, block: Block, covers: tuple[int, int]) -> pl.Expr:
    """No row as zero, in the years of the table and for the states that its list of states holds."""
    if column.kind == "text" or column.stat in ("mean", "last"):
        return pl.col(column.id)
    listed = {"cow": pl.col("in_cow"), "gw": pl.col("in_gw")}.get(block.codes, pl.lit(True))
    covered = pl.col("year").is_between(*covers) & listed & pl.col(column.id).is_null()
    return pl.when(covered).then(0.0).otherwise(pl.col(column.id)).alias(column.id)


_COVER = ("cells", "states", "first", "last")
_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(
        ("column", "title", "theme", "symbol", "unit", "better", "rule", "note", "absent", "block", "table",
         "dataset", "version", "licence", "cite", "address"), pl.String),
    **dict.fromkeys(_COVER, pl.Int64),
}  # fmt: skip


def covered(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """For each column how many cells are known, of how many states, from what year to what year."""
    known = [pl.col(name).is_not_null() for name in columns]
    found = [
        table.select(stat.alias(name) for name, stat in zip(columns, stats, strict=True))
        for stats in (
            [one.sum() for one in known],
            [pl.col("cow").filter(one).n_unique() for one in known],
            [pl.col("year").filter(one).min() for one in known],
            [pl.col("year").filter(one).max() for one in known],
        )
    ]
    return pl.DataFrame({stat: one.row(0) for stat, one in zip(_COVER, found, strict=True)})


def _about(column: Column, block: Block, source: Mapping[str, str]) -> dict[str, Any]:
    return {
        "column": column.id,
        "title": column.title,
        "theme": block.theme,
        "symbol": column.symbol,
        "unit": column.unit,
        "better": column.better,
        "rule": rule(column, block),
        "note": column.note,
        "absent": block.why if block.absent == "zero" else "",
        "block": block.id,
        "table": block.tables[0],
        **{name: source[name] for name in ("dataset", "version", "licence", "cite", "address")},
    }


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
