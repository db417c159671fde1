"""Datasets on the screen: the catalogue, the data folder, one dataset with its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.markup import escape

from suasion.domain.dataset import Indicator
from suasion.domain.dataset import Table as TableRecord
from suasion.domain.findings.data import (
    DataAdded,
    DatasetDescription,
    DatasetList,
    DataStatus,
    Held,
    MissingDataset,
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


def held(status: DataStatus) -> None:
    """What the data folder holds."""
    console = Console()
    _say(console, f"Data folder: {status.folder}")
    if not status.held:
        console.print("It holds no table yet. `suasion data add PATH` adds one.", highlight=False)
        return
    rows = [(one.name, _release(one), f"{one.rows:,}", years(one.years)) for one in status.held]
    print_table(console, ("table", "release", "rows", "years"), rows, numbers=("rows",))


def _release(one: Held) -> str:
    if not one.known:
        return "not seen before"
    return f"{one.version}, excerpt" if one.excerpt else one.version


def years(span: Sequence[int]) -> str:
    """First and last year; a dash where there is none."""
    return f"{span[0]}–{span[1]}" if span else "–"


def added(result: DataAdded) -> None:
    """What came of adding."""
    console = Console()
    for one in result.added:
        span = f", {years(one.years)}" if one.years else ""
        _say(console, f"Added: {one.name} ({_release(one)}; {one.rows:,} rows{span})")
    if result.same:
        _say(console, f"There already: {', '.join(one.name for one in result.same)}")
    if result.passed:
        _say(console, f"Passed over, no table of the catalogue: {', '.join(result.passed)}")


#: What a command reads as long as datasets are missing.
MEANWHILE = {"support": ", which reads the summary that Suasion ships until then"}


def missing(commands: Mapping[str, Sequence[MissingDataset]], most: int | None = None) -> None:
    """What is missing for which command, and where the producer offers it."""
    console = Console()
    for command, datasets in commands.items():
        if datasets:
            _say(console, f"\nMissing for `suasion {command}`{MEANWHILE.get(command, '')}:")
        for one in datasets[:most]:
            _say(console, f"  {one.id}: {one.title}. {one.address or 'No official address is known.'}")
        if most is not None and len(datasets) > most:
            _say(console, f"  and {len(datasets) - most} more: `suasion data status`")


def dataset(known: DatasetDescription) -> None:
    """All that is known of a dataset."""
    console, one = Console(), known.dataset
    _say(console, f"{one.title} ({one.id}), version {one.version}")
    values = {
        "what it holds": one.says,
        "offered at": one.address or "no official address is known",
        "licence": one.licence,
        "cite": ", ".join(one.cite),
        "read by": ", ".join(f"suasion {command}" for command in known.read_by),
        "known flaws": " ".join(one.flaws),
    }
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
