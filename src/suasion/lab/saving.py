"""What was compared, written as a run folder."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.arguments import CompareArguments
from suasion.files import disk
from suasion.files.runs import manifest
from suasion.lab.contents import Compared, contents
from suasion.lab.rendering import perhaps_renderers


def save(
    compared: Compared, arguments: CompareArguments, out: Path, *, force: bool = False, brief: bool = True
) -> Path:
    """Writes a run folder.

    Args:
        compared: What was compared.
        arguments: What was asked for.
        out: Where to write it.
        force: Whether to replace a run that is there.
        brief: Whether to write ``brief.html``.

    Returns:
        The folder: ``out``, or the next free name where another process took that meanwhile.

    Raises:
        SuasionError: The folder exists or cannot be written.
    """
    check_run(out, force=force)
    with perhaps_renderers(brief) as renderers:
        return disk.write_folder(out, contents(compared, arguments, renderers), replace=force)


def check_run(out: Path, *, force: bool = False) -> None:
    """Refuses a run folder that exists or could not be written, before anything is played."""
    disk.check_folder(out, manifest.NAME, force=force)
