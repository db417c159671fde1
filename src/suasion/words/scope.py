"""Fields of findings by their path, as they stand in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from suasion.domain.model import Model
from suasion.domain.places import Place
from suasion.domain.sentences import SentencesFile

ITEM, KEY = "item", "key"


@dataclass(frozen=True)
class Scope:
    """What a sentence may read.

    Attributes:
        findings: Findings as plain data.
        named: Places that several sentences share.
        item: What it is repeated over.
        key: Name of the item in its table, or its number in its list, from 1.
    """

    findings: object
    named: Mapping[str, Place] = field(default_factory=dict)
    item: object = None
    key: str | int | None = None

    @classmethod
    def of(cls, findings: object, table: SentencesFile) -> Scope:
        """All of some findings for a table; a record is read as it is written to JSON."""
        return cls(findings.model_dump(mode="json") if isinstance(findings, Model) else findings, table.named)

    def value(self, path: str) -> object:
        """What stands at a path, parts of a list by their number; nothing below what is missing."""
        first, *rest = path.split(".")
        start = self.item if first == ITEM else self.key if first == KEY else _part(self.findings, first)
        return reduce(_part, rest, start)

    def looked_up(self, value: object, table: str, part: str | None) -> object:
        """What stands in a table under a name, or a part of it."""
        entry = _part(self.value(table), str(value))
        return reduce(_part, part.split("."), entry) if part else entry

    def each(self, path: str) -> list[Scope]:
        """The same for every item of a list, or of a mapping; nothing where it is missing."""
        value = self.value(path)
        if isinstance(value, Mapping):
            pairs = list(value.items())
        else:
            pairs = list(enumerate(value, 1)) if isinstance(value, list) else []
        return [replace(self, key=key, item=item) for key, item in pairs]


def _part(whole: object, name: str) -> object:
    if isinstance(whole, Mapping):
        return whole.get(name)
    if isinstance(whole, list) and name.isdecimal():
        return whole[int(name)] if int(name) < len(whole) else None
    return None
