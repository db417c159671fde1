"""What came of adding datasets, in words."""

from __future__ import annotations

from collections.abc import Sequence

from suasion.domain.findings.data import NewRelease

MOST = 8  # names in one sentence


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
