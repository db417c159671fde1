"""Scales of the library, and those that users write."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.scale import Scale
from suasion.errors import Problem, SuasionError
from suasion.files.inputs import toml
from suasion.files.library import bibliography, content

#: The example that problems name, and the one that helps here.
CASE = ("suasion new case NAME", "suasion show empowerment")


def names() -> list[str]:
    """Ids of the bundled scales."""
    return content.names("scales")


def load(name: str) -> Scale:
    """A bundled scale, or one in a file.

    Args:
        name: A bundled name or a path.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = content.bundled("scales", name)
    try:
        scale = toml.parse(Scale, toml.read(path), path.name)
    except SuasionError as error:
        raise SuasionError(
            Problem(one.where, one.what, one.fix.replace(*CASE)) for one in error.problems
        ) from None
    bibliography.check_keys(path.name, scale.sources())
    return scale


def text(name: str) -> str:
    """A scale as its file says it, to be stored with what was measured by it."""
    path: Path = content.bundled("scales", name)
    return path.read_text(encoding="utf-8")
