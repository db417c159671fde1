"""Separated text, looked through before it is read: its encoding, its separator, its rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from suasion.errors import Problem

HEAD = 4 << 20  # bytes within which the first row must end
STEP = 32 << 20
MOST = 5  # rows that are named
TOP = 40  # rows within which a header is looked for
FOOT = 12  # rows at the end within which notes are looked for
SEPARATORS = (",", "\t", ";", "|")
OLD = "cp1252"  # what is not UTF-8 is read so, as most older files of the field are
QUOTED = re.compile(r'"[^"]*"')
ROW = re.compile(rb'["\n]')
FEW = 0.9  # share of zero bytes in every other place from which text is UTF-16


@dataclass(frozen=True)
class Head:
    """The beginning of a separated text.

    Attributes:
        columns: The cells of its first row.
        separator: What stands between them.
        top: The cells of its first rows, the first included.
        starts: Where each of these begins, in bytes.
    """

    columns: tuple[str, ...]
    separator: str
    top: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    starts: tuple[int, ...] = field(default=(), compare=False)


def head(path: Path) -> Head | None:
    """The first rows; nothing where the file is no separated text."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    if b"\0" in start:
        return None
    lines, starts = _lines(start.removeprefix(codecs.BOM_UTF8))
    before = len(start) - len(start.removeprefix(codecs.BOM_UTF8))
    separator = _separator(lines)
    if not separator:
        return None
    try:
        top = tuple(_cells(line, separator) for line in lines)
    except csv.Error:
        return None
    return Head(top[0], separator, top, tuple(before + one for one in starts))


def _lines(start: bytes) -> tuple[list[str], list[int]]:
    """The first rows as text, and where each begins; the end of a line in quotation marks is none."""
    quoted, starts, ends = False, [0], []
    for sign in ROW.finditer(start):
        if sign[0] == b'"':
            quoted = not quoted
        elif not quoted:
            ends.append(sign.start())
            if len(ends) == TOP:
                break
            starts.append(sign.end())
    if len(ends) < len(starts):
        ends.append(len(start))
    if len(starts) > 1 and starts[-1] >= len(start):
        starts.pop()
    return [
        _decoded(start[first:last]).rstrip("\r") for first, last in zip(starts, ends, strict=False)
    ], starts


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(OLD, "replace")


def _separator(lines: Sequence[str]) -> str:
    """What separates the cells: the sign that stands equally often in most of the rows; nothing if none does."""
    bare = [QUOTED.sub("", line) for line in lines if line.strip()]
    best = {}
    for sign in SEPARATORS:
        counts = Counter(count for line in bare if (count := line.count(sign)))
        if counts:
            most = max(counts, key=lambda count: (counts[count], count))
            best[sign] = (counts[most], most)
    return max(best, key=lambda sign: best[sign], default="")


def _cells(line: str, separator: str) -> tuple[str, ...]:
    row = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator), [])
    return tuple(name.strip() for name in row)


def rows(numbers: Sequence[int] | np.ndarray) -> str:
    """Numbers of rows in words: ``row 4``, ``rows 4, 5 and 9``, ``rows 4, 5, 6, 7, 8 and 20 more``."""
    named = [f"{int(number):,}" for number in numbers[:MOST]]
    if len(numbers) == 1:
        return f"row {named[0]}"
    if len(numbers) > MOST:
        return f"rows {', '.join(named)} and {len(numbers) - MOST:,} more"
    return f"rows {', '.join(named[:-1])} and {named[-1]}"


def look_through(path: Path, where: str, head: Head, row: int = 1) -> tuple[list[Problem], str]:
    """What is wrong with a separated text, and its encoding.

    Args:
        path: The file, from its header on.
        where: How it is called in front of the user.
        head: Its first row.
        row: Which row of the user's file the header is.
    """
    problems = []
    bad, unclosed = _ragged(path, head)
    ragged = [number + row - 1 for number in _without_notes(bad, path, head)]
    if unclosed:
        what = f"A quotation mark that is opened in or after row {unclosed + row - 1:,} is never closed."
        problems.append(Problem(where, what, "Download the file again, or close it there."))
    elif ragged:
        what = f"Not every row has the {len(head.columns):,} cells that row {row:,} has: {rows(ragged)}."
        fix = "Download the file again if it is cut off; otherwise mend the rows."
        problems.append(Problem(where, what, fix))
    encoding, mixed = _encoding(path, where, row)
    return problems + mixed, encoding


