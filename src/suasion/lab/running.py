"""A comparison written as a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import CompareArguments
from suasion.domain.case import Case
from suasion.files import disk
from suasion.files.runs import folders
from suasion.lab.cases import load_case
from suasion.lab.comparing import compared
from suasion.lab.contents import contents
from suasion.lab.rendering import perhaps_renderers
from suasion.lab.saving import check_run
from suasion.lab.supporting import Support
from suasion.progress import Progress

if TYPE_CHECKING:
    from suasion.lab.comparison import Comparison


def run(
    out: Path,
    case: str | Path | Case,
    arguments: CompareArguments | None = None,
    *,
    support: Support | None = None,
    force: bool = False,
    brief: bool = True,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> tuple[Comparison, Path]:
    """Compares and writes the run folder.

    Args:
        out: Where to write it.
        case: A bundled name, a path, or a loaded case.
        arguments: What is asked for; the usual comparison if not given.
        support: As :func:`suasion.compare`.
        force: Whether to replace a run that is there.
        brief: Whether to write ``brief.html``.
        jobs: Threads; all cores if not given.
        progress: Receives how far each step has come.

    Returns:
        The comparison, and its folder: ``out``, or the next free name where another process took that meanwhile.

    Raises:
        SuasionError: As :func:`suasion.compare`, or the folder exists or cannot be written.
    """
    arguments = arguments or CompareArguments()
    check_run(out, force=force)
    with perhaps_renderers(brief) as renderers:
        comparison = compared(load_case(case), arguments, support=support, jobs=jobs, progress=progress)
        place = disk.write_folder(out, contents(comparison, arguments, renderers), replace=force)
    return comparison, place


def next_run(case: str) -> Path:
    """The next free run folder of a case, under ``runs`` in the working folder."""
    return folders.next_free(Path("runs"), case)
