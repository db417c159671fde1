"""What a run folder says about itself: enough to play the run again, or to refuse."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from suasion.errors import Problem, SuasionError
from suasion.files.inputs.problems import problems

FORMAT = 1
NAME = "manifest.json"
BACKEND = "native"  # what played where a manifest does not say
PACKAGES = (
    "suasion",
    "jax",
    "jaxlib",
    "llvmlite",
    "numpy",
    "scipy",
    "polars",
    "jinja2",
    "babel",
    "vl-convert-python",
)
AGAIN = "`suasion compare CASE --out DIR` writes one."


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Command(_Record):
    """Every argument of the comparison."""

    case: str
    worlds: int
    seed: int
    years: int | None
    strategies: list[str] | None
    actor: Literal["state", "un", "ngo"] | None
    worldview: str
    audits: bool
    paths: bool
    brief: bool


class Inputs(_Record):
    """Hashes of what the run was made from; ``panel`` is empty where no dataset was read."""

    case: str
    library: str
    panel: str = ""


class Manifest(_Record):
    """A run's manifest."""

    format: int
    created: str
    command: Command
    versions: dict[str, str]
    backend: str = BACKEND  # what played; runs from before there was a choice do not say
    inputs: Inputs


def text(command: Mapping[str, Any], inputs: Mapping[str, str], backend: str, created: str) -> str:
    """A new manifest as JSON.

    Args:
        command: The arguments of the comparison, as in :class:`Command`.
        inputs: Hashes of what it was made from, as in :class:`Inputs`.
        backend: Which back end played.
        created: The time of writing.
    """
    versions = {"python": sys.version.split()[0], **dict(_installed())}
    record = Manifest(
        format=FORMAT,
        created=created,
        command=Command.model_validate(command),
        versions=versions,
        backend=backend,
        inputs=Inputs.model_validate(inputs),
    )
    return json.dumps(record.model_dump(), indent=1, ensure_ascii=False) + "\n"


def _installed() -> Iterator[tuple[str, str]]:
    """Packages that are there, with their versions: a comparison can do without llvmlite."""
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            yield name, version(name)


def read(run: Path) -> Manifest:
    """The manifest of a run folder.

    Raises:
        SuasionError: This is no run folder, its manifest is damaged, or a newer Suasion wrote it.
    """
    path = run / NAME
    if not run.is_dir():
        raise SuasionError(Problem(str(run), "There is no such folder.", AGAIN))
    if not path.is_file():
        raise SuasionError(Problem(str(run), f"This is not a run folder: it has no {NAME}.", AGAIN))
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):
        raise SuasionError(Problem(str(path), "This is not JSON.", "Run the comparison again.")) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror}.")) from None
    given = found.get("format") if isinstance(found, dict) else None
    if isinstance(given, int) and given > FORMAT:
        raise SuasionError(
            Problem(str(path), "A newer Suasion wrote this run.", "Upgrade with pip install -U suasion.")
        )
    try:
        return Manifest.model_validate(found, strict=True)
    except ValidationError as error:
        found_wrong = [
            Problem(one.where, one.what, "The manifest is damaged: run the comparison again.")
            for one in problems(error, Manifest, str(path))
        ]
        raise SuasionError(found_wrong) from None
