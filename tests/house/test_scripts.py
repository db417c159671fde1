"""Scripts and benchmarks can be imported: each in a process of its own, without running, as one would start it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["scripts", "bench"])
def test_every_script_finds_what_it_imports(folder):
    names = sorted(path.stem for path in (ROOT / folder).glob("*.py"))
    absent = {"ema"}  # lives in an environment of its own, and says so when it is started here
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    done = subprocess.run(
        [sys.executable, "-c", code, *(name for name in names if name not in absent)],
        cwd=ROOT / folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_what_is_measured_needs_nothing_of_what_is_written():
    """``bench`` measures and ``scripts`` write; neither imports from the other."""
    stems = {folder: {path.stem for path in (ROOT / folder).glob("*.py")} for folder in ("bench", "scripts")}
    assert not stems["bench"] & stems["scripts"]
    for path in (ROOT / "bench").glob("*.py"):
        words = path.read_text("utf-8").replace(",", " ").split("\n")
        heads = [line.split()[1] for line in words if line.lstrip().startswith(("import ", "from "))]
        assert not {head.split(".")[0] for head in heads} & stems["scripts"], path.name
