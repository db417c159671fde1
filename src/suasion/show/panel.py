"""The panel on the screen: joins, columns, and what is known of a state year by year."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.markup import escape

from suasion.domain.findings.panel import AbsentColumn, Coverage, Join, PanelColumn
from suasion.show.console import Console
from suasion.show.fields import named
from suasion.show.tables import print_table

FIRST = 1946
#: A stretch of years of which all, some or none have a value.
FULL, SOME, NONE = "█", "▒", "·"


def joins(joins: Sequence[Join]) -> None:
    """A line for each join, and how to see what it lost."""
    heads = ("block", "rows", "matched", "carried", "no state", "set aside", "twice")
    rows = []
    for join in joins:
        counts = (join.rows, join.matched, join.carried, join.lost, join.set_aside, len(join.duplicated))
        rows.append((join.block, *(f"{count:,}" for count in counts)))
    console = Console()
    print_table(console, heads, rows, numbers=heads[1:], least=7)
    console.print(
        "Rows: as read; a row may name several states or last several years. Carried: found under a neighbour's "
        f"code. No state: listed by `suasion panel joins BLOCK`. Set aside: before {FIRST}, without a year, or "
        "without anything that the block counts. Twice: state-years in several rows; where they disagree the cell is missing.",
        style="dim",
        highlight=False,
    )


def absent(absent: Sequence[AbsentColumn]) -> None:
    """Columns that are not there, by the table that is missing."""
    tables: dict[str, list[str]] = {}
    for one in absent:
        tables.setdefault(one.table, []).append(one.column)
    console = Console()
    for table, columns in tables.items():
        console.print(f"Absent, for want of {table}: {', '.join(columns)}", highlight=False, markup=False)


def lost(joins: Sequence[tuple[Join, Sequence[str]]]) -> None:
    """What each join found: how many rows, every code without a state, and every state-year that stands twice.

    Args:
        joins: Each with what is said of it, line by line.
    """
    console = Console()
    for join, lines in joins:
        console.print(f"[bold]{join.block}[/bold] ({join.table})", highlight=False)
        for line in lines:
            console.print(f"  {line}", highlight=False, markup=False)


def column(one: PanelColumn) -> None:
    """All that is known of a column."""
    values = {name: value for name, value in one.model_dump().items() if value is not None}
    if not one.version:  # its dataset is not there
        values |= {"cells": "", "states": "", "version": "not in your data folder"}
    named(Console(), {name: str(value) for name, value in values.items()})


def columns(columns: Sequence[PanelColumn]) -> None:
    """A line for each column."""
    heads = ("column", "what it holds", "unit", "better", "years", "cells")
    rows = []
    for one in columns:
        years = f"{one.first}–{one.last}" if one.first else "–"
        rows.append(
            (one.column, one.title, one.unit, one.better, years, f"{one.cells:,}" if one.cells else "–")
        )
    console = Console()
    print_table(console, heads, rows, numbers=("cells",))
    if away := list(dict.fromkeys(one.table for one in columns if not one.version)):
        text = f"Without years and cells: for want of {', '.join(away)}. `suasion data status` says where they are offered."
        console.print(text, style="dim", highlight=False)


def coverage(coverage: Coverage) -> None:
    """A line for each column: how many years are known, and which."""
    console = Console()
    longest, last = max(len(one.column) for one in coverage.columns), coverage.last
    room = max(20, console.width - longest - 8)
    step = -(-(last + 1 - FIRST) // room)
    starts = range(FIRST, last + 1, step)
    console.print(f"[bold]{escape(coverage.state)}[/bold]: years with a value", highlight=False)
    marks = "".join(
        f"{year:<{max(1, 20 // step)}}" for year in range(FIRST, last + 1, step * max(1, 20 // step))
    )
    console.print(" " * (longest + 6) + marks[: len(starts) + 4], style="dim", highlight=False)
    theme = ""
    for one in coverage.columns:
        if one.theme != theme:
            theme = one.theme
            console.print(theme.replace("_", " "), style="dim", highlight=False)
        known = set(one.years)
        bar = "".join(_mark(known, start, min(start + step, last + 1)) for start in starts)
        console.print(
            f"{one.column:<{longest}} {one.n:>3}  {bar}", highlight=False, markup=False, soft_wrap=True
        )
    width = "a year" if step == 1 else f"{step} years"
    console.print(
        f"One sign is {width}: {FULL} all known, {SOME} some, {NONE} none.", style="dim", highlight=False
    )


def _mark(known: Set[int], start: int, end: int) -> str:
    count = sum(year in known for year in range(start, end))
    return NONE if count == 0 else FULL if count == end - start else SOME
