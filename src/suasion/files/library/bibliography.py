"""The bibliography of the library: ``library/sources.bib``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library.content import ROOT
from suasion.record.bibtex import public, read
from suasion.record.source import Source

FILE = "sources.bib"


@cache
def keys() -> frozenset[str]:
    """Keys of all entries, taken from their first lines: to look up a key one need not read BibTeX."""
    return frozenset(re.findall(r"(?m)^@\w+\{([^,\s]+),", _text()))


@cache
def entries() -> dict[str, str]:
    """Entries by key, as BibTeX that anyone may see."""
    return public(_text(), FILE)


@cache
def sources() -> dict[str, Source]:
    """Entries by key, ready to be read."""
    return read(_text(), FILE)


def _text() -> str:
    return (ROOT / FILE).read_text(encoding="utf-8")


def check_keys(file: str, sources: Iterable[str]) -> None:
    """Refuses keys that the bibliography does not hold.

    Args:
        file: Name of the file that cites them.
        sources: Keys, or ``assumed``.

    Raises:
        SuasionError: With every such key.
    """
    known = keys()
    problems = [
        Problem(
            f"{file} · source = {key!r}",
            "The bibliography has no such key.",
            nearest(key, known) or "Write `assumed` if nobody has published it.",
        )
        for key in sources
        if key not in ("assumed", *known)
    ]
    if problems:
        raise SuasionError(problems)
