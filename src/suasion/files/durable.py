"""What a crash must not undo: files flushed to the disk, and a folder put in another's place in one step."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

HERE = -100  # AT_FDCWD: paths are read from the working folder
EXCHANGE = 2  # RENAME_EXCHANGE of Linux


def flush(path: Path) -> None:
    """Waits until a file lies on the disk, not in memory alone.

    Raises:
        OSError: It could not be written after all.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_names(folder: Path) -> None:
    """Waits until the names in a folder lie on the disk, where its file system can say so."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step, so that neither name is ever without its folder.

    Returns:
        Whether they did; systems other than Linux, and some file systems, cannot.
    """
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return False
    return bool(call(HERE, os.fsencode(one), HERE, os.fsencode(other), ctypes.c_uint(EXCHANGE)) == 0)
