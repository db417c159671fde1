"""Runs written, repeated and checked; files to start from."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from suasion.decide.facts import facts
from suasion.domain.case import Case
from suasion.errors import Problem, SuasionError
from suasion.files import disk
from suasion.files.library import content
from suasion.files.rendering import drawing
from suasion.files.runs import folders, manifest, results
from suasion.jobs.threads import in_background
from suasion.lab import briefing
from suasion.lab.cases import load_case
from suasion.lab.comparing import DEFAULT_WORLDS, compare
from suasion.lab.supporting import Support, own_panel, shipped
from suasion.progress import Progress

CASE = "case.toml"
DEFAULTS = {
    "worlds": DEFAULT_WORLDS,
    "seed": 0,
    "years": None,
    "strategies": None,
    "actor": None,
    "worldview": "data",
    "audits": True,
    "paths": True,
}


def run(out: Path, *, force: bool = False, brief: bool = True, **arguments: Any) -> tuple[Any, Path]:
    """Compares and writes the run folder; returns both.

    Args:
        out: Where to write it.
        force: Whether to replace a run that is there.
        brief: Whether to write ``brief.html``.
        arguments: Of :func:`compare`.

    Raises:
        SuasionError: As :func:`compare`, or the folder exists or cannot be written.
    """
    check_run(out, force=force)
    with _drawers(brief) as pens:
        found = compare(**arguments)
        check_run(out, force=force)
        disk.write_folder(out, _contents(found, arguments, pens))
    return found, out


def check_run(out: Path, *, force: bool = False) -> None:
    """Refuses a run folder that exists or could not be written, before anything is played."""
    disk.check_folder(out, manifest.NAME, force=force)


def rerun(
    folder: Path, *, jobs: int | None = None, progress: Progress | None = None
) -> tuple[list[str], str]:
    """Plays a run again and compares every file's bytes.

    Returns:
        Names of the files that differ, none if the run came out the same to the byte; and what was taken over
        from the run instead of being done again, empty if nothing was.

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
    command = was.command.model_dump()
    brief = command.pop("brief")
    command["case"] = folder / CASE
    near, taken_over = _support_of(folder, was.inputs.panel)
    with tempfile.TemporaryDirectory(prefix="suasion-") as place, _drawers(brief) as pens:
        found = compare(**command, support=near, jobs=jobs, progress=progress)
        again = Path(place) / "run"
        disk.write_folder(again, _contents(found, command, pens))
        changed = folders.differences(folder, again)
    if was.inputs.case != folders.file_hash(folder / CASE):
        changed = sorted({*changed, CASE})
    return changed, taken_over


def _support_of(folder: Path, panel: str) -> tuple[Support | None, str]:
    """The support to play a run again with: measured as it was then, else taken over from the run, and said so."""
    if not panel:
        return shipped(load_case(folder / CASE).file), ""
    if panel == own_panel():
        return None, ""
    said = (
        "how far the case lies from what was observed: the datasets of that time are not in your data folder"
    )
    return Support(results.read(folder, facts).support, load_case(folder / CASE).target.name), said


@contextmanager
def _drawers(brief: bool) -> Iterator[drawing.Drawers | None]:
    """What draws the brief, if there is to be one."""
    if brief:
        with briefing.drawers() as pens:
            yield pens
    else:
        yield None


def _contents(
    found: Any, arguments: Mapping[str, Any], pens: drawing.Drawers | None
) -> dict[str, disk.Content]:
    """Everything that stands in a run folder, by name; the brief is drawn while the tables are written."""
    from suasion.simulation.backends.drawing import draw_all

    text = case_text(found.case)
    command = {
        "case": found.findings.case,
        **{name: arguments.get(name, default) for name, default in DEFAULTS.items()},
        "brief": pens is not None,
    }
    inputs = {
        "case": folders.text_hash(text),
        "library": folders.library_hash(),
        "panel": found.findings.support.panel,
    }
    names = tuple(found.game.numbers)

    def drawn(begin: int, end: int) -> dict[str, Any]:
        some = draw_all(found.game.recipe, names, end, begin)
        return {name: some[name] for name in names}

    texts = {
        manifest.NAME: manifest.text(
            command, inputs, found.played.backend, datetime.now(UTC).isoformat(timespec="seconds")
        ),
        CASE: text,
        "results.json": found.findings.to_json(),
    }
    contents: dict[str, disk.Content] = {name: text.encode("utf-8") for name, text in texts.items()}
    contents["worlds.parquet"] = folders.wide(names, drawn, found.findings.worlds)
    contents["outcomes.parquet"] = folders.long(found.played.outcomes, found.game.strategies)
    if found.played.paths:
        first = found.case.target.start
        contents["paths.parquet"] = folders.long(
            found.played.paths, found.game.strategies, range(first, first + found.game.years)
        )
    if pens is not None:
        contents["brief.html"] = in_background(
            lambda: briefing.html_of(found.findings, text, texts[manifest.NAME], pens).encode("utf-8")
        )
    return contents


def results_text(found: Mapping[str, Any]) -> str:
    """``results.json`` as text."""
    return json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def case_text(case: Case) -> str:
    """A case as TOML with its strategies written out in full."""
    import tomli_w

    whole = case.file.model_copy(update={"strategies": case.strategies[1:]})
    return tomli_w.dumps(
        whole.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True)
    )


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


def next_run(case: str) -> Path:
    """The next free run folder of a case, under ``runs`` in the working folder."""
    return folders.next_free(Path("runs"), case)


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuses a file that exists or could not be written, before anything is played."""
    disk.check_file(path, force=force)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Writes one file whole or not at all."""
    disk.write_file(path, text, force=force)
