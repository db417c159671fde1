"""A run played again and compared with itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from suasion.decide.facts import facts
from suasion.domain.findings.rerun import Rerun
from suasion.domain.manifest import Manifest
from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.runs import folders, manifest, results
from suasion.lab.cases import load_case
from suasion.lab.comparing import compared
from suasion.lab.contents import CASE, contents
from suasion.lab.rendering import perhaps_renderers
from suasion.lab.supporting import Support, own_panel, shipped
from suasion.progress import Progress


def rerun(folder: Path, *, jobs: int | None = None, progress: Progress | None = None) -> Rerun:
    """Plays a run again and compares every file's bytes.

    Raises:
        SuasionError: This is no run folder, it is damaged, or the library has changed since.
    """
    was = manifest.read(folder)
    if was.inputs.library != folders.library_hash():
        raise SuasionError(
            Problem(
                str(folder),
                "The bundled library has changed since this run, so it cannot come out the same.",
                f"Install Suasion {was.versions.get('suasion', 'of that time')} to repeat it.",
            )
        )
    support, taken_over = _support_of(folder, was)
    arguments = was.command.arguments
    with (
        tempfile.TemporaryDirectory(prefix="suasion-") as place,
        perhaps_renderers(was.command.brief) as renderers,
    ):
        comparison = compared(
            load_case(folder / CASE), arguments, support=support, jobs=jobs, progress=progress
        )
        again = Path(place) / "run"
        disk.write_folder(again, contents(comparison, arguments, renderers))
        changed = folders.differences(folder, again)
    if was.inputs.case != folders.file_hash(folder / CASE):
        changed = sorted({*changed, CASE})
    return Rerun(changed=tuple(changed), support_taken_over=taken_over)


def _support_of(folder: Path, was: Manifest) -> tuple[Support | None, bool]:
    """The support to play a run again with: measured as it was then, else taken over from the run."""
    case = load_case(folder / CASE)
    if not was.inputs.panel:
        return shipped(case.file), False
    if was.inputs.panel == own_panel():
        return None, False
    return Support(results.read(folder, facts).support, case.target.name), True
