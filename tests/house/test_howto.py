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
def test_the_mechanism_is_played_and_the_line_that_an_instrument_needs_is_taken(copied):
    """Nothing but the mechanism's file; the instrument's letter is put where the page says."""
    page = (PAGES / "add-an-instrument.md").read_text("utf-8")
    symbol = re.search(r"^ +(Symbol\(.*\),)$", page, re.M).group(1)
    put(copied, "notation/instruments.py", r"(    Symbol\(\"p\", .*\n)", rf"\1    {symbol}\n")
    played = run(
        copied,
        "import suasion; out, _ = suasion.simulate('north-korea', strategies=['engagement'], worlds=16)\n"
        "from suasion.mechanisms import switchable\n"
        "from suasion.notation import INSTRUMENT_IDS\n"
        "print('subversion' in switchable(), INSTRUMENT_IDS[-1], float(out.rights.mean()))",
    )
    listed, last, mean = played.split()
    without, _ = suasion.simulate("north-korea", strategies=["engagement"], worlds=16)
    assert (listed, last) == ("True", "visa_bans")
    assert np.isfinite(float(mean)) and float(mean) != float(without.rights.mean())


def put(place: Path, path: str, pattern: str, into: str) -> None:
    file = place / "suasion" / path
    text, count = re.subn(pattern, into.replace("\\n", "\n"), file.read_text("utf-8"), count=1)
    assert count == 1, path
    file.write_text(text, "utf-8")
