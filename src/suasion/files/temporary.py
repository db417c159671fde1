"""Temporary files and folders, whose names say which process made them, so that those of a dead one can be removed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import warnings
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from suasion.errors import TidiedWarning

PREFIX = ".suasion-"
#: In a temporary folder: the finished folder, the one that it replaces, and the name that both are about.
NEW, OLD, NAME = "new", "old", "name"
OWNED = re.compile(re.escape(PREFIX) + r"(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-(?P<start>\d+)-")


def folder(parent: Path) -> Path:
    """A new folder of this process; what dead ones left is removed first.

    Raises:
        OSError: It cannot be made.
    """
    tidy(parent)
    return Path(tempfile.mkdtemp(prefix=_prefix(), dir=parent))


def file(parent: Path) -> Path:
    """A new, empty file of this process; what dead ones left is removed first.

    Raises:
        OSError: It cannot be made.
    """
    tidy(parent)
    handle, name = tempfile.mkstemp(prefix=_prefix(), dir=parent)
    os.close(handle)
    return Path(name)


def tidy(parent: Path) -> None:
    """Removes what processes left that were killed, and says so; what such a one had finished takes its place first."""
    try:
        # what has no owner in its name, or one of another machine, is left alone
        left = [one for one in parent.iterdir() if (match := OWNED.match(one.name)) and _dead(match)]
    except (OSError, ValueError):
        return
    for one in left:
        with suppress(OSError):
            recovered = _recovered(one)
            _remove(one)
            what = f"An earlier run was killed; what it left in {parent} was removed"
            more = f", and what it had finished now stands in {recovered}." if recovered else "."
            warnings.warn(what + more, TidiedWarning, stacklevel=2)


def _recovered(left: Path) -> Path | None:
    """The finished folder put in its place, where a process was killed between moving the old one away and that."""
    if not ((left / OLD).is_dir() and (left / NEW).is_dir() and (left / NAME).is_file()):
        return None
    name = os.fsdecode((left / NAME).read_bytes())
    place = left.parent / Path(name).name
    if place.exists() or place.is_symlink():
        return None
    (left / NEW).rename(place)
    return place


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink()


def _prefix() -> str:
    return f"{PREFIX}{_host()}-{os.getpid()}-{_start(os.getpid())}-"


def _host() -> str:
    """What machine this is, and which of its name spaces of processes: elsewhere a process has another number."""
    spaces = ""
    with suppress(OSError):
        spaces = str(Path("/proc/self/ns/pid").readlink())
    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return blake2b(f"{node} {spaces}".encode("utf-8", "replace"), digest_size=4).hexdigest()


def _start(process: int) -> int:
    """When a process began, in ticks since the machine did; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return int(fields[19])
    except (OSError, ValueError, IndexError):
        return 0


def _dead(owner: re.Match[str]) -> bool:
    """Whether the process that made something is no more; where that is not known it is not."""
    process = int(owner["pid"])
    if os.name != "posix" or owner["host"] != _host():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        pass
    return bool(start := _start(process)) and start != int(owner["start"])
