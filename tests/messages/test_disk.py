"""The disk full, forbidden or interrupted: what is there stays, and nothing half-written is left."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Timer

import pytest

from suasion.errors import Problem, SuasionError
from suasion.files import disk, durable
from written import TEMPLATE, suasion, written

FULL = OSError(errno.ENOSPC, "No space left on device")
OLD = {"manifest.json": b"{}", "results.json": b"old"}
NEW = {"manifest.json": b"{}", "results.json": b"new", "worlds.parquet": b"new"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and folders as b'/'."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in folder.rglob("*")
    }


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("needs root to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fail_at(monkeypatch: pytest.MonkeyPatch, method: str, call: int, error: BaseException) -> None:
    """Makes one call of a method of paths fail, half done."""
    true, calls = getattr(Path, method), []

    def broken(path: Path, *rest, **more):
        calls.append(path)
        if len(calls) == call:
            if method == "write_bytes":
                true(path, rest[0][:1])
            raise error
        return true(path, *rest, **more)

    monkeypatch.setattr(Path, method, broken)


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full disk", "Ctrl-C"])
@pytest.mark.parametrize(
    ("method", "call"), [("write_bytes", 1), ("write_bytes", 3), ("rename", 1), ("rename", 2)]
)
def test_old_run_stays_where_the_new_one_cannot_be_written(tmp_path, monkeypatch, method, call, error):
    run = tmp_path / "run"
    disk.write_folder(run, OLD)
    before = tree(tmp_path)
    with monkeypatch.context() as patch:
        if method == "rename":  # as on systems where two folders cannot change places in one step
            patch.setattr(durable, "exchange", lambda *_: False)
        fail_at(patch, method, call, error)
        with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else SuasionError):
            disk.write_folder(run, NEW)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("call", [1, 3])
def test_nothing_is_left_of_a_first_run(tmp_path, monkeypatch, call):
    with monkeypatch.context() as patch:
        fail_at(patch, "write_bytes", call, FULL)
        with pytest.raises(
            SuasionError, match=re.escape("The run cannot be written: No space left on device. Free")
        ):
            disk.write_folder(tmp_path / "runs" / "land" / "run", NEW)
    assert tree(tmp_path) == {}


def test_run_is_replaced_whole(tmp_path):
    run = tmp_path / "run"
    disk.write_folder(run, {**OLD, "brief.html": b"old"})
    disk.write_folder(run, NEW)
    assert tree(tmp_path) == {"run": b"/", **{f"run/{name}": content for name, content in NEW.items()}}


KILLED = """
import os, sys
from pathlib import Path
from suasion.files import disk
calls = 0
def watch(event, arguments):
    global calls
    if event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym", "open", "os.mkdir"):
        calls += 1
        if calls == int(sys.argv[2]):
            os._exit(9)
contents = {"manifest.json": b"{}", "results.json": b"new", "worlds.parquet": b"new"}
import suasion.files.durable
sys.addaudithook(watch)
disk.write_folder(Path(sys.argv[1]), contents)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders change places in one step on Linux")
def test_no_moment_without_a_finished_run(tmp_path):
    """Killed at any step of replacing a run, the old or the new one stands there whole."""
    seen = set()
    for step in range(1, 60):
        place = tmp_path / str(step)
        place.mkdir()
        disk.write_folder(place / "run", OLD)
        done = subprocess.run([sys.executable, "-c", KILLED, place / "run", str(step)], check=False)
        left = {name: content for name, content in tree(place).items() if name.startswith("run/")}
        which = [one for one in (OLD, NEW) if left == {f"run/{name}": text for name, text in one.items()}]
        assert which, f"killed at step {step}: {sorted(tree(place))}"
        seen.add(which[0]["results.json"])
        if done.returncode == 0:
            break
        assert done.returncode == 9
    assert done.returncode == 0, "every step was tried"
    assert seen == {b"old", b"new"}


def test_what_is_named_finished_is_flushed_first(tmp_path, monkeypatch):
    """Files lie on the disk before their folder, or they themselves, take the name that the user reads."""
    steps = []
    true = durable.flush
    monkeypatch.setattr(
        durable, "flush", lambda path: (steps.append((path.name, (tmp_path / "run").exists())), true(path))
    )
    disk.write_folder(tmp_path / "run", NEW)
    assert steps == [(name, False) for name in NEW]
    steps.clear()
    disk.write_file(tmp_path / "one.json", "{}")
    assert len(steps) == 1


