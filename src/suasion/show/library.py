"""Things of the library on the screen: lists, and one thing field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from suasion.show.console import Console
from suasion.show.fields import named
from suasion.show.tables import print_table
from suasion.words.library import fields, row


def listing(groups: Mapping[str, Sequence[tuple[str, Any]]]) -> None:
    """Groups of things, each with what it is called, as tables: id, what it is, and more."""
    console = Console()
    for group, things in groups.items():
        print_table(console, ("id", "what it is", ""), [row(record) for _, record in things], title=group)


def entry(kind: str, record: Any) -> None:
    """One thing, field by field."""
    named(Console(), fields(kind, record))
