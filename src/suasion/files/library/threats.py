"""Specifications of threats: bundled ones by name, others by path; every problem of one is listed at once."""

from __future__ import annotations

from suasion.domain.threats import ThreatsFile
from suasion.files.library import records


def load(name: str) -> ThreatsFile:
    """A bundled specification of threats, or one in a file.

    Raises:
        SuasionError: With every problem of the file, each with its line.
    """
    return records.load(ThreatsFile, "threats", name, example="sanctions")
