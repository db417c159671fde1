"""The bibliography of the library: ``library/sources.bib``."""

from __future__ import annotations

import re
from functools import cache

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