def test_run_waits_for_what_is_being_worked_out(tmp_path):
    page = Future()
    Timer(0.2, page.set_result, [b"drawn"]).start()
    disk.write_folder(tmp_path / "run", {**NEW, "brief.html": page})
    assert (tmp_path / "run" / "brief.html").read_bytes() == b"drawn"


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), SuasionError(Problem("brief", "no pen"))], ids=["bug", "problem"]
)
def test_nothing_is_left_where_what_is_worked_out_fails(tmp_path, error):
    """And what failed is told as it is, not as an error of the disk."""
    page = Future()
    page.set_exception(error)
    with pytest.raises(type(error)) as caught:
        disk.write_folder(tmp_path / "run", {**NEW, "brief.html": page})
    assert caught.value is error
    assert tree(tmp_path) == {}


def test_run_on_a_disk_that_is_full(small_disk):
    disk.write_folder(small_disk / "run", OLD)
    with pytest.raises(SuasionError, match=r"The run cannot be written: No space left on device\."):
        disk.write_folder(small_disk / "run", {**NEW, "worlds.parquet": bytes(100_000)})
    assert tree(small_disk) == {"run": b"/", **{f"run/{name}": content for name, content in OLD.items()}}


def test_file_on_a_disk_that_is_full(small_disk, capsys):
    (small_disk / "filler").write_bytes(bytes(60_000))
    said = suasion(capsys, "new", "case", "land", "--folder", small_disk)
    assert said.code == 2
    assert "land.toml\n  It cannot be written: No space left on device. Free some space" in said.err
    assert set(tree(small_disk)) == {"filler"}


def test_file_that_is_interrupted(tmp_path, monkeypatch):
    path = written(tmp_path, "old")
    with monkeypatch.context() as patch:
        fail_at(patch, "write_bytes", 1, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            disk.write_file(path, "new", force=True)
    assert tree(tmp_path) == {"land.toml": b"old"}


def test_file_is_not_replaced_without_force(tmp_path):
    path = written(tmp_path, "old")
    with pytest.raises(SuasionError, match="left as it is"):
        disk.write_file(path, "new")
    disk.write_file(path, "new", force=True)
    assert tree(tmp_path) == {"land.toml": b"new"}


def test_folder_that_may_not_be_written(tmp_path, capsys, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    case = written(tmp_path, TEMPLATE)
    monkeypatch.setattr(Path, "mkdir", refuse)  # tests may run as root, who may write everywhere
    said = suasion(capsys, "compare", case, "--out", tmp_path / "run")
    assert said.code == 2
    assert (
        f"{tmp_path / 'run'}\n  The folder cannot be made: Permission denied. Choose another --out."
        in said.err
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("after", [3.0, 8.0], ids=["while it begins", "in mid-run"])
def test_ctrl_c_leaves_nothing(tmp_path, after):
    written(tmp_path, TEMPLATE)
    words = ["compare", "land.toml", "--worlds", "1000000", "--out", "run", "--json", "found.json"]
    # where tests run in the background SIGINT is ignored: the child listens again
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom suasion.cli import main; main()"
    played = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    played.send_signal(signal.SIGINT)
    _, err = played.communicate(timeout=120)
    assert played.returncode == 130
    assert err.strip() == "Stopped; nothing was left half-written."
    assert set(tree(tmp_path)) == {"land.toml"}


def test_what_is_finished_takes_the_next_name_where_the_first_was_taken_meanwhile(tmp_path):
    """Two processes that were handed the same free name: both runs stay whole, each in a folder of its own."""
    first = disk.write_folder(tmp_path / "land-1", OLD, replace=False)
    second = disk.write_folder(tmp_path / "land-1", NEW, replace=False)
    third = disk.write_folder(tmp_path / "mine", OLD, replace=False)
    fourth = disk.write_folder(tmp_path / "mine", NEW, replace=False)
    assert [path.name for path in (first, second, third, fourth)] == ["land-1", "land-2", "mine", "mine-2"]
    for path, contents in ((first, OLD), (second, NEW), (third, OLD), (fourth, NEW)):
        assert {one.name: one.read_bytes() for one in path.iterdir()} == contents
    assert not list(tmp_path.glob(".suasion-*"))


def test_a_file_that_has_the_name_is_left_alone(tmp_path):
    (tmp_path / "land-1").write_text("mine")
    assert disk.write_folder(tmp_path / "land-1", NEW, replace=False).name == "land-2"
    assert (tmp_path / "land-1").read_text() == "mine"
