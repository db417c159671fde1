"""The sources of a case, of talks, of threats or of a scale, as BibTeX."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.case import Case
from suasion.files.library import bibliography, content
from suasion.files.library import talks as talks_files
from suasion.lab.cases import load_case
from suasion.lab.citing import references


def cite(case: str | Path | Case) -> str:
    """BibTeX of exactly the sources that a case, what it takes from the library and the model rest on.

    The name of bundled talks, threats or scales gives those that these rest on.
    """
    if isinstance(case, str) and (keys := _keys(case)):
        entries = bibliography.entries()
        return "\n\n".join(entries[key] for key in sorted(keys & bibliography.keys()))
    return "\n\n".join(references(load_case(case)).values())


def _keys(name: str) -> set[str]:
    """Bibliography keys of bundled talks, threats or scales; none for anything else."""
    if name in talks_files.names():
        return {key for _, key in talks_files.sources(talks_files.load(name))}
    for kind in ("threats", "scales"):
        if name in content.names(kind):
            return set(content.folder(kind)[name].sources())
    return set()
