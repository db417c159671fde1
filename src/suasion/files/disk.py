"""Files and folders written whole or not at all, and refused before anything is computed."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from suasion.errors import Problem, SuasionError, Wording, wording
from suasion.files import durable, temporary
from suasion.files.regular import kind

#: Where else a folder may be written, as whoever calls names it.
ELSEWHERE = Wording("Choose another folder", "Choose another --out")
REPLACE = "This exists already and is left as it is."
#: How a system says that a name is taken.
TAKEN = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)

Writer = Callable[[Path], None]
Content = bytes | Future[bytes] | Writer  # there already, being worked out, or written by what it is


def exists(path: Path) -> bool:
    """Whether something is there; what cannot be looked at is not."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def bears(path: Path, mark: bytes) -> bool:
    """Whether a regular file bears a mark within its first 4,096 bytes; what cannot be read does not."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            return mark in file.read(4096)
    except (OSError, ValueError):
        return False


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuses a file that could not be written later.

    Raises:
        SuasionError: It exists and is not to be replaced, is no regular file that may be written (a folder, a
            link, a device, a pipe, a socket), or its folder takes no files.
    """
    with explained(path, "It cannot be written", "Choose another place."):
        _check_kind(path)
    if exists(path) and not force:
        raise SuasionError(
            Problem(
                str(path), REPLACE, wording("Choose another name, or add {force} to replace it.", force=True)
            )
        )
    if not path.parent.is_dir():
        raise SuasionError(Problem(str(path), "Its folder does not exist.", "Make the folder first."))
    with explained(path, "It cannot be written", "Choose another place."):
        _probe(path)


def _check_kind(path: Path) -> None:
    """Refuses what no force replaces: whatever is there and is no regular file that may be written."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and path.is_dir()):
        raise SuasionError(Problem(str(path), "This is a folder.", "Name a file in it."))
    if stat.S_ISLNK(mode):
        what = f"This is a link to {path.readlink()}; a link is never replaced."
        raise SuasionError(Problem(str(path), what, "Name the file itself."))
    if special := kind(mode):
        what = f"This is {special}; only a regular file is ever replaced."
        raise SuasionError(Problem(str(path), what, "Choose another name."))
    if not mode & 0o222 or not os.access(path, os.W_OK):
        what = "This file is write-protected and stays as it is."
        raise SuasionError(Problem(str(path), what, "Choose another name, or make it writable."))


def check_distinct(paths: Iterable[Path]) -> None:
    """Refuses outputs that are one and the same, or lie one in the other, before any of them is written.

    Raises:
        SuasionError: With every output that gets in the way of an earlier one.
    """
    places: list[Path] = []
    problems = []
    for path in paths:
        with explained(path, "It cannot be written", "Choose another place."):
            place = Path(os.path.realpath(path))
        if place in places:
            problems.append(Problem(str(path), "Two outputs have the same name.", "Rename one."))
        elif any(place in one.parents or one in place.parents for one in places):
            problems.append(Problem(str(path), "One output lies in another.", "Choose another place."))
        places.append(place)
    if problems:
        raise SuasionError(problems)


def check_files(paths: Iterable[Path], *, force: bool = False) -> None:
    """Refuses files that could not be written later, all at once.

    Raises:
        SuasionError: With the problem of each; see ``check_file`` and ``check_distinct``.
    """
    problems: list[Problem] = []
    paths = list(paths)
    try:
        check_distinct(paths)
    except SuasionError as error:
        problems += error.problems
    for path in paths:
        try:
            check_file(path, force=force)
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)


def check_folder(path: Path, marker: str, *, force: bool = False) -> None:
    """Refuses a folder that could not be written later.

    Args:
        path: The folder.
        marker: A file that shows that a folder may be replaced by force.
        force: Whether to replace one that is there.

    Raises:
        SuasionError: It exists and is not to be replaced, or cannot be made where it is to be.
    """
    if exists(path):
        if path.is_symlink():
            what = f"This is a link to {path.readlink()}; a link is never replaced."
            raise SuasionError(
                Problem(
                    str(path),
                    what,
                    Wording(
                        "Name the folder itself, or choose another.",
                        "Name the folder itself, or choose another --out.",
                    ),
                )
            )
        if not force:
            fix = ELSEWHERE + wording(", or add {force} to replace the run.", force=True)
            raise SuasionError(Problem(str(path), REPLACE, fix))
        if not (path / marker).is_file():
            what = wording("This is not a run folder, so {force} does not replace it.", force=True)
            raise SuasionError(Problem(str(path), what, ELSEWHERE + "."))
    with explained(path, "The folder cannot be made", ELSEWHERE + "."):
        _probe(path)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Writes one file of text whole or not at all.

    Raises:
        SuasionError: It exists and is not to be replaced, or cannot be written.
    """
    write_bytes(path, text.encode("utf-8"), force=force)


