"""What the commands on datasets work out: what the data folder holds, what came of adding, what the catalogue knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from suasion.domain.dataset import Dataset, Table
from suasion.domain.findings.base import Findings, Record
from suasion.domain.findings.tables import table_of

if TYPE_CHECKING:
    import pandas as pd


class Held(Record):
    """A table of the data folder: what it was made of.

    Attributes:
        name: ``dataset.table``.
        file: Name of the file that was added.
        version: The release's version; empty where its digest is not known.
        sha256: Digest of the file that was added.
        content: Digest of what was in it, unpacked.
        excerpt: Whether the release is an excerpt; false where it is not known.
        rows: Number of rows.
        years: First and last year; empty where there is none.
        cells: Digest of the table's columns and cells; empty where an earlier Suasion added it.
    """

    name: str
    file: str
    version: str
    sha256: str
    content: str
    excerpt: bool
    rows: int
    years: tuple[int, int] | tuple[()]
    cells: str = ""

    @property
    def known(self) -> bool:
        """Whether the release is one that the catalogue has seen."""
        return bool(self.version)


class MissingDataset(Record):
    """A dataset that a command reads and the data folder lacks.

    Attributes:
        id: Its name in the catalogue.
        title: The producer's title.
        address: Where the producer offers it; empty where no address is known.
    """

    id: str
    title: str
    address: str


class DataStatus(Findings):
    """What the data folder holds, and what is missing for which command.

    Attributes:
        format: Version of this record.
        folder: The data folder.
        held: The tables that are there, in the catalogue's order.
        missing: For each command that reads datasets, those that are missing.
    """

    format: Literal[1] = 1
    folder: str
    held: tuple[Held, ...]
    missing: dict[str, tuple[MissingDataset, ...]]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each table that is there."""
        return table_of(self.held, Held)


class ListedDataset(Record):
    """A dataset that the catalogue knows.

    Attributes:
        id: Its name in the catalogue.
        title: The producer's title.
        version: The newest version that Suasion knows.
        summary: What it holds, in one sentence.
        read_by: Commands that read it.
        tables: Full names of its tables.
        held: Those of them that are in the data folder.
    """

    id: str
    title: str
    version: str
    summary: str
    read_by: tuple[str, ...]
    tables: tuple[str, ...]
    held: tuple[str, ...]


class DatasetList(Findings):
    """Every dataset that the catalogue knows.

    Attributes:
        format: Version of this record.
        datasets: One entry each, in alphabetical order.
    """

    format: Literal[1] = 1
    datasets: tuple[ListedDataset, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row for each dataset."""
        return table_of(self.datasets, ListedDataset)


class DatasetDescription(Findings):
    """All that the catalogue knows of a dataset, or of one of its tables.

    Attributes:
        format: Version of this record.
        dataset: The dataset.
        chosen: Full names of the tables that were asked for.
        read_by: Commands that read it.
    """

    format: Literal[1] = 1
    dataset: Dataset
    chosen: tuple[str, ...]
    read_by: tuple[str, ...]

    @property
    def tables(self) -> dict[str, Table]:
        """The tables that were asked for, by full name."""
        return {name: table for name, table in self.dataset.each() if name in self.chosen}


class NewRelease(Record):
    """How a file of a release that was never seen differs from the newest release that was.

    Attributes:
        table: ``dataset.table``.
        newest: Version of the newest release that was seen; empty where none was.
        newest_excerpt: Whether that was an excerpt.
        columns_missing: Columns that it lacks.
        columns_new: Columns that were not known.
        rows: Number of rows.
        rows_newest: Number of rows of the newest release; missing where none was seen.
        years: First and last year; empty where there is none.
        years_newest: Those of the newest release.
        undated: Numbers of the rows without a year, which join nothing; the first few.
        undated_count: How many these are.
        undated_more: How many of them are not among the first few.
    """

    table: str
    newest: str
    newest_excerpt: bool
    columns_missing: tuple[str, ...]
    columns_new: tuple[str, ...]
    rows: int
    rows_newest: int | None
    years: tuple[int, int] | tuple[()]
    years_newest: tuple[int, int] | tuple[()]
    undated: tuple[int, ...]
    undated_count: int
    undated_more: int = 0


class OddCell(Record):
    """A cell as the file has it.

    Attributes:
        row: Number of its row in the file.
        value: What stands there.
    """

    row: int
    value: str


class OddCells(Record):
    """Cells of a column that are no number or lie outside its scale.

    Attributes:
        table: ``dataset.table``.
        column: The column.
        low: Least value that the scale allows; missing where it has no such end.
        high: Greatest value that the scale allows; missing where it has no such end.
        cells: The odd cells.
        count: How many these are.
        filled: Number of cells in the column that are not empty.
        early: How many of the odd cells lie before the panel's first year.
    """

    table: str
    column: str
    low: float | None
    high: float | None
    cells: tuple[OddCell, ...]
    count: int
    filled: int
    early: int


class PartedRows(Record):
    """Rows that agree in a table's keys, and that another name or code of their states parts.

    Attributes:
        table: ``dataset.table``.
        keys: The table's keys.
        by: The column that parts them.
        rows: Numbers of the rows in the file.
    """

    table: str
    keys: tuple[str, ...]
    by: str
    rows: tuple[int, ...]


class DataAdded(Findings):
    """What came of adding datasets.

    Attributes:
        format: Version of this record.
        added: Tables that were added.
        same: Tables that were there already, from the same content.
        new_releases: Of the tables that were added, those of a release that was never seen.
        passed: Files that are no table of the catalogue.
        set_missing: Cells that are no number or lie outside their scale, and were set missing.
        columns_refused: Columns with too many such cells, which were left out of their tables.
        parted: Rows that agree in a table's keys and that another column parts; all of them were added.
    """

    format: Literal[1] = 1
    added: tuple[Held, ...] = ()
    same: tuple[Held, ...] = ()
    new_releases: tuple[NewRelease, ...] = ()
    passed: tuple[str, ...] = ()
    set_missing: tuple[OddCells, ...] = ()
    columns_refused: tuple[OddCells, ...] = ()
    parted: tuple[PartedRows, ...] = ()


class DataCheck(Findings):
    """That every table of the data folder was read again and is sound.

    Attributes:
        format: Version of this record.
        tables: Full names of the tables.
        uncompared: Those of them that an earlier Suasion added, which stored no digest of their cells.
    """

    format: Literal[1] = 1
    tables: tuple[str, ...]
    uncompared: tuple[str, ...] = ()
