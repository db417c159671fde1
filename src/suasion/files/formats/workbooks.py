"""What a workbook holds before it is laid out in memory: its sheets are read whole, from the first cell to the last."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from suasion.errors import Problem

#: Cells, empty ones included, of which a sheet may have this many whatever it holds; beyond, one in ``SPARSE`` must hold
#: something.
MOST_CELLS = 20_000_000
SPARSE = 50
#: Bytes that a sheet may unpack to whatever its packed size; beyond, at most ``RATIO`` times that size.
FREE_BYTES = 200_000_000
RATIO = 200
STEP = 1 << 20
CELL = re.compile(rb'<(?:\w+:)?c [^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
LONGEST = 300  # bytes of a cell's opening tag that may be cut by a step


def problems(path: Path, where: str) -> Iterator[Problem]:
    """Sheets of an Office workbook that declare far more than they hold; none for other forms.

    Args:
        path: The file.
        where: How it is called in front of the user.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as book:
            for entry in book.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    yield from _of_sheet(book, entry, where)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return  # what reads the workbook names what is broken


def _of_sheet(book: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> Iterator[Problem]:
    cells = last_row = last_column = size = 0
    rest = b""
    most = max(FREE_BYTES, RATIO * entry.compress_size)
    with book.open(entry) as content:
        while step := content.read(STEP):
            size += len(step)
            if size > most:
                what = f"A sheet of it unpacks to more than {most / 1e6:,.0f} MB, {RATIO} times its packed size or more."
                yield Problem(where, what, "Save the table that you need as CSV, and add that.")
                return
            text = rest + step
            end = 0
            for one in CELL.finditer(text):
                letters, digits = one.groups()
                column, row, end = _number(letters), int(digits), one.end()
                cells += 1
                last_row, last_column = max(last_row, row), max(last_column, column)
            rest = text[max(end, len(text) - LONGEST) :]
    area = last_row * last_column
    if area > MOST_CELLS and area > SPARSE * cells:
        what = f"A sheet of it reaches to cell {_letters(last_column)}{last_row}, {area:,} cells, of which {cells:,} hold something."
        yield Problem(where, what, "Delete what stands far from the table, or save the table as CSV.")


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
