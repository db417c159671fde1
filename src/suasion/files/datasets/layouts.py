"""How a sheet is a table of the catalogue: where its header stands, and its rows under the table's own names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.dataset import Table
from suasion.domain.layout import Layout, place_of, plain, year_named, year_within
from suasion.errors import Problem, SuasionError
from suasion.files.datasets.notes import true_rows
from suasion.files.datasets.rows import Rows
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl

#: What stands in a column of numbers where nothing is known.
NOTHING = (
    "", "NA", "N/A", "n/a", "n.a.", "#N/A", "NaN", "nan", "null", "NULL", "None", ".", "..", "...", "…", ":", "-", "–", "—",
)  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """How a sheet is a table.

    Attributes:
        sheet: The sheet.
        table: What it is.
        layout: In which form; none where it has the table's own names.
        header: Number of rows down to the header, the header included.
        names: The table's name of each column of the sheet; empty for one that is left out.
        years: The year of each column, where years run across or stand above.
    """

    sheet: Sheet
    table: Table
    layout: Layout | None
    header: int
    names: tuple[str, ...]
    years: tuple[int | None, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the table's columns that it has, each once."""
        gathered = [name for name, year in zip(self.names, self._years, strict=True) if name and year is None]
        if self.years:
            assert self.layout
            gathered += [self.layout.value] if self.layout.value else []
            gathered += [name for name, year in zip(self.names, self._years, strict=True) if name and year]
            gathered.append(self.table.year)
        return tuple(dict.fromkeys(gathered))

    @property
    def _years(self) -> tuple[int | None, ...]:
        return self.years or (None,) * len(self.names)

    def read(self) -> tuple[pl.DataFrame, Rows]:
        """The rows under the table's own names, as numbers or text, and where each stands in the file.

        Raises:
            SuasionError: The file is broken, or names a column twice.
        """
        self._each_once()
        retained = set(self.table.retained(self.columns))
        marks = [place for place, _ in self._marks]
        places = [place for place, name in enumerate(self.names) if name in retained or self._valued(place)]
        frame = self.sheet.below(self.header, list(dict.fromkeys([*places, *marks])))
        there = true_rows(frame)
        frame, numbers = frame[there], there + self.sheet.first + self.header
        if mine := self._of_the_table(frame):
            keep = mine[0].to_numpy()
            frame, numbers = frame.filter(mine[0]), numbers[keep]
        frame, numbers = self._long(frame, places, numbers)
        if self.layout and self.layout.shift:
            frame = _shifted(frame, self.table.year, self.layout.shift)
        return frame, Rows(self.sheet.where, numbers)

    def has_rows(self) -> bool:
        """Whether any row is the table's, where a column says which are."""
        if not self._marks:
            return True
        mine = self._of_the_table(self.sheet.below(self.header, [place for place, _ in self._marks]))
        return bool(mine and mine[0].any())

    @cached_property
    def _marks(self) -> list[tuple[int, tuple[str, ...]]]:
        """Places of the columns that say which rows are the table's, and what they say."""
        if not self.layout:
            return []
        row = self.sheet.top[self.header - 1]
        places = [(place_of(row, name.split("|")), values) for name, values in self.layout.only.items()]
        return [(place, values) for place, values in places if place is not None]

    def _of_the_table(self, frame: pl.DataFrame) -> list[pl.Series]:
        import polars as pl

        if not self._marks:
            return []
        said = [
            pl.col(str(place)).cast(pl.String).str.strip_chars().str.to_lowercase().is_in([plain(value) for value in values])
            for place, values in self._marks
        ]  # fmt: skip
        return [frame.select(pl.all_horizontal(said).fill_null(value=False)).to_series()]

    def _valued(self, place: int) -> bool:
        return self._years[place] is not None and (
            bool(self.names[place]) or bool(self.layout and self.layout.value)
        )

    def _each_once(self) -> None:
        pairs = [(name, year) for name, year in zip(self.names, self._years, strict=True) if name]
        if twice := sorted({name for name, year in pairs if pairs.count((name, year)) > 1}):
            row = f"Row {self.sheet.first + self.header - 1:,}" if self.sheet.first else "The file"
            what = f"{row} names more than one column {', '.join(map(repr, twice[:5]))}."
            raise SuasionError(Problem(self.sheet.where, what, "Rename or take out one of them in a copy."))

    def _long(
        self, frame: pl.DataFrame, places: Sequence[int], numbers: np.ndarray
    ) -> tuple[pl.DataFrame, np.ndarray]:
        """One row for each year, where years run across or stand above; rows without any value are left out."""
        import polars as pl

        if not self.years:
            return frame.select(pl.col(str(place)).alias(self.names[place]) for place in places), numbers
        assert self.layout
        fixed = [pl.col(str(p)).alias(self.names[p]) for p in places if self._years[p] is None]
        parts = []
        for year in dict.fromkeys(year for year in self._years if year is not None):
            own = {
                self.names[p] or self.layout.value: pl.col(str(p)).cast(pl.String)
                for p in places
                if self._years[p] == year
            }
            values = [cell.alias(name) for name, cell in own.items()]
            filled = pl.any_horizontal(~cell.str.strip_chars().is_in(NOTHING) for cell in own.values())
            part = frame.select(
                *fixed,
                pl.lit(year, pl.Int64).alias(self.table.year),
                *values,
                pl.int_range(pl.len()).alias("\0row"),
            )
            parts.append(part.filter(frame.select(filled.fill_null(value=False)).to_series()))
        long = pl.concat(parts, how="diagonal").sort("\0row", self.table.year)
        return long.drop("\0row"), numbers[long["\0row"].to_numpy()]


