"""The line on which each key of a TOML file stands, so that a problem can be placed there."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress

from suasion.errors import Problem
from suasion.files.inputs.problems import place

Location = tuple[int | str, ...]
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*(\.?)""")
SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|[^,\]}#\n]+",
    re.DOTALL,
)


def located(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems, each with the line of its place: of the key, or of the nearest table that holds it.

    Args:
        problems: Problems whose ``where`` is ``file · place``, or ``file · place = value``.
        text: The file's text, which is valid TOML.

    Returns:
        The same problems, in the order of the file.
    """
    known = lines(text)
    placed = []
    for problem in problems:
        _, parted, spot = problem.where.partition(" · ")
        line = _nearest(spot.split(" = ", 1)[0], known) if parted else None
        placed.append((line or 0, problem))
    return [
        Problem(f"Line {line} of {problem.where}", problem.what, problem.fix) if line else problem
        for line, problem in sorted(placed, key=lambda pair: pair[0])
    ]


def lines(text: str) -> dict[str, int]:
    """Place (``strategies[3].rules[1].when``; lists count from 1) to line, from 1."""
    scan = _Scan(text)
    with suppress(RecursionError):  # nested deeper than it is worth: what was read so far stands
        scan.file()
    ends = [match.start() for match in re.finditer("\n", text)]
    return {place(loc): bisect_left(ends, at) + 1 for loc, at in scan.places.items()}


def _nearest(spot: str, known: dict[str, int]) -> int | None:
    """The line of a place, or of the nearest that holds it."""
    while spot and spot not in known:
        spot = spot[: max(spot.rfind("."), spot.rfind("["), 0)]
    return known.get(spot)


class _Scan:
    """Walks over valid TOML and notes where each key and each entry of a list begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Location, int] = {}
        self.counts: dict[Location, int] = {}

    def blank(self) -> str:
        """Passes white space and comments; the character after them, empty at the end."""
        match = BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def key(self) -> list[str]:
        """A key with its dots."""
        parts, dot = [], "."
        while dot:
            match = KEY.match(self.text, self.at)
            assert match is not None, "the text is valid TOML"
            part, dot = match.groups()
            self.at = match.end()
            parts.append(tomllib.loads(f"key = {part}")["key"] if part[0] in "\"'" else part)
        return parts

    def file(self) -> None:
        here: Location = ()
        while sign := self.blank():
            start = self.at
            if sign == "[":
                listed = self.text.startswith("[[", start)
                self.at += 2 if listed else 1
                here = self.header(self.key(), listed)
                self.places.setdefault(here, start)
                self.at += 2 if listed else 1
            else:
                self.pair(here)

    def header(self, parts: list[str], listed: bool) -> Location:
        """The place that a header opens."""
        loc: Location = ()
        for i, part in enumerate(parts):
            loc = (*loc, part)
            if listed and i == len(parts) - 1:
                self.places.setdefault(loc, self.at)
                self.counts[loc] = self.counts.get(loc, -1) + 1
            if loc in self.counts:
                loc = (*loc, self.counts[loc])
        return loc

    def pair(self, here: Location) -> None:
        """A key and its value."""
        start = self.at
        for part in self.key():
            here = (*here, part)
            self.places.setdefault(here, start)
        self.at += 1  # the sign of equality
        self.value(here)

    def value(self, here: Location) -> None:
        sign = self.blank()
        if sign in ("[", "{"):
            self.at += 1
            i = 0
            while (after := self.blank()) not in ("]", "}", ""):
                if after == ",":
                    self.at += 1
                elif sign == "{":
                    self.pair(here)
                else:
                    self.places[(*here, i)] = self.at
                    self.value((*here, i))
                    i += 1
            self.at += 1
        else:
            match = SCALAR.match(self.text, self.at)
            assert match is not None, "the text is valid TOML"
            self.at = match.end()
