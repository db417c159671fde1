"""What the panel says of itself: what each join found, what is known of each column, which years are known of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from suasion.domain.findings.base import Findings, Record
from suasion.domain.findings.tables import table_of

if TYPE_CHECKING:
    import pandas as pd


class Unmatched(Record):
    """Rows of one code for which there is no state.

    Attributes:
        code: The code or name.
        why: Why there is none.
        first: First year.
        last: Last year.
        rows: How many rows.
    """

    code: str
    why: str
    first: int
    last: int
    rows: int


class Duplicate(Record):
    """A state-year that stands in more than one row.

    Attributes:
        state: Name of the state.
        cow: Its number.
        year: The year.
        rows: How many rows.
        differs: Columns on which the rows disagree; they are left missing.
    """

    state: str
    cow: int
    year: int
    rows: int
    differs: tuple[str, ...]


class Join(Record):
    """What joining one block to the states found.

    Attributes:
        block: The block.
        table: The table.
        rows: Rows read.
        empty: Rows with no value in any column that is used, or of no kind that a column counts.
        early: Rows of years before the panel.
        undated: Rows without a year.
        matched: Rows that found their state; of these ``carried`` under a neighbour's code.
        carried: Rows that found it under the code of a state before or after it.
        unmatched: Rows that found none, by code and reason.
        duplicated: State-years in more than one row, where one was expected.
    """

    block: str
    table: str
    rows: int
    empty: int
    early: int
    undated: int
    matched: int
    carried: int
    unmatched: tuple[Unmatched, ...]
    duplicated: tuple[Duplicate, ...]

    @property
    def lost(self) -> int:
        """How many rows found no state."""
        return sum(one.rows for one in self.unmatched)

    @property
    def set_aside(self) -> int:
        """How many rows were not joined: too early, without a year, or without anything that counts."""
        return self.empty + self.early + self.undated


class PanelHoldings(Findings):
    """How much the panel holds.

    Attributes:
        format: Version of this record.
        rows: State-years.
        states: States.
        first: First year.
        last: Last year.
        columns: Columns that come from datasets.
        datasets: How many datasets these come from.
        absent: Columns that are absent for want of a dataset.
    """

    format: Literal[1] = 1
    rows: int
    states: int
    first: int
    last: int
    columns: int
    datasets: int
    absent: int


class PanelJoins(Findings):
    """What every join of the panel found.

    Attributes:
        format: Version of this record.
        joins: One entry for each block, in the order of the panel's columns.
    """

    format: Literal[1] = 1
    joins: tuple[Join, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each block: rows read, matched, carried, without a state, set aside and duplicated."""
        import pandas as pd

        rows = [
            (
                one.block,
                one.table,
                one.rows,
                one.matched,
                one.carried,
                one.lost,
                one.set_aside,
                len(one.duplicated),
            )
            for one in self.joins
        ]
        heads = ["block", "table", "rows", "matched", "carried", "lost", "set_aside", "duplicated"]
        return pd.DataFrame(rows, columns=heads)


class PanelColumn(Record):
    """What is known of a column of the panel.

    Attributes:
        column: Its name.
        title: What it holds.
        theme: What it is about.
        symbol: Letter of the model that it stands for, if any.
        unit: Unit or scale.
        better: Which way is better for people: up, down, or neither.
        rule: How it comes from the producer's columns.
        note: What to know before use.
        absent: Why a state-year without a row is zero; empty where such a cell is missing.
        block: The block that it belongs to.
        table: The table that it comes from.
        dataset: The producer's title of the dataset.
        version: Its version.
        licence: Under what terms it may be used, as far as known.
        cite: Keys of the bibliography.
        address: Where the producer offers it.
        cells: How many cells are known.
        states: Of how many states.
        first: First year with a value.
        last: Last year with a value.
    """

    column: str
    title: str
    theme: str
    symbol: str
    unit: str
    better: str
    rule: str
    note: str
    absent: str
    block: str
    table: str
    dataset: str
    version: str
    licence: str
    cite: str
    address: str
    cells: int
    states: int
    first: int | None
    last: int | None


class AbsentColumn(Record):
    """A column that is not there for want of a dataset, or of a column of it.

    Attributes:
        column: Its name.
        title: What it would hold.
        table: What is missing.
    """

    column: str
    title: str
    table: str


class PanelColumns(Findings):
    """What is known of the panel's columns, and which are absent.

    Attributes:
        format: Version of this record.
        columns: One entry for each column, in the panel's order.
        absent: The columns that are not there.
    """

    format: Literal[1] = 1
    columns: tuple[PanelColumn, ...]
    absent: tuple[AbsentColumn, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each column."""
        return table_of(self.columns, PanelColumn)

    @property
    def absent_table(self) -> pd.DataFrame:
        """One row for each column that is not there."""
        return table_of(self.absent, AbsentColumn)


class KnownYears(Record):
    """The years for which a column has a value of a state.

    Attributes:
        column: Name of the column.
        theme: What it is about.
        title: What it holds.
        first: First year with a value; missing where there is none.
        last: Last year with a value.
        n: How many years have one.
        years: These years.
    """

    column: str
    theme: str
    title: str
    first: int | None
    last: int | None
    n: int
    years: tuple[int, ...]


class Coverage(Findings):
    """What the panel knows of a state, year by year.

    Attributes:
        format: Version of this record.
        state: Name of the state.
        last: Last year of the panel.
        columns: One entry for each column, in the panel's order.
    """

    format: Literal[1] = 1
    state: str
    last: int
    columns: tuple[KnownYears, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each column."""
        return table_of(self.columns, KnownYears)
