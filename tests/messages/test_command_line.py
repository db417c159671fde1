"""Options with mistakes: each is named before anything is played, and nothing is left on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from written import TEMPLATE, suasion, written


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case in an otherwise empty folder; playing it is an error."""
    from suasion import lab

    def play(*_, **__):
        raise AssertionError("it was played")

    monkeypatch.setattr(lab, "compared", play)
    monkeypatch.setattr("suasion.lab.running.compared", play)
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, TEMPLATE)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


OPTIONS = {
    "--worlds 1": ["--worlds 1\n  Between 2 and 4,000,000 worlds can be played."],
    "--worlds 5000000": ["--worlds 5000000\n  Between 2 and 4,000,000"],
    "--worlds -3": ["--worlds -3\n  Between 2 and"],
    "--seed -1": ["--seed -1\n  A seed is a whole number from 0"],
    "--seed 99999999999999999999": ["A seed is a whole number from 0"],
    "--years 0": ["--years 0\n  Between 1 and 60 years can be played."],
    "--years 61": ["--years 61\n  Between 1 and 60 years"],
    "--years 5": ["--years 5\n  A period of open_then_condition begins in 2034, after these years. Give more years"],
    "--jobs 0": ["--jobs 0\n  At least one thread is needed. Leave it out to use all cores."],
    "--jobs -2": ["--jobs -2\n  At least one thread is needed."],
    "--actor king": ["--actor king\n  No actor has this name. Known: ngo, state, un."],
    "--actor ngo": ["--actor ngo · engagement\n  This strategy needs levers that ngo does not hold: assistance,"],
    "--worldview realist": ["--worldview realist\n  Only the worldview `data` can be compared so far."],
    "--strategies engagment": ["--strategies engagment\n  The case has no such strategy. Nearest: engagement."],
    "--strategies engagement,foo,bar": ["--strategies foo\n  The case", "--strategies bar\n  The case"],
    "--strategies ,": ["--strategies\n  No strategy is named. The case has baseline, engagement,"],
    "--worlds 0 --seed -1 --jobs 0 --actor x --out .": ["--worlds 0", "--seed -1", "--jobs 0", "--actor x", "This exists already"],
    "--out .": [".\n  This exists already and is left as it is. Choose another --out, or add --force"],
    "--out . --force": [".\n  This is not a run folder, so --force does not replace it. Choose another --out."],
    "--out land.toml": ["land.toml\n  This exists already"],
    "--out land.toml --force": ["land.toml\n  This is not a run folder"],
    "--out land.toml/run": ["land.toml/run\n  The folder cannot be made: "],
    "--out /proc/suasion/run": ["/proc/suasion/run\n  The folder cannot be made: "],
    f"--out {'x' * 300}": ["  The folder cannot be made: File name too long."],
    "--json land.toml": ["land.toml\n  This exists already and is left as it is. Choose another name, or add --force"],
    "--json . --force": [".\n  This is a folder. Name a file in it."],
    "--json missing/found.json": ["missing/found.json\n  Its folder does not exist. Make the folder first."],
    "--json /proc/found.json": ["/proc/found.json\n  It cannot be written: "],
}  # fmt: skip


@pytest.mark.parametrize("options", OPTIONS)
def test_option_is_refused(options, land, capsys):
    said = suasion(capsys, "compare", land, *options.split())
    assert said.code == 2
    assert said.out == ""
    for line in OPTIONS[options]:
        assert line in said.err
    assert left(land.parent) == ["land.toml"]
    assert land.read_text(encoding="utf-8") == TEMPLATE


@pytest.mark.parametrize(
    "words",
    ["--worlds many", "--seed 1.5", "--years ten", "--jobs all", "--colour red", "--worlds"],
)
def test_option_of_the_wrong_kind_is_a_usage_error(words, land, capsys):
    said = suasion(capsys, "compare", land, *words.split())
    assert said.code == 2
    assert "Error" in said.err
    assert "Traceback" not in said.err


