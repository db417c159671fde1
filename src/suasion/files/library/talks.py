"""Files of talks: bundled ones by name, others by path; every problem of one is named at once."""

from __future__ import annotations

from collections.abc import Iterator

from suasion.domain.case_file import quantities
from suasion.domain.talks import TalksFile
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.inputs import toml
from suasion.files.library import bibliography, content


def names() -> list[str]:
    """Ids of the bundled talks."""
    return content.names("talks")


def load(name: str) -> TalksFile:
    """Reads and checks a file of talks.

    Args:
        name: A bundled name or a path.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = content.bundled("talks", name)
    talks = toml.parse(TalksFile, toml.read(path), path.name)
    problems = [
        Problem(f"{path.name} · {place}.source = {key!r}", "The bibliography has no such key.", fix)
        for place, key, fix in _unknown(talks)
    ]
    if problems:
        raise SuasionError(problems)
    return talks


def sources(talks: TalksFile) -> list[tuple[str, str]]:
    """Every bibliography key that a file of talks names, with the place of what it stands behind."""
    places = [("rule", talks.rule.source)]
    places += [(f"issues[{i + 1}]", one.source) for i, one in enumerate(talks.issues)]
    places += [(f"parties[{i + 1}]", one.source) for i, one in enumerate(talks.parties)]
    places += [(place, one.source) for place, one in quantities(talks)]
    return [(place, part.split(":", 1)[0].strip()) for place, source in places for part in source.split(";")]


def _unknown(talks: TalksFile) -> Iterator[tuple[str, str, str]]:
    known = bibliography.keys()
    for place, key in sources(talks):
        if key not in ("assumed", *known):
            yield place, key, nearest(key, known) or "Write `assumed` if nobody has published it."
