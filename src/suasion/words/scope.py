"""Fields of findings by their path, as they stand in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from suasion.domain.findings.base import Record
from suasion.domain.sentences import Place, SentencesFile

ITEM = "item"


@dataclass(frozen=True)
class Scope:
    """What a sentence may read.

    Attributes:
        findings: Findings as plain data.
        named: Places that several sentences share.
        item: What it is repeated over.
    """

    findings: object
    named: Mapping[str, Place] = field(default_factory=dict)
    item: object = None

    @classmethod
    def of(cls, findings: object, table: SentencesFile) -> Scope:
        """All of some findings for a table; a record is read as it is written to JSON."""
        return cls(
            findings.model_dump(mode="json") if isinstance(findings, Record) else findings, table.named
        )

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
        return list(value) if isinstance(value, list) else []

    def at(self, item: object) -> Scope:
        """The same for one item."""
        return replace(self, item=item)


def _part(whole: object, name: str) -> object:
    if isinstance(whole, Mapping):
        return whole.get(name)
    if isinstance(whole, list) and name.isdecimal():
        return whole[int(name)] if int(name) < len(whole) else None
    return None
