"""Things of the library on the screen: lists, and one thing field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suasion.show.console import Console
from suasion.show.fields import named
from suasion.show.tables import print_table


def listing(groups: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Groups of things as tables: id, what each is, and more."""
    console = Console()
    for group, rows in groups.items():
        print_table(console, ("id", "what it is", ""), rows, title=group)


def entry(fields: Mapping[str, str]) -> None:
    """One thing, field by field."""
    named(Console(), fields)
