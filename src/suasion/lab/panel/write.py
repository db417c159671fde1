"""The panel on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.findings.panel import PanelJoins
from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.datasets import panels

if TYPE_CHECKING:
    from suasion.measure.panel import Panel

#: Endings of a panel's file.
FORMATS = {".parquet": panels.parquet, ".csv": panels.csv}


def write_panel(panel: Panel, path: Path, *, force: bool = False) -> list[Path]:
    """Writes the panel and, beside it, what is known of its columns and what each join found.

    Args:
        panel: The panel.
        path: ``.parquet`` or ``.csv``.
        force: Whether to replace what is there.

    Returns:
        The files: the table, ``STEM.columns.json`` and ``STEM.joins.json``.
    """
    check_panel(path, force=force)
    about, joins = _descriptions(path)
    contents = {
        path: FORMATS[path.suffix](panel.frame),
        about: panel.known.to_json().encode(),
        joins: PanelJoins(joins=panel.joins).to_json().encode(),
    }
    disk.write_files(contents, force=force)
    return list(contents)


def check_panel(path: Path, *, force: bool = False) -> None:
    """Refuses a file that the panel could not be written to, before anything is built.

    Raises:
        SuasionError: Its ending is not known, it exists, or its folder takes no files.
    """
    if path.suffix not in FORMATS:
        raise SuasionError(
            Problem(str(path), "The ending says neither .parquet nor .csv.", "Name the file panel.parquet.")
        )
    disk.check_files((path, *_descriptions(path)), force=force)


def _descriptions(path: Path) -> tuple[Path, Path]:
    return path.with_suffix(".columns.json"), path.with_suffix(".joins.json")
