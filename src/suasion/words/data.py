"""What came of adding datasets, in words."""

from __future__ import annotations

from collections.abc import Sequence

from suasion.domain.findings.data import NewRelease, OddCells, PartedRows

MOST = 8  # names in one sentence
LISTED = 20  # cells that are listed with their rows


def new_release(one: NewRelease) -> str:
    """How a release that was never seen differs from the newest that was, in plain sentences."""
    if one.newest:
        kind = ", an excerpt" if one.newest_excerpt else ""
        parts = [
            f"{one.table}: this is no release that Suasion has seen. The newest seen is {one.newest}{kind}."
        ]
    else:
        parts = [
            f"{one.table}: Suasion has seen no release of this table, and checked it by its columns alone."
        ]
    if one.columns_missing:
        parts.append(f"Columns missing: {_named(one.columns_missing)}.")
    if one.columns_new:
        parts.append(f"Columns new: {_named(one.columns_new)}.")
    if one.rows_newest is not None and one.rows != one.rows_newest:
        parts.append(f"Rows: {one.rows:,}, there {one.rows_newest:,}.")
    if one.years and one.years_newest and one.years != one.years_newest:
        years, there = (f"{first} to {last}" for first, last in (one.years, one.years_newest))
        parts.append(f"Years: {years}, there {there}.")
    if one.undated_count:
        parts.append(f"Without a year, so that they join nothing: {_rows(one)}.")
    return " ".join(parts)


def set_missing(one: OddCells) -> str:
    """Which cells of a column were set missing, with their rows, in plain sentences."""
    count = len(one.rows)
    cells = "1 cell" if count == 1 else f"{count:,} cells"
    sentence = (
        f"{one.table}: {cells} of {one.column} {_odd(one)} and {'was' if count == 1 else 'were'} set missing"
    )
    early = f" ({one.early:,} of them before 1946)" if one.early and count > 1 else ""
    return f"{sentence}{early}: {_cells(one)}."


def column_refused(one: OddCells) -> str:
    """Why a column was left out of its table, in plain sentences."""
    return (
        f"{one.table}: the column {one.column} was left out and the rest of the table added. "
        f"{len(one.rows):,} of its {one.cells:,} cells {_odd(one, several=True)}: {_cells(one, MOST)}."
    )


def parted(one: PartedRows) -> str:
    """That rows agree in the keys and another column parts them."""
    rows = ", ".join(f"{number:,}" for number in one.rows[:MOST])
    more = f" and {len(one.rows) - MOST:,} more" if len(one.rows) > MOST else ""
    return (
        f"{one.table}: rows {rows}{more} agree in {' and '.join(one.keys)}; {one.by} tells them apart. "
        "All of them were added."
    )


def _odd(one: OddCells, *, several: bool = False) -> str:
    """What is wrong with the cells: ``lies outside the scale, 1 to 5,``."""
    many = several or len(one.rows) > 1
    ends = [f"{end:g}" for end in (one.low, one.high) if end is not None]
    if not ends:
        return "hold no number" if many else "holds no number"
    if len(ends) == 2:
        return f"{'lie' if many else 'lies'} outside the scale, {' to '.join(ends)},"
    return f"{'lie' if many else 'lies'} beyond the end of the scale, {ends[0]},"


def _cells(one: OddCells, most: int = LISTED) -> str:
    pairs = [f"row {row:,}: {value}" for row, value in zip(one.rows, one.values, strict=True)]
    more = f"; and {len(pairs) - most:,} more" if len(pairs) > most else ""
    return "; ".join(pairs[:most]) + more


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def _rows(one: NewRelease) -> str:
    numbers = [f"{number:,}" for number in one.undated]
    more = one.undated_count - len(numbers)
    if one.undated_count == 1:
        return f"row {numbers[0]}"
    if more:
        return f"rows {', '.join(numbers)} and {more:,} more"
    return f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"
