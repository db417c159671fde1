"""The wheel: what is in it, and that it plays a case where nothing else is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import suasion

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command without what this process tells Python of the checkout."""
    clean = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("PYTHON", "SUASION", "VIRTUAL"))
    }
    return subprocess.run(command, cwd=cwd, env=clean | more, capture_output=True, text=True)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Files of the checkout that git knows; what lies about beside them is no part of a release."""
    listed = run("git", "ls-files", "-z", cwd=ROOT) if shutil.which("git") else None
    if listed is None or listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tracked, tmp_path_factory) -> Path:
    """The wheel of a clean copy of the checkout."""
    clean = tmp_path_factory.mktemp("clean")
    for name in tracked:
        (clean / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, clean / name)
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", clean / "dist", cwd=clean)
    assert built.returncode == 0, built.stderr
    (only,) = (clean / "dist").glob("*.whl")
    return only


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel, tracked):
    with zipfile.ZipFile(wheel) as file:
        names = {name for name in file.namelist() if ".dist-info/" not in name}
    assert names == {name.removeprefix("src/") for name in tracked if name.startswith("src/suasion/")}
    assert {
        "suasion/py.typed",
        "suasion/brief/brief.html.j2",
        "suasion/library/cases/north-korea.toml",
    } <= names


@pytest.mark.slow
def test_the_wheel_plays_a_case_where_nothing_else_is_installed(wheel, tmp_path):
    """With the versions of constraints.txt, taken as pip is configured on this machine."""
    python = tmp_path / "empty" / "bin" / "python"
    assert run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path).returncode == 0
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    constrained = ["-c", ROOT / "constraints.txt"]
    probe = run(
        *pip, "download", "--no-deps", "-d", tmp_path / "probe", *constrained, "tomli-w", cwd=tmp_path
    )
    if probe.returncode:
        pytest.skip("no package index can be reached from here")
    done = run(*pip, "install", "--no-compile", *constrained, wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = run(python, "-m", "pip", "list", "--format=freeze", cwd=tmp_path).stdout
    assert f"suasion=={PROJECT['version']}" in listed
    assert not re.findall(r"(?m)^(?:pytest|mypy|ruff|Sphinx|sympy)==", listed)
    place = tmp_path / "run"
    command = [python, "-m", "suasion", "compare", "north-korea", "--worlds", "240", "--out", place]
    done = run(*command, cwd=tmp_path, SUASION_CACHE=str(tmp_path / "cache"))
    assert done.returncode == 0, done.stderr
    assert "Engagement" in done.stdout
    assert {"results.json", "outcomes.parquet", "brief.html"} <= {path.name for path in place.iterdir()}


def test_the_version_is_the_same_everywhere():
    assert suasion.__version__ == PROJECT["version"]
    cited = re.search(r"(?m)^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited and cited.group(1) == PROJECT["version"]
    released = re.search(r"(?m)^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert released is None or released.group(1) == PROJECT["version"]


def test_the_package_is_a_command(tmp_path):
    done = subprocess.run([sys.executable, "-m", "suasion", "--version"], capture_output=True, text=True)
    assert done.stdout == f"suasion {suasion.__version__}\n"