def _shifted(frame: pl.DataFrame, year: str, by: int) -> pl.DataFrame:
    """The same rows with their years moved; what is no year stays as it is."""
    import polars as pl

    number = pl.col(year).cast(pl.Float64, strict=False)
    moved = (number + by).cast(pl.Int64).cast(pl.String)
    return frame.with_columns(
        pl.when(number.is_not_null()).then(moved).otherwise(pl.col(year).cast(pl.String)).alias(year)
    )


class TopRow:
    """A row that may be a header, so that names are looked up quickly in it.

    Args:
        cells: Its cells.
    """

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = tuple(cells)
        self.exact = {name: place for place, name in reversed(list(enumerate(self.cells))) if name}
        self.like = {plain(name) for name in self.exact}

    def has(self, names: Sequence[str]) -> bool:
        """Whether it has one of some names."""
        return any(name in self.exact or plain(name) in self.like for name in names) or (
            any(sign in name for name in names for sign in "*?[") and place_of(self.cells, names) is not None
        )


def rows_of(sheet: Sheet) -> list[TopRow]:
    """The first rows of a sheet, each as it may be a header."""
    return [TopRow(cells) for cells in sheet.top]


def fitted(sheet: Sheet, table: Table, rows: Sequence[TopRow]) -> Fit | None:
    """How a sheet is a table, if it is: the first of its rows and forms in which all that is needed stands."""
    return next(_fits(sheet, table, rows), None)


def _fits(sheet: Sheet, table: Table, rows: Sequence[TopRow]) -> Iterator[Fit]:
    for at, row in enumerate(rows):
        if all(row.has((name, *table.also.get(name, ()))) for name in table.needed):
            names = _named(row, table, {})
            if set(table.needed) <= set(names) and not row.has(table.never):
                yield Fit(sheet, table, None, at + 1, names)
    for layout in table.layouts:
        if not layout.sheets or _called(sheet.name, layout.sheets):
            for at in range(len(rows)):
                fit = _laid_out(sheet, table, layout, rows, at)
                if fit and set(table.needed) <= set(fit.columns) and fit.has_rows():
                    yield fit


