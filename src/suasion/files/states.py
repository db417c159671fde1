"""Suasion's table of states, read from the library."""

from __future__ import annotations

from functools import cache

from suasion.domain.country import Country, States
from suasion.files import library, toml


@cache
def states() -> tuple[Country, ...]:
    """Every state since 1946."""
    return toml.parse(States, toml.read(library.ROOT / "panel" / "states.toml"), "states.toml").state
