"""Sources as a numbered list, and texts in which the sources that they name become links to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from markupsafe import Markup

ACCENTS = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "c": "\u0327"}
SIGNS = {r"\o": "ø", r"\O": "Ø", r"\l": "ł", r"\L": "Ł", r"\ss": "ß", r"\aa": "å", r"\AA": "Å", r"\i": "i"}
SIGNS |= {r"\ae": "æ", r"\AE": "Æ", r"\&": "&", r"\%": "%", r"\_": "_", r"\$": "$"}
PARTS = ("title", "journal", "booktitle", "publisher", "institution", "howpublished", "note")


class References:
    """Sources with their numbers.

    Args:
        entries: BibTeX by key; they are numbered in the order of the keys.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries = {key: fields(entries[key]) for key in sorted(entries)}
        self.numbers = {key: i + 1 for i, key in enumerate(self.entries)}

    def cite(self, source: str) -> Markup:
        """A source as ``key:locator`` or a reason in words; every key in it becomes a numbered link."""
        found = Markup("")
        key, colon, locator = source.partition(":")
        if key.strip() in self.numbers and colon:
            return Markup("{} {}").format(self.link(key.strip()), locator.strip())
        for word in re.split(r"(\w+)", source):
            found += self.link(word) if word in self.numbers else word
        return found

    def keys(self, keys: list[str]) -> Markup:
        """Several sources as links."""
        return Markup(" ").join(self.link(key) for key in keys if key in self.numbers)

    def link(self, key: str) -> Markup:
        """A link to one source, as its number in brackets."""
        return Markup('<a href="#source-{0}">[{0}]</a>').format(self.numbers[key])

    @property
    def listed(self) -> list[tuple[int, str, str]]:
        """Number, reference in words and address (empty where there is none) of every source."""
        return [(self.numbers[key], text(one), address(one)) for key, one in self.entries.items()]


def fields(entry: str) -> dict[str, str]:
    """The fields of a BibTeX entry as plain text."""
    found = {}
    for name, value in re.findall(r"(?ms)^\s*(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*$", entry):
        found[name.lower()] = value if name.lower() in ("url", "doi") else plain(value)
    return found


def plain(value: str) -> str:
    """Text without the marks of LaTeX."""

    def accented(match: re.Match[str]) -> str:
        letter = match[2].replace("\\i", "i")
        return unicodedata.normalize("NFC", letter + ACCENTS[match[1]])

    value = re.sub(r"\{?\\(['`\"^~]|c(?=[ {]))\s*\{?(\\i|\w)\}?\}?", accented, value)
    value = re.sub(r"\{?(\\[A-Za-z]+|\\[&%_$])\}?(?: )?", lambda m: SIGNS.get(m[1], m[0]), value)
    return " ".join(re.sub(r"[{}]", "", value).replace("--", "–").split())


def text(one: Mapping[str, str]) -> str:
    """A reference as one line to read."""
    people = "; ".join(one.get("author", "").split(" and ")) if one.get("author") else ""
    parts = [people, one.get("year", ""), *(one.get(part, "") for part in PARTS)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def address(one: Mapping[str, str]) -> str:
    """The address of a source on the web, where it has one."""
    if one.get("doi"):
        return f"https://doi.org/{one['doi']}"
    return one["url"] if one.get("url", "").startswith(("https://", "http://")) else ""
