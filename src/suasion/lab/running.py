"""Runs written, repeated and checked; files to start from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from suasion.domain.resolved import Resolved
from suasion.errors import Problem, SuasionError
from suasion.files import library, runs
from suasion.lab.comparing import DEFAULT_WORLDS, Progress, compare

def run(out: Path, *, force: bool = False, brief: bool = True, **arguments: Any) -> tuple[Any, Path]:
    """Compares and writes the run folder; returns both.

    Args:
        out: Where to write it.
        force: Whether to replace a run that is there.
        brief: Whether to write ``brief.html``.
        arguments: Of :func:`compare`.
    """
    runs.free(out, force)
    found = compare(**arguments)
    runs.write(out, _contents(found, arguments, brief), force=force)
    return found, out


def rerun(folder: Path, *, jobs: int | None = None, progress: Progress | None = None) -> list[str]:
    """Plays a run again and compares every file's bytes.

    Returns:
        Names of the files that differ; empty if the run came out the same to the byte.

    Raises:
        SuasionError: This is no run folder, or the library has changed since.
    """
    manifest = runs.read_manifest(folder)
    if manifest["inputs"]["library"] != runs.library_hash():
        raise SuasionError(
            Problem(str(folder), "The bundled library has changed since this run.",
                    f"Install Suasion {manifest['versions']['suasion']} to repeat it to the byte.")
        )
    command = dict(manifest["command"])
    brief = command.pop("brief")
    command["case"] = folder / "case.toml"
    found = compare(**command, jobs=jobs, progress=progress)
    with tempfile.TemporaryDirectory() as place:
        again = Path(place) / "run"
        runs.write(again, _contents(found, command, brief))
        fresh = {path.name: path.read_bytes() for path in sorted(again.iterdir())}
    return runs.differences(folder, fresh)


def _contents(found: Any, arguments: Mapping[str, Any], brief: bool) -> dict[str, Any]:
    """Everything that stands in a run folder."""
    from suasion.simulate.world import draw_all

    text = resolved_text(found.resolved)
    command = {
        "case": found.results["case"],
        **{
            name: arguments.get(name, default)
            for name, default in (
                ("worlds", DEFAULT_WORLDS), ("seed", 0), ("years", None), ("strategies", None),
                ("actor", None), ("worldview", "data"), ("audits", True), ("paths", True),
            )
        },
        "brief": brief,
    }
    made = runs.manifest(
        command,
        {"case": runs.text_hash(text), "library": runs.library_hash()},
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    names = tuple(found.game.numbers)
    drawn = draw_all(found.game.recipe, names, found.results["worlds"])
    contents: dict[str, Any] = {
        runs.MANIFEST: json.dumps(made, indent=1, ensure_ascii=False) + "\n",
        "case.toml": text,
        "worlds.parquet": {name: drawn[name] for name in names},
        "outcomes.parquet": runs.long(found.played.outcomes, found.game.strategies),
        "results.json": results_text(found.results),
    }
    if found.played.paths:
        contents["paths.parquet"] = runs.long(
            found.played.paths, found.game.strategies, found.game.years, found.resolved.case.target.start
        )
    if brief:
        contents["brief.html"] = brief_html(found, command)
    return contents


def results_text(results: Mapping[str, Any]) -> str:
    """``results.json`` as text."""
    return json.dumps(results, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def brief_html(found: Any, command: Mapping[str, Any]) -> str:
    """The brief of a comparison as one offline page."""
    from suasion.brief.page import page

    cited = [library.bibliography()[key] for key in library.sources_of(found.resolved.case)]
    return page(found.results, found.resolved.case, cited, command)


def resolved_text(resolved: Resolved) -> str:
    """A case as TOML with its strategies written out in full."""
    import tomli_w

    whole = resolved.case.model_copy(update={"strategies": resolved.strategies[1:]})
    return tomli_w.dumps(whole.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True))


def new_case(name: str, folder: Path, *, force: bool = False) -> Path:
    """Writes a commented case file to start from; returns its path."""
    if not name.replace("-", "").replace("_", "").isalnum() or not name[0].isalpha() or name.lower() != name:
        raise SuasionError(
            Problem(name, "A case's name has small letters, digits, - and _, and begins with a letter.",
                    "For instance: new-land-2030.")
        )
    path = folder / f"{name}.toml"
    runs.write_file(path, library.template(name), force=force)
    return path


def next_run(case: str) -> Path:
    """The next free run folder of a case, under ``runs`` in the working folder."""
    return runs.next_free(Path("runs"), case)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Writes one file whole or not at all."""
    runs.write_file(path, text, force=force)