def _ragged(path: Path, head: Head) -> tuple[list[int], int]:
    """Rows with another number of cells than the first, and the row where an unclosed quotation starts (or 0)."""
    separator, expected = ord(head.separator), len(head.columns) - 1
    bad: list[int] = []
    row, cells, length, inside = 0, 0, 0, 0
    for part in _parts(path):
        signs = np.frombuffer(part, dtype=np.uint8)
        quoted = (np.add.accumulate(signs == 34, dtype=np.uint8) + inside) & 1
        outside = quoted == 0
        ends = np.flatnonzero((signs == 10) & outside)
        between = np.flatnonzero((signs == separator) & outside)
        inside = int(quoted[-1])
        if not len(ends):
            cells, length = cells + len(between), length + len(part)
            continue
        upto = np.searchsorted(between, ends)
        counts = np.diff(upto, prepend=0)
        lengths = np.diff(ends, prepend=-1)
        counts[0] += cells
        lengths[0] += length
        blank = (counts == 0) & (lengths <= 2)  # nothing, or the first half of a Windows line's end
        bad += (row + 1 + np.flatnonzero((counts != expected) & ~blank)).tolist()
        row += len(ends)
        cells, length = len(between) - int(upto[-1]), len(part) - int(ends[-1]) - 1
    if length and cells != expected and not inside:
        bad.append(row + 1)
    return bad, row + 1 if inside else 0


def _without_notes(bad: list[int], path: Path, head: Head) -> list[int]:
    """The same rows without notes at the foot of the file: rows with one cell filled, below a row without any text."""
    if not bad or len(bad) > FOOT:
        return bad
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            last = deque(enumerate(csv.reader(file, delimiter=head.separator), 1), maxlen=2 * FOOT)
    except csv.Error:
        return bad
    begin = 0
    for number, cells in reversed(last):
        if sum(map(bool, cells)) > 1:
            break
        if not any(cells) and len(cells) in (0, len(head.columns)):
            begin = number
    return [number for number in bad if number < begin] if begin else bad


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(STEP):
            yield part


def _encoding(path: Path, where: str, row: int) -> tuple[str, list[Problem]]:
    """UTF-8 if it is; else the older encoding if no line speaks against it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for part in _parts(path):
            if not part.isascii() or decoder.getstate()[0]:
                decoder.decode(part)
        decoder.decode(b"", final=True)
        return "utf-8", []
    except UnicodeDecodeError:
        pass
    new, old, broken = 0, 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, row):
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                new = new or number
            elif _decodes(line, OLD):
                old = old or number
            else:
                broken = broken or number
    fix = "Save the file again as UTF-8."
    if broken:
        return OLD, [Problem(where, f"Line {broken:,} is neither UTF-8 nor Windows-1252 text.", fix)]
    if new and old:
        what = f"The encodings are mixed: line {new:,} is UTF-8, line {old:,} is not."
        return OLD, [Problem(where, what, fix)]
    return OLD, []


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def rewritten(path: Path, room: Path) -> Path:
    """The same text in UTF-8 with today's ends of lines, where it is UTF-16 or its lines end as on old Macs.

    Returns:
        The file itself, or a copy in the room.
    """
    with path.open("rb") as file:
        start = file.read(1 << 16)
    encoding = _wide(start)
    old_ends = not encoding and b"\r" in start and b"\n" not in start
    if not encoding and not old_ends:
        return path
    copy = room / "wide"
    with (
        path.open(encoding=encoding or "latin-1", newline=None) as old,
        copy.open("w", encoding="utf-8" if encoding else "latin-1", newline="\n") as new,
    ):
        while part := old.read(1 << 20):
            new.write(part)
    return copy


def _wide(start: bytes) -> str:
    """Which UTF-16 a text is written in; nothing if none."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        other = start[1 - place :: 2]
        if len(start) > 8 and start[place::2].count(0) > FEW * len(start[place::2]) and b"\0" not in other:
            return encoding
    return ""
