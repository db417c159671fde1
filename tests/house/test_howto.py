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
    found = re.search(rf"(?ms)^ *```{language}\n(.*?)^ *```", (PAGES / page).read_text("utf-8"))
    assert found, f"{page} has no {language} block"
    return textwrap.dedent(found.group(1))


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """The package with a new treaty, instrument and mechanism, each one file."""
    place = tmp_path_factory.mktemp("copied")
    package = place / "suasion"
    shutil.copytree(ROOT / "src" / "suasion", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "library" / "treaties" / "opcat.toml").write_text(block("add-a-treaty.md", "toml"), "utf-8")
    instrument = block("add-an-instrument.md", "toml")
    (package / "library" / "instruments" / "visa_bans.toml").write_text(instrument, "utf-8")
    (package / "mechanisms" / "travel.py").write_text(block("add-an-instrument.md", "python"), "utf-8")
    (package / "mechanisms" / "subversion.py").write_text(block("add-a-mechanism.md", "python"), "utf-8")
    return place


def run(place: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(place), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, env=environment, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("opcat", "Subcommittee on Prevention of Torture"),
        ("visa_bans", "Belarus 2020"),
        ("subversion", "-lambda_br*br*T"),
    ],
)
def test_one_file_is_enough_to_be_found(copied, name, says):
    shown = run(
        copied, f"import sys; sys.argv = ['suasion', 'show', '{name}']; from suasion.cli import main; main()"
    )
    assert says in shown


@pytest.mark.slow
def test_a_new_mechanism_and_a_new_instrument_are_played(copied):
    """Nothing but their files; the instrument is set in a case, and read by the mechanism of its page."""
    bans = "travel.toml"
    text = (copied / "suasion" / "library" / "cases" / "north-korea.toml").read_text("utf-8")
    (copied / bans).write_text(text.replace("[baseline.levels]\n", f"[baseline.levels]\n{BANNED}\n"), "utf-8")
    played = run(
        copied,
        "import suasion; out, _ = suasion.simulate('north-korea', strategies=['confrontation_conditional'], worlds=480)\n"
        "from suasion.mechanisms import switchable\n"
        f"set_, _ = suasion.simulate('{bans}', strategies=['confrontation_conditional'], worlds=480)\n"
        "print('subversion' in switchable(), 'travel' in switchable())\n"
        "print(float(out.rights.mean()), float(set_.rights.mean()))",
    )
    *listed, mean, banned = played.split()
    without, _ = suasion.simulate("north-korea", strategies=["confrontation_conditional"], worlds=480)
    assert listed == ["True", "True"]
    assert np.isfinite(float(mean)) and float(mean) != float(without.rights.mean())
    assert np.isfinite(float(banned)) and banned != mean
