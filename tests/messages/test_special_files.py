"""What is no regular file is refused wherever a file is read, and never waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from written import suasion

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kinds of files of Unix")

COMMANDS = {
    "check": ("check", "{}"),
    "compare": ("compare", "{}"),
    "support": ("support", "{}"),
    "sources": ("sources", "{}"),
    "talks": ("talks", "{}"),
    "depth": ("depth", "{}"),
    "solve": ("solve", "{}"),
    "scale": ("measure", "{}"),
    "indicators": ("measure", "--data", "{}"),
    "data": ("data", "add", "{}"),
    "counts": ("threat", "fit", "{}"),
    "brief": ("brief", "{}"),
    "rerun": ("rerun", "{}"),
}


def pipe(folder: Path) -> Path:
    """A pipe that nobody writes to."""
    os.mkfifo(folder / "in.toml")
    return folder / "in.toml"


def listening(folder: Path) -> Path:
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("in.toml")
    finally:
        os.chdir(here)
    return folder / "in.toml"


def behind_link(folder: Path) -> Path:
    (folder / "in.toml").symlink_to("/dev/zero")
    return folder / "in.toml"


KINDS = {
    "pipe": pipe,
    "socket": listening,
    "endless device": lambda _: Path("/dev/zero"),
    "link to one": behind_link,
    "folder": lambda folder: folder,
    "null byte": lambda _: Path("in\0.toml"),
    "long name": lambda _: Path("x" * 5000 + ".toml"),
    "lone surrogate": lambda folder: folder / os.fsdecode(b"\xff.toml"),
    "loop of links": lambda folder: (folder / "in.toml").symlink_to("in.toml") or folder / "in.toml",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_refused_at_once(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    kind: str,
) -> None:
    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    path = KINDS[kind](tmp_path)
    before = sorted(tmp_path.iterdir())
    said = suasion(capsys, *(part.format(path) for part in COMMANDS[command]))
    assert said.code == 2
    assert "problem" in said.err or "Usage" in said.err
    assert not any("\ud800" <= one <= "\udfff" for one in said.err)
    assert sorted(tmp_path.iterdir()) == before
