"""Separated text, looked through before it is read: its encoding, its separator, its rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from suasion.errors import Problem

HEAD = 4 << 20  # bytes within which the first row must end
STEP = 32 << 20
MOST = 5  # rows that are named
SEPARATORS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
READ = (",", "\t")
OLD = "cp1252"  # what is not UTF-8 is read so, as most older files of the field are


@dataclass(frozen=True)
class Head:
    """The first row of a separated text.

    Attributes:
        columns: Names of the columns.
        separator: What stands between them.
    """

    columns: tuple[str, ...]
    separator: str


def head(path: Path) -> Head | None:
    """The first row; nothing where the file is no separated text."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    if b"\0" in start:
        return None
    text = start.decode("utf-8-sig", "replace")
    line = _first_row(text)
    counts = {separator: line.count(separator) for separator in SEPARATORS}
    separator = max(counts, key=lambda one: counts[one])
    if not counts[separator]:
        return None
    try:
        row = next(csv.reader(io.StringIO(line), delimiter=separator), [])
    except csv.Error:
        return None
    return Head(tuple(name.strip() for name in row), separator)


def _first_row(text: str) -> str:
    """Up to the first end of a line that does not stand in quotation marks."""
    quoted = False
    for i, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted:
            return text[:i]
    return text


def rows(numbers: list[int] | np.ndarray) -> str:
    """Numbers of rows in words: ``row 4``, ``rows 4, 5 and 9``, ``rows 4, 5, 6, 7, 8 and 20 more``."""
    named = [f"{int(number):,}" for number in numbers[:MOST]]
    if len(numbers) == 1:
        return f"row {named[0]}"
    if len(numbers) > MOST:
        return f"rows {', '.join(named)} and {len(numbers) - MOST:,} more"
    return f"rows {', '.join(named[:-1])} and {named[-1]}"


def look_through(path: Path, where: str, head: Head) -> tuple[list[Problem], str]:
    """What is wrong with a separated text, and its encoding.

    Args:
        path: The file.
        where: How it is called in front of the user.
        head: Its first row.
    """
    problems = []
    if head.separator not in READ:
        what = f"Row 1 is separated by {SEPARATORS[head.separator]}; commas or tabs are read."
        fix = "Take the producer's own file, or save it again with commas, and with points in numbers."
        return [Problem(where, what, fix)], "utf-8"
    names = [name for name in head.columns if name]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        what = f"Row 1 names more than one column {', '.join(map(repr, twice[:MOST]))}."
        problems.append(Problem(where, what, "Rename or take out one of them."))
    ragged, unclosed = _ragged(path, head)
    if unclosed:
        what = f"A quotation mark that is opened in or after row {unclosed:,} is never closed."
        problems.append(Problem(where, what, "Download the file again, or close it there."))
    elif len(ragged):
        what = f"Not every row has the {len(head.columns):,} cells that row 1 has: {rows(ragged)}."
        fix = "Download the file again if it is cut off; otherwise mend the rows."
        problems.append(Problem(where, what, fix))
    encoding, mixed = _encoding(path, where)
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


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(STEP):
            yield part


def _encoding(path: Path, where: str) -> tuple[str, list[Problem]]:
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
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                new = new or number
            elif _decodes(line, OLD):
                old = old or number
            else:
                broken = broken or number
    fix = "Save the file again as UTF-8, or take the producer's own."
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
