"""Ctrl-C is heard wherever Python or a library would drop it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends a signal")
STOPPED = "Stopped; nothing was left half-written."

#: Each runs as a command, gets Ctrl-C at its worst moment, and would go on for ten seconds if that were dropped.
DROPPED = {
    "weak reference": "import weakref\nclass A: pass\na = A()\nr = weakref.ref(a, lambda _: now())\ndel a\ngo_on()",
    "finalizer": "class A:\n    def __del__(self): now()\na = A()\ndel a\ngo_on()",
    "library": "try:\n    now()\nexcept BaseException: pass\ngo_on()",
    "nowhere special": "now()\ngo_on()",
}
CODE = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
def now():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.2)
def go_on():
    end = time.monotonic() + 10
    while time.monotonic() < end:
        time.sleep(0.01)
from suasion.cli import main
main(lambda: exec({!r}, globals()))
"""


@pytest.mark.parametrize("where", DROPPED)
def test_it_arrives(where: str) -> None:
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(DROPPED[where])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert done.stderr.strip() == STOPPED
    assert time.monotonic() - begin < 9


@pytest.mark.slow
def test_while_modules_are_read(tmp_path: Path) -> None:
    """From the first module of Suasion's on; what Python itself does before is not Suasion's to stop."""
    code = """
import signal, sys, os
signal.signal(signal.SIGINT, signal.default_int_handler)
from suasion.__main__ import main
seen, at = 0, int(sys.argv.pop())
def watch(event, arguments):
    global seen
    if event == "import":
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(watch)
main()
"""
    for at in (1, 40, 120, 500, 1200):
        done = subprocess.run(
            [sys.executable, "-c", code, "compare", "north-korea", "--worlds", "480", "--no-brief", str(at)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 130, (at, done.stderr)
        assert done.stderr.strip() == STOPPED
        assert not list(tmp_path.iterdir())


def test_what_was_told_to_ignore_it_ignores_it() -> None:
    code = CODE.replace("signal.default_int_handler", "signal.SIG_IGN").format("now(); print('went on')")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "went on\n")
