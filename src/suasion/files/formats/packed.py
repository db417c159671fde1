"""Arrays in one file: a NumPy archive, the same bytes for the same arrays."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

Arrays = Mapping[str, np.ndarray]

#: What NumPy and ``zipfile`` raise where bytes of an archive were changed: a method or a password that is none, a size
#: beyond all memory, a stream that does not inflate.
BROKEN = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    EOFError,
    OverflowError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)


class Damaged(Exception):
    """Why an archive cannot be read, in a few words."""


def packed(arrays: Arrays, *, compressed: bool = False) -> bytes:
    """Arrays as one file."""
    buffer = io.BytesIO()
    save = np.savez_compressed if compressed else np.savez
    save(buffer, allow_pickle=False, **{name: np.asarray(value) for name, value in arrays.items()})
    return buffer.getvalue()


def unpacked(path: Path) -> dict[str, np.ndarray]:
    """Arrays of a file by name.

    Raises:
        Damaged: It is no such archive, or its bytes were changed.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except BROKEN as error:
        why = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
        raise Damaged(why) from None
