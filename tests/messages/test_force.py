"""What --force replaces: a regular file that may be written, and nothing else; outputs named alike are refused."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from suasion.errors import SuasionError
from suasion.files import disk
from written import suasion


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("needs root to make a device")


def unix_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def protected(path: Path) -> None:
    path.write_text("precious")
    path.chmod(0o444)


def link_out(path: Path) -> None:
    other = path.parent / "elsewhere"
    other.mkdir()
    (other / "precious").write_text("precious")
    path.symlink_to(other / "precious")


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe": (pipe, "This is a pipe"),
    "a device": (device, "This is a device"),
    "a socket": (unix_socket, "This is a socket"),
    "a protected file": (protected, "write-protected"),
    "a link out of the folder": (link_out, "This is a link to"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "This is a link to"),
    "a link to a device": (lambda path: path.symlink_to("/dev/null"), "This is a link to"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "This is a link to"),
    "a folder": (lambda path: path.mkdir(), "This is a folder"),
}


@pytest.mark.skipif(os.name != "posix", reason="kinds of files of Unix")
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_only_a_regular_file_is_ever_replaced(tmp_path: Path, kind: str, force: bool) -> None:
    make, message = KINDS[kind]
    path = tmp_path / "out.json"
    make(path)
    before = path.lstat()
    with pytest.raises(SuasionError, match=message) as refused:
        disk.write_file(path, "{}", force=force)
    assert "--force" not in str(refused.value), "no remedy that would be refused in turn"
    after = path.lstat()
    assert (after.st_ino, after.st_mode, after.st_size) == (before.st_ino, before.st_mode, before.st_size)
    assert not list(tmp_path.glob(".suasion-*"))


def test_a_regular_file_is_replaced_by_force(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    disk.write_file(path, "new", force=True)
    assert path.read_text() == "new"


def test_a_run_folder_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    run = tmp_path / "elsewhere"
    run.mkdir()
    (run / "manifest.json").write_text("{}")
    (tmp_path / "run").symlink_to(run)
    with pytest.raises(SuasionError, match="This is a link to"):
        disk.check_folder(tmp_path / "run", "manifest.json", force=True)


@pytest.mark.parametrize("other", ["sub/../a.json", "link/a.json"])
def test_outputs_that_are_one_file_are_refused(tmp_path: Path, other: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(SuasionError, match="Two outputs have the same name"):
        disk.write_files({tmp_path / "a.json": b"1", tmp_path / other: b"2"}, force=True)
    assert not (tmp_path / "a.json").exists()


def test_an_output_within_another_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuasionError, match="One output lies in another"):
        disk.check_distinct((tmp_path / "run", tmp_path / "run" / "results.json"))


def test_the_command_line_refuses_figure_and_json_named_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.svg"
    done = suasion(capsys, "talks", "six-party", "--figure", str(path), "--json", str(path))
    assert done.code == 2
    assert "Two outputs have the same name" in done.err
    assert not path.exists()
