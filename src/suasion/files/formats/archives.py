"""A file, a folder or an archive, unpacked within bounds; nothing in an archive decides where anything is written."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Any, cast

from suasion.errors import Problem, SuasionError
from suasion.files import disk, regular

MOST_BYTES = 8_000_000_000  # unpacked, of one file
FREE_BYTES = 100_000_000  # unpacked, before the ratio counts
MOST_RATIO = 200  # unpacked to packed; text with many empty cells packs to about a thirtieth
MOST_FILES = 5_000  # of one archive or folder
STEP = 1 << 20

PACKED: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
ENDINGS = (".gz", ".bz2", ".xz", ".zip")
LEFT_OUT = ("__MACOSX",)


@dataclass(frozen=True)
class InputFile:
    """One file to read, unpacked.

    Attributes:
        where: How it is called in front of the user.
        name: Its name without the folder and without the ending of a packed file.
        path: Where its content lies.
        sha256: Digest of the file as it came.
        content: Digest of the content.
    """

    where: str
    name: str
    path: Path
    sha256: str
    content: str


def each(path: Path, room: Path) -> Iterator[InputFile | Problem]:
    """Every file of a path, one after another; an unpacked file is gone when the next is asked for.

    Args:
        path: A file, an archive or a folder.
        room: A folder of one's own to unpack into.

    Yields:
        A file, or what is wrong with one.

    Raises:
        SuasionError: There is nothing there, or it may not be read.
    """
    try:
        if not path.is_dir():
            yield from _file(path, path.name, room)
            return
        files = sorted(one for one in path.rglob("*") if one.is_file() and not _hidden(one, path))
    except OSError as error:
        raise SuasionError(_unreadable(str(path), error)) from None
    if len(files) > MOST_FILES:
        what = f"The folder holds {len(files):,} files, more than the {MOST_FILES:,} that are looked through."
        raise SuasionError(Problem(str(path), what, "Give the files themselves, or a smaller folder."))
    for one in files:
        yield from _file(one, one.relative_to(path).as_posix(), room)


def _hidden(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return any(part.startswith(".") or part in LEFT_OUT for part in parts)


def _file(path: Path, where: str, room: Path) -> Iterator[InputFile | Problem]:
    try:
        if not path.is_file():
            if disk.exists(path):
                regular.check(path)
            what = "There is no such file or folder."
            raise SuasionError(Problem(str(path)[:300], what, "Check the path."))
        with path.open("rb") as file:
            magic = file.read(8)
        if magic.startswith(b"PK\x03\x04"):
            yield from _zip(path, where, room)
        elif unpack := next((one for start, one in PACKED.items() if magic.startswith(start)), None):
            with unpack(path) as file:
                yield from _unpacked(file, where, room, digest(path), path.stat().st_size)
        else:
            sha256 = digest(path)
            yield InputFile(where, path.name, path, sha256, sha256)
    except OSError as error:
        yield _unreadable(where, error)


def _zip(path: Path, where: str, room: Path) -> Iterator[InputFile | Problem]:
    """The members of an archive, or a workbook whole; refused whole where a member's name leads out of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if problems := list(_suspicious(members, where)):
                yield from problems
                return
            if any(one.filename == "xl/workbook.xml" for one in members):
                for one in members:  # a workbook is read by a library, which is not left to find its bounds
                    with cast(BufferedIOBase, archive.open(one)) as file:
                        for _ in _bounded(file, where, one.compress_size):
                            pass
                sha256 = digest(path)
                yield InputFile(where, path.name, path, sha256, sha256)
                return
            sha256 = digest(path)
            for one in members:
                if _left_out(one.filename):
                    continue
                inside = f"{where} › {one.filename}"
                with cast(BufferedIOBase, archive.open(one)) as file:
                    yield from _unpacked(file, inside, room, sha256, one.compress_size)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
        yield Problem(where, f"The archive is broken or cut off: {error}.", "Download it again.")
    except SuasionError as error:
        yield from error.problems


def _suspicious(members: list[zipfile.ZipInfo], where: str) -> Iterator[Problem]:
    """What speaks against opening an archive."""
    if len(members) > MOST_FILES:
        yield Problem(
            where,
            f"The archive holds {len(members):,} files, more than {MOST_FILES:,}.",
            "Unpack it yourself.",
        )
        return
    for one in members:
        name = one.filename
        parts = PureWindowsPath(name).parts
        if ".." in parts or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
            what = f"A member's name leads out of the archive: {name[:100]!r}. Such an archive is not opened."
            yield Problem(where, what, "Do not trust it; take the producer's own file.")
        elif stat.S_ISLNK(one.external_attr >> 16):
            yield Problem(
                where,
                f"A member is a link: {name[:100]!r}. Such an archive is not opened.",
                "Unpack it yourself.",
            )
        elif one.flag_bits & 1:
            yield Problem(where, f"A member is locked by a password: {name[:100]!r}.", "Unpack it yourself.")


def _left_out(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part in LEFT_OUT for part in parts)


def _unpacked(
    file: BufferedIOBase, where: str, room: Path, sha256: str, packed: int
) -> Iterator[InputFile | Problem]:
    """A packed file, unpacked into the room."""
    name = PurePosixPath(where.split(" › ")[-1]).name
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    path = room / "unpacked"
    try:
        content = hashlib.sha256()
        with path.open("wb") as out:
            for part in _bounded(file, where, packed):
                content.update(part)
                _write(out, part, where)
        yield InputFile(where, name, path, sha256, content.hexdigest())
    except SuasionError as error:
        yield from error.problems
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _write(out: IO[bytes], part: bytes, where: str) -> None:
    try:
        out.write(part)
    except OSError as error:
        what = f"It cannot be unpacked: {error.strerror or error}."
        fix = "Free some space, or name another folder in SUASION_DATA; nothing was added."
        raise SuasionError(Problem(where, what, fix)) from None


def _bounded(file: BufferedIOBase, where: str, packed: int) -> Iterator[bytes]:
    """A packed file's content in parts, as far as it is sound and not immoderate."""
    size = lines = 0
    while True:
        try:
            part = file.read1(STEP)  # what comes before a break is counted
        except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            what = f"The packed file breaks off or is damaged after {size:,} bytes, near row {lines + 1:,} ({error})."
            raise SuasionError(Problem(where, what, "Download it again.")) from None
        if not part:
            return
        size += len(part)
        lines += part.count(b"\n")
        if size > MOST_BYTES or (size > FREE_BYTES and size > MOST_RATIO * max(packed, 1)):
            what = f"It unpacks to more than {size / 1e9:.1f} GB from {packed / 1e6:,.1f} MB; that is not opened."
            raise SuasionError(
                Problem(where, what, "If you trust it, unpack it yourself and add the result.")
            )
        yield part


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unreadable(where: str, error: OSError) -> Problem:
    return Problem(
        where[:300],
        f"It cannot be read: {error.strerror or error}.",
        "Check the path, its permissions and the space on the disk.",
    )