def write_bytes(path: Path, content: bytes, *, force: bool = False) -> None:
    """Writes one file whole or not at all.

    Raises:
        SuasionError: It exists and is not to be replaced, or cannot be written.
    """
    write_files({path: content}, force=force)


def write_files(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Writes files that belong together: all of them whole, or none.

    Raises:
        SuasionError: With every one that exists and is not to be replaced, or one cannot be written.
    """
    check_files(contents, force=force)
    fix = "Free some space or choose another place; nothing was left behind."
    new: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with explained(path, "It cannot be written", fix):
                new[path] = temporary.file(path.parent)
                new[path].chmod(0o644)
                new[path].write_bytes(content)
                durable.flush(new[path])
        for path, written in new.items():
            with explained(path, "It cannot be written", fix):
                written.replace(path)
        for folder in {path.parent for path in contents}:
            durable.flush_names(folder)
    finally:
        for written in new.values():
            written.unlink(missing_ok=True)


def write_folder(path: Path, contents: Mapping[str, Content], *, replace: bool = True) -> Path:
    """Writes a folder whole or not at all, in the place of one that may be there.

    On Linux the two change places in one step: whenever the process is killed, one of them stands there whole.

    Args:
        path: The folder.
        contents: File name to its content, written in this order.
        replace: Whether to take the place of what is there. If not, and another process has taken the name in the
            meantime, the folder is written under the next free one: nothing that was finished is lost.

    Returns:
        Where it was written.

    Raises:
        SuasionError: It cannot be written, or the disk is full; what was there stays.
    """
    made = missing(path.parent)
    room: Path | None = None
    problem = (
        path,
        "The run cannot be written",
        Wording(
            "Free some space or choose another folder; nothing was left behind.",
            "Free some space or choose another --out; nothing was left behind.",
        ),
    )
    try:
        with explained(*problem):
            path.parent.mkdir(parents=True, exist_ok=True)
            room = temporary.folder(path.parent)
            new, old = room / temporary.NEW, room / temporary.OLD
            (room / temporary.NAME).write_bytes(os.fsencode(path.name))
            new.mkdir()
        for name, content in contents.items():
            known = content.result() if isinstance(content, Future) else content
            with explained(*problem):
                if isinstance(known, bytes):
                    (new / name).write_bytes(known)
                else:
                    known(new / name)
                durable.flush(new / name)
        with explained(*problem):
            durable.flush_names(new)
            if not replace:
                return _named(new, path)
            if not (exists(path) and durable.exchange(new, path)):
                if exists(path):
                    path.rename(old)
                new.rename(path)
            durable.flush_names(path.parent)
        return path
    finally:
        if room:
            if not exists(path) and (room / temporary.OLD).exists():
                (room / temporary.OLD).rename(path)
            shutil.rmtree(room, ignore_errors=True)
        if not exists(path):
            take_away(made)


def _named(folder: Path, path: Path) -> Path:
    """Gives a finished folder its name, or the first free one after it; two processes never take the same."""
    stem, end = path.name, 1
    if ending := re.fullmatch(r"(.+)-([1-9]\d{0,8})", path.name):
        stem, end = ending[1], int(ending[2])
    while True:
        try:
            folder.rename(path)  # fails where a folder that holds anything has the name
        except OSError as error:
            if error.errno not in TAKEN:
                raise
            end += 1
            path = path.with_name(f"{stem}-{end}")
        else:
            durable.flush_names(path.parent)
            return path


@contextmanager
def explained(path: Path, what: str, fix: str) -> Iterator[None]:
    """Turns an error of the disk into a problem that says what could not be done, why, and what helps."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SuasionError(Problem(str(path)[:200], f"{what}: {why}.", fix)) from None


def _probe(path: Path) -> None:
    """Makes what is to be made, as a folder with all that is missing above it, and takes it away."""
    made = missing(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.tidy(path.parent)
        if exists(path):
            probe = temporary.folder(path.parent)
        else:
            probe = path
            probe.mkdir()
        probe.rmdir()
    finally:
        take_away(made)


def missing(folder: Path) -> list[Path]:
    """The folders that do not exist yet, the innermost first."""
    absent = []
    while not exists(folder):
        absent.append(folder)
        folder = folder.parent
    return absent


def take_away(folders: list[Path]) -> None:
    """Removes folders that were made for nothing."""
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
