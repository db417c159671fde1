"""Compiled code stored from one process to the next, in the user's cache folder."""

from __future__ import annotations

from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from suasion.files import temporary

WRITTEN_FROM = ("notation", "domain", "games", "mechanisms", "simulation")  # what decides the code
MARK = 32  # bytes of the digest that stands before the content


class Objects:
    """A folder of object files; what cannot be read or written there is compiled again.

    Args:
        folder: Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._source = _digest(_source())

    def usable(self) -> bool:
        """Whether files can be written to the folder and read; it is made if need be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = temporary.file(self.folder)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError:
            return False
        return True

    def get(self, key: str) -> bytes | None:
        """What is stored under a key by this version of the code, if it is whole."""
        try:
            stored = self._place(key).read_bytes()
        except OSError:
            return None
        mark, content = stored[:MARK], stored[MARK:]
        return content if mark == _digest(content) else None

    def put(self, key: str, content: bytes) -> None:
        """Stores something under a key, if the folder can be written."""
        new: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = temporary.file(self.folder)
            new.write_bytes(_digest(content) + content)
            new.replace(self._place(key))
        except OSError:
            if new:
                new.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.folder / f"{_digest(self._source + key.encode()).hex()}.object"


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=MARK).digest()


def _source() -> bytes:
    """The text of every module that the compiled code is written from."""
    parts = []
    package = resources.files("suasion")
    for name in WRITTEN_FROM:
        entry = package / name
        files = [entry] if entry.is_file() else _modules(entry)
        parts += [f"{file.name}\n".encode() + file.read_bytes() for file in files]
    return b"\0".join(parts)


def _modules(folder: Traversable) -> list[Traversable]:
    modules = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            modules += _modules(entry)
        elif entry.name.endswith(".py"):
            modules.append(entry)
    return modules
