"""Specifications of threats: bundled ones by name, others by path; every problem of one is listed at once."""

from __future__ import annotations

from suasion.domain.threats import ThreatsFile
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.inputs import toml
from suasion.files.library import bibliography, content


def load(name: str) -> ThreatsFile:
    """A bundled specification of threats, or one in a file.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = content.bundled("threats", name)
    spec = toml.parse(ThreatsFile, toml.read(path), path.name)
    known = bibliography.keys()
    problems = [
        Problem(
            f"{path.name} · source = {key!r}",
            "The bibliography has no such key.",
            nearest(key, known) or "Write `assumed` if nobody has published it.",
        )
        for key in spec.sources()
        if key not in ("assumed", *known)
    ]
    if problems:
        raise SuasionError(problems)
    return spec
