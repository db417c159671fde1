"""Files to start from."""

from __future__ import annotations

import re
from pathlib import Path

from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.library import content


def new_case(name: str, folder: Path, *, force: bool = False) -> Path:
    """Writes a commented case file to start from; returns its path.

    Raises:
        SuasionError: The name is no id, or the file exists or cannot be written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,59}", name):
        raise SuasionError(
            Problem(
                repr(name[:80]),
                "A case's name has at most 60 small letters, digits, - and _, and begins with a letter.",
                "For instance: new-land-2030.",
            )
        )
    path = folder / f"{name}.toml"
    disk.write_file(path, content.template(name), force=force)
    return path
