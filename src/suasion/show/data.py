"""Datasets on the screen: the catalogue, the data folder, one dataset with its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.markup import escape

from suasion.domain.dataset import Indicator
from suasion.domain.dataset import Table as TableRecord
from suasion.domain.findings.data import (
    DatasetDescription,
    DatasetList,
    DataStatus,
)
from suasion.show.console import Console
from suasion.show.fields import named
from suasion.show.tables import print_table


def catalogue(known: DatasetList) -> None:
    """A line for each dataset."""
    rows = []
    for one in known.datasets:
        have = f"{len(one.held)} of {len(one.tables)}" if one.held else "–"
        rows.append((one.id, one.title, ", ".join(one.read_by), have))
    print_table(Console(), ("id", "what it is", "read by", "you have"), rows)


def held(status: DataStatus, said: Callable[[str], Sequence[str]]) -> None:
    """What the data folder holds, with what is said of it, section by section."""
    console = Console()
    for line in said("folder"):
        _say(console, line)
    if not status.held:
        return
    rows = [
        (one.name, release, f"{one.rows:,}", years(one.years))
        for one, release in zip(status.held, said("releases"), strict=True)
    ]
    print_table(console, ("table", "release", "rows", "years"), rows, numbers=("rows",))


def years(span: Sequence[int]) -> str:
    """First and last year; a dash where there is none."""
    return f"{span[0]}–{span[1]}" if span else "–"


def added(lines: Sequence[str]) -> None:
    """What came of adding."""
    console = Console()
    for line in lines:
        _say(console, line)


def missing(commands: Sequence[tuple[str, str]]) -> None:
    """What is missing for which command, and where the producer offers it: a heading, and a line for each dataset."""
    console = Console()
    for heading, text in commands:
        _say(console, f"\n{heading}")
        for line in text.split("\n"):
            _say(console, f"  {line}")


def dataset(known: DatasetDescription, title: str, values: Mapping[str, str]) -> None:
    """All that is known of a dataset: what is said of it, then table by table."""
    console = Console()
    _say(console, title)
    named(console, values)
    for name, table in known.tables.items():
        _table(console, name, table)


def _table(console: Console, name: str, table: TableRecord) -> None:
    console.print(f"\n[bold]{escape(name)}[/bold]  {escape(table.title)}", highlight=False)
    values = {
        "rows differ in": ", ".join(table.keys),
        "also called": "; ".join(f"{name}: {', '.join(other)}" for name, other in table.also.items()),
        "forms that are read": "; ".join(one.title for one in table.layouts),
        "states": ", ".join(f"{column} ({system})" for column, system in table.states.items()),
        "year": table.year,
        "releases seen": "; ".join(
            f"{one.version}{', excerpt' if one.excerpt else ''}, {one.rows:,} rows" for one in table.releases
        ),
        "note": table.note,
    }
    for key, value in values.items():
        if value:
            _say(console, f"  {key}: {value}")
    heads = ("column", "what it holds", "unit", "better", "scale", "missing")
    rows = []
    for one in table.indicators:
        codes = ", ".join(map(str, one.missing))
        rows.append((one.column, one.title, one.unit, one.better, scale(one), codes))
    print_table(console, heads, rows)


def scale(indicator: Indicator) -> str:
    """The ends of an indicator's scale; empty where it has none."""
    low, high = indicator.low, indicator.high
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:g}'}…{'' if high is None else f'{high:g}'}"


def _say(console: Console, text: str) -> None:
    console.print(text, highlight=False, markup=False, soft_wrap=True)
