"""``manifest.json`` of a run folder, written and read back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import ValidationError

from suasion.domain.findings.base import as_json
from suasion.domain.manifest import FORMAT, Command, Inputs, Manifest
from suasion.errors import Problem, SuasionError, Wording
from suasion.files import regular, temporary
from suasion.files.inputs.problems import problems

NAME = "manifest.json"
LARGEST = 10_000_000  # bytes; one has about a thousandth of this
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
AGAIN = Wording(
    "`suasion.compare(CASE).save(FOLDER)` writes one.", "`suasion compare CASE --out DIR` writes one."
)


def new(command: Command, inputs: Inputs, backend: str, created: str) -> Manifest:
    """A new manifest.

    Args:
        command: The arguments of the comparison.
        inputs: Hashes of what it was made from.
        backend: Which back end played.
        created: The time of writing.
    """
    versions = {"python": sys.version.split()[0], **dict(_installed())}
    return Manifest(
        format=FORMAT, created=created, command=command, versions=versions, backend=backend, inputs=inputs
    )


def text(manifest: Manifest) -> str:
    """A manifest as JSON."""
    return as_json(manifest.model_dump())


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
    temporary.tidy(run.parent)
    if not run.is_dir():
        raise SuasionError(Problem(str(run), "There is no such folder.", AGAIN))
    if not path.is_file():
        raise SuasionError(Problem(str(run), f"This is not a run folder: it has no {NAME}.", AGAIN))
    try:
        written = json.loads(regular.content(path, LARGEST).decode("utf-8"))
    except (ValueError, RecursionError):
        raise SuasionError(Problem(str(path), "This is not JSON.", "Run the comparison again.")) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror}.")) from None
    format = written.get("format") if isinstance(written, dict) else None
    if isinstance(format, int) and format > FORMAT:
        raise SuasionError(
            Problem(str(path), "A newer Suasion wrote this run.", "Upgrade with pip install -U suasion.")
        )
    try:
        return Manifest.model_validate(written, strict=True)
    except ValidationError as error:
        wrong = [
            Problem(one.where, one.what, "The manifest is damaged: run the comparison again.")
            for one in problems(error, Manifest, str(path))
        ]
        raise SuasionError(wrong) from None
