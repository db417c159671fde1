"""What the Python pages show runs, and what a type checker reads of the public names is what they are."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import suasion

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "work-in-python.md"


@pytest.mark.slow
def test_the_how_to_page_runs(tmp_path):
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    assert len(blocks) >= 6
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "worlds=0" in done.stdout and "Nearest: engagement." in done.stdout
    assert {one.name for one in tmp_path.iterdir()} == {"linkage.png", "rights.html", "my-run"}


@pytest.mark.parametrize("name", ["load_case", "simulate", "state_scores", "draw_worlds"])
def test_the_examples_in_docstrings_run(name):
    tests = doctest.DocTestFinder().find(getattr(suasion, name), name, globs={})
    assert sum(len(one.examples) for one in tests) >= 2
    runner = doctest.DocTestRunner(verbose=False)
    assert not [one.name for one in tests if runner.run(one).failed]


def test_types_are_shipped():
    assert files("suasion").joinpath("py.typed").is_file()


TYPED = """
import pandas as pd
import suasion
import xarray as xr

comparison = suasion.compare("north-korea", strategies="engagement", worlds=64)
table: pd.DataFrame = comparison.table
paths: xr.Dataset = comparison.paths
title: str = suasion.load_case("north-korea").title
again: suasion.lab.comparison.Comparison = suasion.load_run("run")
scores: pd.DataFrame = suasion.state_scores("PRK").table
comparison.plot("rights", "levels").save("a.png")
"""


@pytest.mark.slow
def test_a_type_checker_knows_the_public_names(tmp_path):
    (tmp_path / "right.py").write_text(TYPED.replace("suasion.lab.comparison.Comparison", "object"))
    (tmp_path / "wrong.py").write_text(
        "import suasion\n\nsuasion.compare('a', world=3)\nx: int = suasion.load_case('a').title\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache")]
    right = subprocess.run([*command, str(tmp_path / "right.py")], cwd=ROOT, capture_output=True, text=True)
    assert right.returncode == 0, right.stdout
    wrong = subprocess.run([*command, str(tmp_path / "wrong.py")], cwd=ROOT, capture_output=True, text=True)
    assert wrong.returncode == 1 and wrong.stdout.count("error:") == 2, wrong.stdout


def test_importing_loads_nothing_heavy():
    text = "import sys, suasion; print(*[n for n in ('jax', 'numpy', 'pandas', 'polars', 'altair', 'typer', 'pydantic') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_a_name_that_is_none_is_told_the_nearest():
    text = "import suasion\nsuasion.comapre"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert "Did you mean: 'compare'?" in done.stderr
    with pytest.raises(AttributeError, match="comapre"):
        suasion.comapre  # noqa: B018
