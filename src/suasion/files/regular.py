"""Regular files opened for reading; what is none, such as a pipe that nobody writes to, is refused and never waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

SPECIAL: dict[Callable[[int], bool], str] = {
    stat.S_ISDIR: "a folder",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISFIFO: "a pipe",
    stat.S_ISSOCK: "a socket",
}


def kind(mode: int) -> str:
    """What something on a disk is called; empty for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((name for test, name in SPECIAL.items() if test(mode)), "no regular file")


def check(path: Path) -> None:
    """Refuses what is not a regular file, or a link to one; it is looked at and not opened.

    Raises:
        OSError: It is something else, is missing, or may not be looked at.
    """
    if what := kind(path.stat().st_mode):
        raise _refused(what, path)


def opened(path: Path) -> BinaryIO:
    """A regular file, opened for reading.

    Raises:
        OSError: As :func:`check`, or it may not be read.
    """
    check(path)
    file = path.open("rb")
    if what := kind(os.fstat(file.fileno()).st_mode):
        file.close()
        raise _refused(what, path)
    return file


def content(path: Path, most: int) -> bytes:
    """All bytes of a regular file.

    Raises:
        OSError: As :func:`opened`, or there are more than ``most`` bytes.
    """
    with opened(path) as file:
        read = file.read(most + 1)
    if len(read) > most:
        raise OSError(errno.EFBIG, f"it has more than {most / 1e6:,.0f} MB, the most that is read", str(path))
    return read


def _refused(what: str, path: Path) -> OSError:
    return OSError(errno.EINVAL, f"this is {what}, and only regular files are read", str(path))
