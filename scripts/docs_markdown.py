"""Markdown that the scripts of the documentation share: tables, code words, blocks."""

from __future__ import annotations

from typing import Any

SCRIPT = "<!-- Written by scripts/docs.py from the code. Do not edit: change the code and run it again. -->"


def table(heads: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in lines)


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip()


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def fill(text: str, name: str, block: str) -> str:
    """The text with one block replaced.

    Raises:
        ValueError: The text has no such block.
    """
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, mark, rest = text.partition(begin)
    _, mark_end, after = rest.partition(end)
    if not (mark and mark_end):
        raise ValueError(f"no block `{name}`: add {begin} and {end}")
    return f"{before}{begin}\n\n{block}\n\n{end}{after}"
