"""Specifications of threats: bundled ones by name, others by path; every problem of one is listed at once."""

from __future__ import annotations

from suasion.domain.threats import ThreatsFile
from suasion.files.inputs import toml
from suasion.files.library import bibliography, content


def load(name: str) -> ThreatsFile:
    """A bundled specification of threats, or one in a file.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = content.bundled("threats", name)
    spec = toml.parse(ThreatsFile, toml.read(path), path.name)
    bibliography.check_keys(path.name, spec.sources())
    return spec
