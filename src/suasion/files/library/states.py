"""Suasion's table of states, read from the library."""

from __future__ import annotations

from functools import cache

from suasion.domain.country import Country, States
from suasion.files.inputs import toml
from suasion.files.library import content


@cache
def states() -> tuple[Country, ...]:
    """Every state since 1946."""
    return toml.parse(States, toml.read(content.ROOT / "panel" / "states.toml"), "states.toml").state
