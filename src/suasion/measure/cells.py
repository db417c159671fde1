"""Cells that name several states, whose names may hold commas themselves: "Korea, North, Singapore"."""

from __future__ import annotations

from collections.abc import Iterable

from suasion.domain.spelling import listed_key


class Names:
    """Known names, to take a cell apart by.

    Args:
        names: Every name that may stand in a cell.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._known = {listed_key(name) for name in names}
        self._longest = max(name.count(" ") for name in self._known) + 1

    def split(self, cell: str) -> list[str]:
        """The names in a cell, in order and once. The longest name that is known is taken at each place; a
        part that no name begins with stays as it is, so that it can be reported."""
        parts = [part.strip() for part in cell.split(",") if part.strip()]
        names: list[str] = []
        at = 0
        while at < len(parts):
            ends = range(min(len(parts), at + self._longest), at, -1)
            end = next((e for e in ends if listed_key(", ".join(parts[at:e])) in self._known), at + 1)
            names.append(", ".join(parts[at:end]))
            at = end
        return list(dict.fromkeys(names))
