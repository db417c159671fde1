"""A case read, checked and resolved."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.case import Case
from suasion.files.library.cases import load_case as read_case


def load_case(case: str | Path | Case) -> Case:
    """Reads, checks and resolves a case.

    >>> import suasion
    >>> case = suasion.load_case("north-korea")
    >>> case.title, case.target.iso3
    ('North Korea, 2026 to 2045', 'PRK')

    Args:
        case: A bundled name (``north-korea``), a path, or a case that is loaded already.

    Raises:
        SuasionError: With every problem of the file, each with its place and a fix.
    """
    return case if isinstance(case, Case) else read_case(str(case))
