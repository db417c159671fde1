"""Sources as a numbered list, and texts in which the sources that they name become links to it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from suasion.record import bibtex


class References:
    """Sources with their numbers.

    Args:
        entries: BibTeX by key; they are numbered in the order of the keys.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.sources = {key: bibtex.read_one(entries[key], f"sources.{key}") for key in sorted(entries)}
        self.numbers = {key: i + 1 for i, key in enumerate(self.sources)}

    def cite(self, source: str) -> Markup:
        """A source as ``key:locator`` or a reason in words; every key in it becomes a numbered link."""
        findings = Markup("")
        key, colon, locator = source.partition(":")
        if key.strip() in self.numbers and colon:
            return Markup("{} {}").format(self.link(key.strip()), locator.strip())
        for word in re.split(r"(\w+)", source):
            findings += self.link(word) if word in self.numbers else word
        return findings

    def keys(self, keys: list[str]) -> Markup:
        """Several sources as links."""
        return Markup(" ").join(self.link(key) for key in keys if key in self.numbers)

    def link(self, key: str) -> Markup:
        """A link to one source, as its number in brackets."""
        return Markup('<a href="#source-{0}">[{0}]</a>').format(self.numbers[key])

    @property
    def listed(self) -> list[tuple[int, str, str]]:
        """Number, reference in words and address (empty where there is none) of every source."""
        return [(self.numbers[key], one.text, one.address) for key, one in self.sources.items()]
