"""Fields of findings by their path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

ITEM = "item"


@dataclass(frozen=True)
class Scope:
    """What a sentence may read.

    Attributes:
        findings: A record, or the same as plain data.
        item: What it is repeated over.
    """

    findings: object
    item: object = None

    def value(self, path: str) -> object:
        """What stands at a path, parts of a list by their number; nothing below what is missing."""
        first, *rest = path.split(".")
        start = self.item if first == ITEM else _part(self.findings, first)
        return reduce(_part, rest, start)

    def items(self, path: str) -> list[object]:
        """What a list holds, or what a mapping holds under its keys; nothing where it is missing."""
        value = self.value(path)
        if isinstance(value, Mapping):
            return list(value.values())
        return list(value) if isinstance(value, list | tuple) else []

    def at(self, item: object) -> Scope:
        """The same for one item."""
        return replace(self, item=item)


def _part(whole: object, name: str) -> object:
    if whole is None:
        return None
    if isinstance(whole, Mapping):
        return whole.get(name)
    if isinstance(whole, list | tuple):
        return whole[int(name)] if int(name) < len(whole) else None
    return getattr(whole, name)
