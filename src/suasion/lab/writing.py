"""Results written to a file of the user's choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from suasion.domain.findings.base import as_json
from suasion.files import disk


def results_text(results: Mapping[str, Any]) -> str:
    """Results as JSON."""
    return as_json(results)


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuses a file that exists or could not be written, before anything is played."""
    disk.check_file(path, force=force)


def check_distinct(paths: Iterable[Path]) -> None:
    """Refuses outputs named alike, before anything is computed."""
    disk.check_distinct(paths)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Writes one file whole or not at all."""
    disk.write_file(path, text, force=force)
