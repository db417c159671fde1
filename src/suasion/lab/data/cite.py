"""The sources of the data folder."""

from __future__ import annotations

from suasion.files.datasets.catalogue import catalogue
from suasion.files.library import bibliography
from suasion.lab.environment import holdings


def cite_data() -> str:
    """The sources of what your data folder holds, as BibTeX: the producers, each once."""
    names = {name.partition(".")[0] for name in holdings().installed()}
    keys = {key for name in names for key in catalogue()[name].cite}
    entries = bibliography.entries()
    return "\n\n".join(entries[key] for key in sorted(keys))
