"""Names and values, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from rich.markup import escape

from suasion.show.console import Console


def named(console: Console, values: Mapping[str, str]) -> None:
    """A line for each value that is not empty, its name in bold."""
    for name, value in values.items():
        if value:
            console.print(f"[bold]{escape(name)}[/bold]  {escape(value)}", highlight=False)