def rows_lacking(sheet: Sheet, table: Table, rows: Sequence[TopRow]) -> Layout | None:
    """The form of a table in which a sheet stands, though none of its rows is the table's."""
    for layout in table.layouts:
        for at in range(len(rows)):
            fit = _laid_out(sheet, table, layout, rows, at) if layout.only else None
            if fit and set(table.needed) <= set(fit.columns) and not fit.has_rows():
                return layout
    return None


def _called(name: str, patterns: Sequence[str]) -> bool:
    from fnmatch import fnmatchcase

    return not name or any(fnmatchcase(plain(name), pattern) for pattern in patterns)


def _laid_out(sheet: Sheet, table: Table, layout: Layout, rows: Sequence[TopRow], at: int) -> Fit | None:
    row = rows[at]
    if layout.only and not all(row.has(name.split("|")) for name in layout.only):
        return None
    if layout.years == "rows":
        if not all(
            row.has((*layout.names.get(name, ()), name, *table.also.get(name, ()))) for name in table.needed
        ):
            return None
        return Fit(sheet, table, layout, at + 1, _named(row, table, layout.names))
    if layout.years == "across":
        years = tuple(year_named(cell) for cell in row.cells)
        if not any(years):
            return None
        names = tuple(
            "" if year else name for name, year in zip(_named(row, table, layout.names), years, strict=True)
        )
        return Fit(sheet, table, layout, at + 1, names, years)
    return _under_years(sheet, table, layout, rows, at) if at else None


def _under_years(sheet: Sheet, table: Table, layout: Layout, rows: Sequence[TopRow], at: int) -> Fit | None:
    """A header whose columns stand under years; cells joined into one hold the year in the first of them."""
    above = rows[at - 1].cells
    fixed_names = {*table.keys, *table.states, table.year}
    valued = [name for name in table.needed if name not in fixed_names]
    if not all(rows[at].has((*layout.names.get(name, ()), name)) for name in valued):
        return None
    labels = [year_within(cell) for cell in above]
    if not any(labels):
        return None
    cells, years, year = [], [], None
    for place, cell in enumerate(rows[at].cells):
        label = labels[place] if place < len(labels) else None
        year = label or year
        cells.append(cell or ("" if year else above[place] if place < len(above) else ""))
        years.append(year)
    fixed = [name if year is None else "" for name, year in zip(cells, years, strict=True)]
    under = {name for name, year in zip(cells, years, strict=True) if year is not None and name}
    own = dict(zip(under, _named(TopRow(list(under)), table, layout.names), strict=True))
    firsts = _named(TopRow(fixed), table, layout.names)
    names = tuple(
        first if year is None else own.get(cell, "")
        for cell, year, first in zip(cells, years, firsts, strict=True)
    )
    known = tuple(
        name if year is None or table.knows(name) else "" for name, year in zip(names, years, strict=True)
    )
    return Fit(sheet, table, layout, at + 1, known, tuple(years))


def _named(row: TopRow, table: Table, names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The table's names of the columns of a header; those that it does not know keep their own."""
    renamed = list(row.cells)
    taken: set[int] = set()
    described = [one.column for one in table.indicators if "*" not in one.column]
    known = dict.fromkeys((*names, *table.needed, *table.states, *table.also, *described))
    for name in known:
        wanted = (*names.get(name, ()), name, *table.also.get(name, ()))
        place = next(
            (row.exact[one] for one in wanted if one in row.exact and row.exact[one] not in taken), None
        )
        if place is None and row.has(wanted):
            place = place_of(["" if one in taken else cell for one, cell in enumerate(row.cells)], wanted)
        if place is not None:
            renamed[place] = name
            taken.add(place)
    elsewhere = {renamed[one] for one in taken if renamed[one] != row.cells[one]}
    for place, cell in enumerate(row.cells):
        if place not in taken and cell in elsewhere:
            renamed[place] = ""  # the name stands for another column here
    return tuple(renamed)
