"""Case files and the command line for tests: the template with changes, played in this process."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from suasion import lab
from suasion.cli import app, main
from suasion.files.library.content import template

TEMPLATE = template("closed-land")


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def run_folder(folder: Path, case: str | Path, *, brief: bool = True, **arguments: Any) -> Path:
    """A comparison written as a run folder; the arguments are those of ``CompareArguments``."""
    lab.run(folder, case, lab.CompareArguments(**arguments), brief=brief)
    return folder


def changed(*changes: tuple[str, str], text: str = TEMPLATE) -> str:
    """A text with each first part replaced by its second; every first part must stand there."""
    for old, new in changes:
        assert old in text, f"not in the template: {old}"
        text = text.replace(old, new, 1)
    return text


def without(*tables: str, text: str = TEMPLATE) -> str:
    """A case without some tables: ``commitments`` drops each ``[[commitments]]`` and what stands below it."""
    kept, drop = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            drop = line.strip().strip("[]").split(".")[0] in tables
        if not drop:
            kept.append(line)
    return "".join(kept)


def written(folder: Path, text: str, name: str = "land.toml") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def suasion(capsys: pytest.CaptureFixture[str], *words: object) -> Said:
    """Runs a command in this process."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as stop:
        main(partial(app, [str(word) for word in words]))
    said = capsys.readouterr()
    return Said(int(stop.value.code or 0), said.out, said.err)
