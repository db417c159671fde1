"""Datasets on the screen: the catalogue, the data folder, one dataset with its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table


def catalogue(datasets: Sequence[dict[str, Any]]) -> None:
    """A line for each dataset."""
    table = Table("id", "what it is", "read by", "you have", box=SIMPLE_HEAD, pad_edge=False)
    _keep_names_whole(table)
    for one in datasets:
        have = f"{len(one['held'])} of {len(one['tables'])}" if one["held"] else "–"
        row = (one["id"], one["title"], ", ".join(one["read_by"]), have)
        table.add_row(*map(escape, row))
    Console().print(table)


def _keep_names_whole(table: Table) -> None:
    """A name that is to be typed again stands on one line, whole; the rest is folded."""
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.overflow = "fold"


def held(folder: str, tables: Sequence[dict[str, Any]]) -> None:
    """What the data folder holds."""
    console = Console()
    console.print(f"Data folder: {folder}", highlight=False, markup=False, soft_wrap=True)
    if not tables:
        console.print("It holds no table yet. `suasion data add PATH` adds one.", highlight=False)
        return
    shown = Table("table", "release", "rows", "years", box=SIMPLE_HEAD, pad_edge=False)
    _keep_names_whole(shown)
    shown.columns[2].justify = "right"
    for one in tables:
        shown.add_row(escape(one["name"]), escape(_release(one)), f"{one['rows']:,}", years(one["years"]))
    console.print(shown)


def _release(one: dict[str, Any]) -> str:
    if not one["version"]:
        return "not seen before"
    return f"{one['version']}, excerpt" if one["excerpt"] else str(one["version"])


def years(span: Sequence[int]) -> str:
    """First and last year; a dash where there is none."""
    return f"{span[0]}–{span[1]}" if span else "–"


def added(tables: Sequence[dict[str, Any]], same: Sequence[str], passed: Sequence[str]) -> None:
    """What came of adding."""
    console = Console()
    for one in tables:
        span = f", {years(one['years'])}" if one["years"] else ""
        _say(console, f"Added: {one['name']} ({_release(one)}; {one['rows']:,} rows{span})")
    if same:
        _say(console, f"There already: {', '.join(same)}")
    if passed:
        _say(console, f"Passed over, no table of the catalogue: {', '.join(passed)}")


def missing(commands: Mapping[str, Sequence[dict[str, str]]], most: int | None = None) -> None:
    """What is missing for which command, and where the producer offers it."""
    console = Console()
    for command, datasets in commands.items():
        if datasets:
            _say(console, f"\nMissing for `suasion {command}`:")
        for one in datasets[:most]:
            _say(
                console, f"  {one['id']}: {one['title']}. {one['address'] or 'No official address is known.'}"
            )
        if most is not None and len(datasets) > most:
            _say(console, f"  and {len(datasets) - most} more: `suasion data status`")


def dataset(known: dict[str, Any]) -> None:
    """All that is known of a dataset."""
    console = Console()
    _say(console, f"{known['title']} ({known['id']}), version {known['version']}")
    fields = {
        "what it holds": known["says"],
        "offered at": known["address"] or "no official address is known",
        "licence": known["licence"],
        "cite": ", ".join(known["cite"]),
        "read by": ", ".join(f"suasion {command}" for command in known["read_by"]),
        "known flaws": " ".join(known["flaws"]),
    }
    for name, value in fields.items():
        if value:
            console.print(f"[bold]{name}[/bold]  {escape(value)}", highlight=False)
    for name, table in known["tables"].items():
        _table(console, name, table)


def _table(console: Console, name: str, table: dict[str, Any]) -> None:
    console.print(f"\n[bold]{escape(name)}[/bold]  {escape(table['title'])}", highlight=False)
    states = ", ".join(f"{column} ({system})" for column, system in table["states"].items())
    said = {
        "rows differ in": ", ".join(table["keys"]),
        "states": states,
        "year": table["year"],
        "releases seen": "; ".join(
            f"{one['version']}{', excerpt' if one['excerpt'] else ''}, {one['rows']:,} rows"
            for one in table["releases"]
        ),
        "note": table["note"],
    }
    for key, value in said.items():
        if value:
            _say(console, f"  {key}: {value}")
    shown = Table(
        "column", "what it holds", "unit", "better", "scale", "missing", box=SIMPLE_HEAD, pad_edge=False
    )
    for one in table["indicators"]:
        codes = ", ".join(map(str, one["missing"]))
        shown.add_row(
            *map(escape, (one["column"], one["title"], one["unit"], one["better"], scale(one), codes))
        )
    console.print(shown)


def scale(indicator: dict[str, Any]) -> str:
    """The ends of an indicator's scale; empty where it has none."""
    low, high = indicator["low"], indicator["high"]
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:g}'}…{'' if high is None else f'{high:g}'}"


def _say(console: Console, text: str) -> None:
    console.print(text, highlight=False, markup=False, soft_wrap=True)
