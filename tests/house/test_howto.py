"""What the how-to pages tell a reader to write is found, in a copy of the package, without registration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

import suasion

ROOT = Path(__file__).parents[2]
BANNED = 'visa_bans = { level = 0.7, source = "assumed", disputed = "travellers" }'
PAGES = ROOT / "docs" / "how-to"


def block(page: str, language: str) -> str:
    """The first block of a language on a page."""
    return blocks(page, language)[0]


def blocks(page: str, language: str) -> list[str]:
    """Every block of a language on a page."""
    text = (PAGES / page).read_text("utf-8")
    parts = re.findall(rf"(?ms)^ *```{language}\n(.*?)^ *```", text)
    assert parts, f"{page} has no {language} block"
    return [textwrap.dedent(part) for part in parts]


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """The package with one thing added by each page, and nothing edited but what the page names."""
    place = tmp_path_factory.mktemp("copied")
    package = place / "suasion"
    shutil.copytree(ROOT / "src" / "suasion", package, ignore=shutil.ignore_patterns("__pycache__"))
    record, law = blocks("add-a-state-variable.md", "python")
    new = {
        "library/treaties/opcat.toml": block("add-a-treaty.md", "toml"),
        "library/instruments/visa_bans.toml": block("add-an-instrument.md", "toml"),
        "mechanisms/travel.py": block("add-an-instrument.md", "python"),
        "mechanisms/subversion.py": block("add-a-mechanism.md", "python"),
        "mechanisms/fatigue_growth.py": law,
        "cli/count.py": block("add-a-command.md", "python"),
    }
    for path, text in new.items():
        assert not (package / path).exists()
        (package / path).write_text(text, "utf-8")
    put(package / "notation" / "states.py", record, before='    StateVariable(\n        letter="Y",')
    put(package / "notation" / "outcomes.py", block("add-an-outcome.md", "python"), before=")\nOUTCOME_IDS")
    return place


def put(file: Path, record: str, *, before: str) -> None:
    """A record put into a tuple of records, before something that stands there once."""
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, textwrap.indent(record, "    ") + before), "utf-8")


def run(place: Path, code: str) -> str:
    """What Python prints with the copied package in the place of this one."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, env=environment(place), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(place: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(place), "COLUMNS": "100"}


def command(place: Path, *words: str) -> str:
    """What the command line of the copied package prints."""
    return run(place, f"import sys; sys.argv = {['suasion', *words]!r}; from suasion.cli import main; main()")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("opcat", "Subcommittee on Prevention of Torture"),
        ("visa_bans", "Belarus 2020"),
        ("subversion", "-lambda_br*br*T"),
        ("openness", "mean over years of I"),
        ("fatigue", "weariness of the senders' publics"),
    ],
)
def test_one_file_or_record_is_enough_to_be_found(copied, name, says):
    assert says in command(copied, "show", name)


@pytest.mark.slow
def test_a_new_command_is_there(copied):
    said = " ".join(command(copied, "--help").partition("More:")[2].split())
    assert "count Count what the library and the model hold" in said
    assert "suasion count" in said
    assert command(copied, "count", "instruments").split() == ["22", "instruments"]


@pytest.mark.slow
def test_text_and_code_of_the_new_equations_agree(copied):
    chosen = ["-k", "subversion or travel or fatigue_growth", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *chosen, "tests/house/test_equations.py"],
        cwd=ROOT,
        env=environment(copied),
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout  # and not 5, of which nothing is chosen


@pytest.mark.slow
def test_what_is_new_is_played(copied):
    """Nothing but files and records; the instrument is set in a case, and read by the mechanism of its page."""
    bans = "travel.toml"
    text = (copied / "suasion" / "library" / "cases" / "north-korea.toml").read_text("utf-8")
    (copied / bans).write_text(text.replace("[baseline.levels]\n", f"[baseline.levels]\n{BANNED}\n"), "utf-8")
    played = run(
        copied,
        "import suasion\n"
        "more = {'strategies': ['confrontation_conditional'], 'worlds': 480}\n"
        "out, _ = suasion.simulate('north-korea', **more)\n"
        "drawn = suasion.draw_worlds('north-korea', worlds=4)\n"
        f"banned, _ = suasion.simulate('{bans}', **more)\n"
        "from suasion.mechanisms import switchable\n"
        "print({'subversion', 'travel', 'fatigue_growth'} <= set(switchable()), 'state.fatigue' in drawn)\n"
        "print(*(float(value.mean()) for value in (out.rights, banned.rights, out.openness)))",
    )
    *there, mean, banned, openness = played.split()
    without, _ = suasion.simulate("north-korea", strategies=["confrontation_conditional"], worlds=480)
    assert there == ["True", "True"]
    assert np.isfinite(float(mean)) and float(mean) != float(without.rights.mean())
    assert np.isfinite(float(banned)) and banned != mean
    assert 0 < float(openness) < 1
