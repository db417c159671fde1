"""A dataset of the field: who made it, where it is offered, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.layout import Layout, place_of
from suasion.domain.model import Id, Model, Text

Codes = Literal["cow", "gw", "vdem", "iso3", "iso2", "name"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
#: Systems whose codes are whole numbers above 0; anything else in such a column is missing.
NUMBERED = frozenset({"cow", "gw", "vdem"})


class Indicator(Model):
    """One column of a table and what it means.

    Attributes:
        column: Its name in the producer's file, or a pattern (``hdi_*``) where the columns are years.
        unless: Patterns of columns that the pattern must not take (``hdi_rank_*``).
        title: What it holds.
        unit: Unit or scale.
        better: Which way is better for people: up, down, or neither.
        kind: Whether its cells are numbers or text.
        low: Least value that the scale allows.
        high: Greatest value that the scale allows.
        missing: Codes that mean that nothing is known.
        note: What to know before use.
    """

    column: Text
    unless: tuple[Text, ...] = ()
    title: Text
    unit: Text
    better: Literal["up", "down", "neither"] = "neither"
    kind: Literal["number", "text"] = "number"
    low: float | None = None
    high: float | None = None
    missing: tuple[int | str, ...] = ()
    note: str = ""

    def describes(self, column: str) -> bool:
        """Whether the column is this one, by its name or by the pattern."""
        if column == self.column:
            return True
        return fnmatchcase(column, self.column) and not any(fnmatchcase(column, one) for one in self.unless)


class Release(Model):
    """A file that was seen: its digests and its shape, against which another is compared.

    Attributes:
        file: Its name.
        version: The producer's version.
        sha256: Digest of the file.
        content: Digest of what is in it, unpacked.
        rows: Number of rows.
        years: First and last year, empty where there is no year.
        columns: Names of its columns.
        excerpt: Whether columns, rows or years were left out of the producer's file.
    """

    file: Text
    version: Text
    sha256: Digest
    content: Digest
    rows: Annotated[int, Field(ge=1)]
    years: tuple[int, int] | tuple[()] = ()
    columns: Annotated[tuple[Text, ...], Field(min_length=1)]
    excerpt: bool


class Table(Model):
    """One table of a dataset.

    Attributes:
        id: Unique within the dataset.
        title: What a row is.
        files: Patterns of the file's name, in small letters and without .gz or .zip.
        keys: Columns that no two rows share; empty where rows may repeat.
        also: Column to other names that it has: in older releases, and in copies by others.
        states: Column to the system of its country codes.
        year: Column of the year; empty where there is none.
        required: Columns without which the table is of no use.
        never: Columns that show that a file is another table, though it has all that is required.
        keep: Whether every column is retained or only those that are named here.
        bands: Endings of columns that bound an indicator, which are retained with it.
        note: What to know before use.
        indicators: The columns that Suasion knows.
        layouts: Other ways in which the table stands in a file.
        releases: Files that were seen, the newest first.
    """

    id: Id
    title: Text
    files: Annotated[tuple[Text, ...], Field(min_length=1)]
    keys: tuple[Text, ...] = ()
    also: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}
    states: dict[str, Codes] = {}
    year: str = ""
    required: Annotated[tuple[Text, ...], Field(min_length=1)]
    never: tuple[Text, ...] = ()
    keep: Literal["all", "named"] = "all"
    bands: tuple[Text, ...] = ()
    note: str = ""
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    layouts: tuple[Layout, ...] = ()
    releases: tuple[Release, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Table:
        named = [one.column for one in self.indicators]
        if twice := {name for name in named if named.count(name) > 1}:
            raise ValueError(f"these columns are described twice: {', '.join(sorted(twice))}")
        for release in self.releases:
            if gone := {name for name in self.required if name not in self.canonical(release.columns)}:
                raise ValueError(
                    f"the release {release.file} lacks what is required: {', '.join(sorted(gone))}"
                )
        return self

    def indicator(self, column: str) -> Indicator | None:
        """What is known about a column, if anything is."""
        exact = (one for one in self.indicators if one.column == column)
        like = (one for one in self.indicators if one.describes(column))
        return next(exact, None) or next(like, None)

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns by which a file is recognised: the keys, the year and what is required, each once."""
        return tuple(dict.fromkeys((*self.keys, *filter(None, [self.year]), *self.required)))

    def canonical(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns of a file, with those that the table knows by another name under the table's own.

        Where a file has the table's own name, another name for it stays as it is.
        """
        renamed = list(columns)
        for name, others in self.also.items():
            if name not in renamed and (place := place_of(columns, others)) is not None:
                renamed[place] = name
        return tuple(renamed)

    def knows(self, column: str) -> bool:
        """Whether the column is named here, or bounds an indicator that is."""
        if column in (*self.keys, *self.states, self.year, *self.required) or self.indicator(column):
            return True
        return any(
            column.endswith(band) and self.indicator(column.removesuffix(band)) is not None
            for band in self.bands
        )

    def retained(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The columns of a file that are retained, in the file's order."""
        return tuple(name for name in columns if self.keep == "all" or self.knows(name))


class Dataset(Model):
    """What a producer offers, and what Suasion knows about it.

    Attributes:
        format: Version of this file's form.
        id: Its name, the same as the file's.
        title: The producer's title.
        version: The newest version that Suasion knows.
        cite: Keys of the bibliography: the producers, not who carries a copy.
        licence: Under what terms it may be used, as far as known.
        address: Where the producer offers it; empty where no address is known.
        says: One sentence on what it holds.
        flaws: What is known to be wrong with it.
        tables: Its tables.
    """

    format: Literal[1]
    id: Id
    title: Text
    version: Text
    cite: Annotated[tuple[Text, ...], Field(min_length=1)]
    licence: Text
    address: str = ""
    says: Text
    flaws: tuple[Text, ...] = ()
    tables: Annotated[tuple[Table, ...], Field(min_length=1)]

    def each(self) -> Iterator[tuple[str, Table]]:
        """The tables by their full names, ``dataset.table``."""
        for table in self.tables:
            yield f"{self.id}.{table.id}", table
