"""What a killed process leaves behind is removed by the next one, which says so; a finished run is never lost."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from suasion.errors import TidiedWarning
from suasion.files import disk, temporary
from written import suasion

pytestmark = pytest.mark.skipif(os.name != "posix", reason="whether a process lives is asked for on Unix")
OLD = {"manifest.json": b"{}", "results.json": b"old"}
NEW = {"manifest.json": b"{}", "results.json": b"new", "worlds.parquet": b"new"}

KILLED = """
import os, sys
from pathlib import Path
from suasion.files import disk, durable
durable.exchange = lambda *_: False  # as where two folders cannot change places in one step
calls = 0
def watch(event, arguments):
    global calls
    if event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "open", "os.mkdir"):
        calls += 1
        if calls == int(sys.argv[2]):
            os._exit(9)
contents = {"manifest.json": b"{}", "results.json": b"new", "worlds.parquet": b"new"}
sys.addaudithook(watch)
disk.write_folder(Path(sys.argv[1]), contents)
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def dead(parent: Path, make: str) -> Path:
    """What a process made and left as it died."""
    code = f"import sys; from pathlib import Path; from suasion.files import temporary; print({make})"
    made = subprocess.run([sys.executable, "-c", code, parent], capture_output=True, text=True, check=True)
    return Path(made.stdout.strip())


def test_killed_at_any_step_where_folders_cannot_change_places(tmp_path: Path) -> None:
    """After the next command one of the two runs stands there whole, and nothing else does."""
    seen, messages = set(), []
    for step in range(1, 80):
        place = tmp_path / str(step)
        place.mkdir()
        disk.write_folder(place / "run", OLD)
        done = subprocess.run([sys.executable, "-c", KILLED, place / "run", str(step)], check=False)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            temporary.tidy(place)
        messages += [str(one.message) for one in said if one.category is TidiedWarning]
        assert [one.name for one in place.iterdir()] == ["run"], f"killed at step {step}"
        assert contents(place / "run") in (OLD, NEW), f"killed at step {step}"
        seen.add(contents(place / "run")["results.json"])
        if done.returncode == 0:
            break
        assert done.returncode == 9
    assert done.returncode == 0, "every step was tried"
    assert seen == {b"old", b"new"}
    assert any("what it had finished now stands in" in one for one in messages)
    assert any(one.endswith("was removed.") for one in messages)


@pytest.mark.parametrize("make", ["temporary.folder(Path(sys.argv[1]))", "temporary.file(Path(sys.argv[1]))"])
def test_the_next_command_removes_it_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: str
) -> None:
    left = dead(tmp_path, make)
    assert left.exists()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        said = suasion(capsys, "new", "case", "land", "--folder", tmp_path)
    assert said.code == 0
    assert f"An earlier run was killed; what it left in {tmp_path} was removed." in said.err.replace(
        "\n", " "
    )
    assert [one.name for one in tmp_path.iterdir()] == ["land.toml"]


def test_what_a_living_process_or_a_stranger_made_stays(tmp_path: Path) -> None:
    ours = temporary.folder(tmp_path)
    theirs = tmp_path / f".suasion-00000000-{2**22}-1-abc"  # another machine's, on a disk that several share
    nobody = tmp_path / ".suasion-precious"
    theirs.mkdir()
    nobody.mkdir()
    temporary.tidy(tmp_path)
    assert ours.exists() and theirs.exists() and nobody.exists()


def test_a_number_that_another_process_has_now(tmp_path: Path) -> None:
    """The start of the process tells two with the same number apart."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("the system does not say when a process began")
    ours = temporary.folder(tmp_path)
    parts = ours.name.split("-")
    parts[3] = str(int(parts[3]) - 1)
    ours.rename(tmp_path / "-".join(parts))
    with pytest.warns(TidiedWarning):
        temporary.tidy(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_was_put_in_place_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    left = dead(tmp_path, "temporary.folder(Path(sys.argv[1]))")
    for name in (temporary.NEW, temporary.OLD, "../run"):
        (left / name).mkdir()
    (left / temporary.NAME).write_text("run")
    (tmp_path / "run" / "mine").write_text("mine")
    with pytest.warns(TidiedWarning):
        temporary.tidy(tmp_path)
    assert contents(tmp_path / "run") == {"mine": b"mine"}


def test_a_name_never_leads_elsewhere(tmp_path: Path) -> None:
    left = dead(tmp_path, "temporary.folder(Path(sys.argv[1]))")
    for name in (temporary.NEW, temporary.OLD):
        (left / name).mkdir()
    (left / temporary.NAME).write_text("../../elsewhere")
    with pytest.warns(TidiedWarning):
        temporary.tidy(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["elsewhere"]
