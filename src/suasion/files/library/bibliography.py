"""The bibliography of the library: ``library/sources.bib``."""

from __future__ import annotations

import re
from functools import cache

from suasion.files.library.content import ROOT


@cache
def entries() -> dict[str, str]:
    """Entries of the bibliography by key, as BibTeX."""
    lines = (ROOT / "sources.bib").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("%"))
    parts = re.split(r"(?m)^(?=@)", text)
    found = {}
    for entry in parts:
        match = re.match(r"@\w+\{([^,\s]+),", entry)
        if match:
            found[match.group(1)] = entry.strip()
    return found
