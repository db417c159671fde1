"""Things of the library on the screen: lists, and one thing field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from suasion.show.fields import named
from suasion.words.library import fields, row


def listing(groups: Mapping[str, Sequence[tuple[str, Any]]]) -> None:
    """Groups of things, each with what it is called, as tables: id, what it is, and more."""
    console = Console()
    for group, things in groups.items():
        table = Table(box=SIMPLE_HEAD, title=group, title_justify="left", title_style="bold", pad_edge=False)
        for head in ("id", "what it is", ""):
            table.add_column(head, overflow="fold")
        for _, record in things:
            table.add_row(*map(escape, row(record)))
        console.print(table)


def entry(kind: str, record: Any) -> None:
    """One thing, field by field."""
    named(Console(), fields(kind, record))
