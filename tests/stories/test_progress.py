"""Long work says what it is doing from its first moment on; compiling is a step by name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from suasion.lab import compare
from suasion.show.progress import step_bars
from written import TEMPLATE, written

pty = pytest.importorskip("pty")


def on_terminal(work) -> str:
    """What a terminal is sent while some work reports its progress."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as stream, step_bars(stream) as progress:
        work(progress)
    text = b""
    while part := _read(leader):
        text += part
    os.close(leader)
    return text.decode()


def _read(leader: int) -> bytes:
    """What a terminal is sent next; nothing at its end."""
    try:
        return os.read(leader, 65_536)
    except OSError:  # on Linux the end of a terminal is an error
        return b""


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def test_it_says_that_it_starts_before_the_first_report():
    assert "starting" in on_terminal(lambda progress: None)


def test_a_step_of_one_piece_is_named_and_goes():
    def work(progress):
        progress("compiling", 0, 1)
        progress("compiling", 1, 1)
        progress("worlds", 0, 10)
        progress("worlds", 4, 10)

    text = on_terminal(work)
    assert "4/10" in text
    assert text.rindex("worlds") > text.rfind("compiling")


def test_nothing_is_said_where_there_is_no_terminal(tmp_path):
    path = tmp_path / "out"
    with path.open("w") as stream, step_bars(stream) as progress:
        progress("worlds", 1, 2)
    assert path.read_text() == ""


@pytest.mark.slow
def test_compiling_is_a_step_by_name(tmp_path):
    steps: list[tuple[str, int, int]] = []
    case = str(written(tmp_path, TEMPLATE))
    compare(case, worlds=48, audits=False, progress=lambda *one: steps.append(one))
    assert ("compiling", 0, 1) in steps
    assert ("compiling", 1, 1) in steps
    assert ("worlds", 48, 48) in steps


#: Each long command, and the first thing that it says.
FIRST = {
    "threat fit crises.csv": "reading the table",
    "talks six-party": "bargaining in every draw",
    "depth --benefit 1": "solving the game of depth",
    "support north-korea": "measuring the distance",
    "compare north-korea --strategies nobody": "reading the case",
}


@pytest.mark.slow
@pytest.mark.parametrize("line", FIRST)
def test_every_long_command_says_at_once_what_it_is_doing(tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crises.csv").write_text("sq,cd,bd,sf\n1,2,3,4\n")
    leader, follower = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "suasion", *line.split()], stdout=subprocess.DEVNULL, stderr=follower
    )
    os.close(follower)
    text = b""
    while part := _read(leader):
        text += part
    started.wait()
    os.close(leader)
    said = text.decode()
    assert said.index("starting") < said.index(FIRST[line])
