"""Tables in which nothing is cut: a name that is to be typed again stands whole, the rest is folded or stacked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from suasion.show.console import Console

LEAST = (
    9  # columns of a terminal that each cell after the name needs; with fewer, cells stand below each other
)

#: Heads of columns whose text speaks for itself.
PLAIN = ("", "what it is", "what it holds")


def print_table(
    console: Console,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    numbers: Collection[str] = (),
    least: int = LEAST,
) -> None:
    """A table whose first column is never cut or folded; in a narrow terminal, its cells below each other.

    Args:
        console: Where it is printed.
        heads: A head for each column.
        rows: The rows, as plain text.
        title: What stands above.
        numbers: Heads of the columns that stand to the right.
        least: Columns of the terminal that each cell after the first needs.
    """
    room = console.width - max((len(row[0]) for row in rows), default=0) - 2
    if room < (least + 2) * (len(heads) - 1):
        _stacked(console, heads, rows, title)
        return
    table = Table(
        box=SIMPLE_HEAD, title=escape(title) or None, title_justify="left", title_style="bold", pad_edge=False
    )
    for i, head in enumerate(heads):
        table.add_column(
            head, justify="right" if head in numbers else "left", no_wrap=i == 0, overflow="fold"
        )
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)


def _stacked(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    if title:
        console.print(f"[bold]{escape(title)}[/bold]", highlight=False)
    for name, *cells in rows:
        console.print(escape(name), highlight=False, soft_wrap=True)
        known = [(head, cell) for head, cell in zip(heads[1:], cells, strict=True) if cell not in ("", "–")]
        texts = [escape(cell) for head, cell in known if head in PLAIN]
        short = ", ".join(
            f"[dim]{escape(head)}:[/dim] {escape(cell)}" for head, cell in known if head not in PLAIN
        )
        for text in (*texts, *([short] if short else [])):
            console.print(Padding(text, (0, 0, 0, 4)), highlight=False)
