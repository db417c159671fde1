"""Suasion's table of states, and its table of their names, read from the library."""

from __future__ import annotations

from functools import cache

from suasion.domain.country import Country, States
from suasion.domain.registry import Registry
from suasion.domain.state_names import StateNames
from suasion.files.inputs import toml
from suasion.files.library import content


@cache
def names() -> StateNames:
    """Names of states by who writes them so, what is unclear, and what is no state."""
    return toml.parse(StateNames, toml.read(content.ROOT / "panel" / "names.toml"), "names.toml")


@cache
def states() -> tuple[Country, ...]:
    """Every state since 1946, with its names."""
    read = toml.parse(States, toml.read(content.ROOT / "panel" / "states.toml"), "states.toml").state
    return tuple(one.model_copy(update={"aliases": names().aliases(one)}) for one in read)


@cache
def registry() -> Registry:
    """The states, ready to be asked."""
    return Registry(states(), names())
