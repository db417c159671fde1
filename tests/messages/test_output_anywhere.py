"""Output in any encoding and width; JSON stays JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from suasion.cli.shared import printing, streams
from suasion.domain.findings.base import as_json
from suasion.errors import Problem, visible
from written import TEMPLATE, changed, suasion, written

COMMANDS = (
    "list",
    "show north-korea",
    "show pack-of-lies",
    "talks six-party",
    "depth",
    "sources north-korea",
    "--help",
)


def run(words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = "from suasion.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words.split()],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_any_encoding_and_width(tmp_path: Path, encoding: str) -> None:
    for words in COMMANDS:
        done = run(words, tmp_path, PYTHONIOENCODING=encoding, COLUMNS="20")
        assert done.returncode == (2 if "lies" in words else 0), words
        assert b"Traceback" not in done.stderr
        (done.stdout + done.stderr).decode(encoding)


def test_a_case_with_letters_that_the_terminal_lacks(tmp_path: Path) -> None:
    written(
        tmp_path,
        changed(('name = "Closed land"', 'name = "한국 Côte"'))
        if 'name = "Closed land"' in TEMPLATE
        else TEMPLATE,
    )
    for words in ("check land.toml", "talks six-party --json -"):
        done = run(words, tmp_path, PYTHONIOENCODING="ascii", LANG="C", LC_ALL="C")
        assert done.returncode == 0, done.stderr
        if "--json" in words:
            json.loads(done.stdout)


def test_json_in_ascii() -> None:
    for text in ("é", "한", "\U0001f600", "–", '"\\'):
        assert json.loads(printing.escaped(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "\x7f", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "\udcff", "a\nb"]
)
def test_json_steers_nothing(text: str) -> None:
    whole = as_json({"title": text})
    assert json.loads(whole) == {"title": text}
    assert visible(whole) == whole
    whole.encode("utf-8")


def test_what_an_encoding_lacks() -> None:
    streams.prepare()
    assert "“Côte” – 1 ≥ 0… 한".encode("ascii", streams.PLAIN) == b'"Cote" - 1 >= 0... <U+D55C>'
    assert "é".encode("latin-1", streams.PLAIN) == b"\xe9"


@pytest.mark.parametrize("text", ["\u202e", "\u2067", "\udc80", "\x1b", "\x85", "\x00"])
def test_problems_steer_nothing(text: str) -> None:
    shown = str(Problem(f"a{text}b", f"c{text}d", f"e{text}f"))
    assert text not in shown
    assert shown.count(f"<U+{ord(text):04X}>") == 3


@pytest.mark.parametrize("text", ["\\u202e", "\\u2066", "\\u001b", "\\u009b"])
def test_a_title_that_would_steer_is_refused_by_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    lines = TEMPLATE.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title = "))
    lines[at] = f'title = "A{text}land"'
    said = suasion(capsys, "check", written(tmp_path, "\n".join(lines) + "\n"))
    assert said.code == 2
    assert "This has a control character." in said.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_nobody_can_take_the_output(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        code = "from suasion.__main__ import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"No space left on device." in done.stderr
    assert b"Traceback" not in done.stderr and b"ignored" not in done.stderr
