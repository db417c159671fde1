"""The sources of exactly what a case, what it takes from the library and the model rest on."""

from __future__ import annotations

import re

from suasion.domain.case import Case
from suasion.files.library import bibliography, cases, content


def references(case: Case) -> dict[str, str]:
    """BibTeX entries by key, in alphabetical order of the keys."""
    from suasion.mechanisms import catalogue, parameters

    keys = set(cases.sources_of(case))
    keys |= {key for mechanism in catalogue().values() for key in mechanism.sources}
    for parameter in parameters().values():
        keys |= set(re.findall(r"\w+", parameter.source))
    keys |= {one.source.split(":", 1)[0] for one in content.folder("worldviews").values()}
    entries = {**cases.own_entries(case), **bibliography.entries()}
    return {key: entries[key] for key in sorted(keys & set(entries))}