def test_missing_folders_above_a_run_are_not_left_behind(land, capsys):
    """They are made to see whether they can be, and taken away."""
    said = suasion(capsys, "compare", land, "--out", "a/b/run", "--worlds", "1")
    assert said.code == 2
    assert left(land.parent) == ["land.toml"]


RUN = {
    "format": 1,
    "created": "2026-01-01T00:00:00+00:00",
    "command": {
        "case": "closed-land", "worlds": 64, "seed": 0, "years": None, "strategies": None, "actor": None,
        "worldview": "data", "audits": False, "paths": False, "brief": False,
    },
    "versions": {"suasion": "0.0.1"},
    "inputs": {"case": "0", "library": "0"},
}  # fmt: skip
DAMAGED = {
    "not JSON": ('{"format": 1', "manifest.json\n  This is not JSON. Run the comparison again."),
    "binary": ("\udcff\udcfe", "This is not JSON."),
    "empty": ("", "This is not JSON."),
    "a list": ("[]", "manifest.json · the whole file\n  This must be a table. The manifest is damaged"),
    "no format": (json.dumps({**RUN, "format": "one"}), "manifest.json · format = 'one'\n  This must be a whole number."),
    "no command": (json.dumps({key: RUN[key] for key in RUN if key != "command"}), "manifest.json · command\n  This key is missing."),
    "wrong worlds": (json.dumps({**RUN, "command": {**RUN["command"], "worlds": "x"}}), "manifest.json · command.worlds = 'x'\n  This must be a whole number. The manifest is damaged: run the comparison again."),
    "unknown argument": (json.dumps({**RUN, "command": {**RUN["command"], "luck": 1}}), "manifest.json · command.luck\n  There is no such key here."),
    "newer": (json.dumps({"format": 2, "anything": 1}), "manifest.json\n  A newer Suasion wrote this run. Upgrade with pip install -U suasion."),
    "another library": (json.dumps(RUN), "The bundled library has changed since this run, so it cannot come out the same. Install Suasion 0.0.1 to repeat it."),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_run_is_not_repeated(name, land, capsys):
    content, expected = DAMAGED[name]
    run = land.parent / "run"
    run.mkdir()
    (run / "manifest.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    said = suasion(capsys, "rerun", run)
    assert said.code == 2
    assert expected in said.err
    assert left(run) == ["manifest.json"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("nowhere", "nowhere\n  There is no such folder. `suasion compare CASE --out DIR` writes one."),
        ("land.toml", "land.toml\n  There is no such folder."),
        (".", ".\n  This is not a run folder: it has no manifest.json."),
    ],
)
def test_what_is_no_run_is_not_repeated(place, expected, land, capsys):
    said = suasion(capsys, "rerun", place)
    assert said.code == 2
    assert expected in said.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("list strategis", "list strategis\n  There is no such group. Nearest: strategies."),
        ("show linkge", "show linkge\n  Nothing has this name. Nearest: linkage."),
        ("show xyzzy", "show xyzzy\n  Nothing has this name. `suasion list` shows what there is."),
        ("new case New-Land", "'New-Land'\n  A case's name has at most 60 small letters, digits, - and _, and begins"),
        ("new case ../land", "'../land'\n  A case's name has"),
        ("new case é", "A case's name has"),
        (f"new case {'x' * 61}", "A case's name has at most 60"),
        ("new case land", "land.toml\n  This exists already and is left as it is. Choose another name, or add --force"),
        ("new case other --folder nowhere", "nowhere/other.toml\n  Its folder does not exist. Make the folder first."),
    ],
)  # fmt: skip
def test_names_that_are_not_known(words, expected, land, capsys):
    said = suasion(capsys, *words.split())
    assert said.code == 2
    assert expected in said.err
    assert left(land.parent) == ["land.toml"]
    assert land.read_text(encoding="utf-8") == TEMPLATE


@pytest.mark.parametrize("words", ["", "compare", "explode", "list a b"])
def test_commands_that_are_not_known(words, capsys):
    assert suasion(capsys, *words.split()).code == 2
