"""Files of talks: bundled ones by name, others by path; every problem of one is named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from suasion.domain.case_file import quantities
from suasion.domain.talks import TalksFile
from suasion.errors import Problem
from suasion.files.library import content, records


def names() -> list[str]:
    """Ids of the bundled talks."""
    return content.names("talks")


def load(name: str, check: Callable[[TalksFile], Iterable[Problem]] = lambda _: ()) -> TalksFile:
    """Reads and checks a file of talks.

    Args:
        name: A bundled name or a path.
        check: What the talks as a whole may get wrong, each with its place in the file.

    Raises:
        SuasionError: With every problem of the file, each with its line.
    """
    return records.load(TalksFile, "talks", name, example="six-party", check=check)


def sources(talks: TalksFile) -> list[tuple[str, str]]:
    """Every bibliography key that a file of talks names, with the place of what it stands behind."""
    places = [("rule", talks.rule.source)]
    places += [(f"issues[{i + 1}]", one.source) for i, one in enumerate(talks.issues)]
    places += [(f"parties[{i + 1}]", one.source) for i, one in enumerate(talks.parties)]
    places += [(place, one.source) for place, one in quantities(talks)]
    return [(place, part.split(":", 1)[0].strip()) for place, source in places for part in source.split(";")]
