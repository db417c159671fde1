"""Scales of the library, and those that users write."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.scale import Scale
from suasion.files.library import content, records


def names() -> list[str]:
    """Ids of the bundled scales."""
    return content.names("scales")


def load(name: str) -> Scale:
    """A bundled scale, or one in a file.

    Args:
        name: A bundled name or a path.

    Raises:
        SuasionError: With every problem of the file, each with its line.
    """
    return records.load(Scale, "scales", name, example="empowerment", check=Scale.contradictions)


def text(name: str) -> str:
    """A scale as its file says it, to be stored with what was measured by it."""
    path: Path = content.bundled("scales", name)
    return path.read_text(encoding="utf-8")
