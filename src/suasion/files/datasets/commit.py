"""Several tables put in their places together: all of them or none, whenever the process is killed.

What is to be added is gathered in a folder of its own. Giving that folder the name that says "decided" is one step, and
the only one that counts: before it nothing was added, after it all of it was, though some tables may still have to be
moved to their places. Whoever opens the data folder next moves them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from suasion.files import durable

DECIDED = ".decided-"  # the name of a folder of tables that are added and not all in their places yet


def put_in_place(room: Path, files: Iterable[Path]) -> None:
    """Moves tables from a room in the data folder to their places in it.

    Args:
        room: A folder in the data folder.
        files: The tables in the room, each under the name that it is to have.

    Raises:
        OSError: They cannot be moved. Nothing was added, or whoever opens the data folder next goes on.
    """
    for file in files:
        durable.flush(file)
    for one in room.iterdir():
        if one.suffix != ".parquet":
            one.unlink()
    durable.flush_names(room)
    decided = room.with_name(DECIDED + room.name.lstrip("."))
    room.rename(decided)
    durable.flush_names(room.parent)
    _move(decided)


def finish(home: Path) -> tuple[str, ...]:
    """Moves to their places the tables that were added when the process was killed.

    Args:
        home: The data folder; it need not exist.

    Returns:
        Names of the tables that were moved.

    Raises:
        OSError: They cannot be moved.
    """
    try:
        names = [entry.name for entry in os.scandir(home) if entry.name.startswith(DECIDED)]
    except OSError:
        return ()
    return tuple(table for name in sorted(names) for table in _move(home / name))


def _move(decided: Path) -> list[str]:
    moved = []
    for file in sorted(decided.glob("*.parquet")):
        try:
            file.replace(decided.parent / file.name)
        except FileNotFoundError:
            continue  # another process was faster
        moved.append(file.stem)
    durable.flush_names(decided.parent)
    shutil.rmtree(decided, ignore_errors=True)
    return moved
