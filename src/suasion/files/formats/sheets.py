"""Tables inside a file, whatever its form: their first rows at once, the rows below a header when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError
from suasion.files.formats import separated, workbooks
from suasion.files.formats.archives import InputFile
from suasion.files.formats.rfile import MOST_ROWS, STARTS, frames

if TYPE_CHECKING:
    import polars as pl

EXTRA = "pip install 'suasion[data]'"


@dataclass(frozen=True)
class Sheet:
    """One table in a file.

    Attributes:
        where: How it is called in front of the user.
        top: Cells of its first rows, one of which is the header.
        below: Takes the number of rows down to the header and the places of columns; gives the cells below it as
            numbers or text, each column named by its place (``"0"``, ``"1"``). Finds what is wrong with the file.
        name: Name of the sheet in a workbook; empty elsewhere.
        first: Number that the first of the rows has in the file; 0 where names of columns stand in no row.
    """

    where: str
    top: tuple[tuple[str, ...], ...]
    below: Callable[[int, Sequence[int]], pl.DataFrame]
    name: str = ""
    first: int = 1


def sheets(source: InputFile, room: Path) -> Iterator[Sheet]:
    """Every table of a file; none where the file is no table.

    Args:
        source: The file.
        room: A folder of one's own to rewrite into.

    Raises:
        SuasionError: The file is of a known form but broken, or what reads it is not installed.
    """
    with source.path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"PAR1"):
        yield from _parquet(source)
    elif start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        yield from _workbook(source)
    elif start.startswith(b"<stata_dta>") or (
        source.name.lower().endswith(".dta") and 100 < start[:1][0] < 120
    ):
        yield from _statistics(source, "Stata")
    elif start.startswith((b"$FL2", b"$FL3")):
        yield from _statistics(source, "SPSS")
    elif start.startswith(STARTS) and (start[:2] != b"A\n" or source.name.lower().endswith(".rds")):
        yield from _r(source)
    else:
        yield from _text(source, room)


def _text(source: InputFile, room: Path) -> Iterator[Sheet]:
    try:
        path = separated.rewritten(source.path, room)
    except UnicodeError:
        what = "It begins as UTF-16 text and does not go on as such."
        raise SuasionError(Problem(source.where, what, "Save it again as UTF-8.")) from None
    head = separated.head(path)
    if head is not None:
        yield Sheet(source.where, head.top, _reader(path, source.where, head, room))


def _reader(
    path: Path, where: str, head: separated.Head, room: Path
) -> Callable[[int, Sequence[int]], pl.DataFrame]:
    def below(row: int, places: Sequence[int]) -> pl.DataFrame:
        import polars as pl

        columns = head.top[row - 1]
        own = separated.Head(columns, head.separator)
        part = path if row == 1 else _copied(path, room / "part", start=head.starts[row - 1])
        problems, encoding = separated.look_through(part, where, own, row)
        if problems:
            raise SuasionError(problems)
        text = part if encoding == "utf-8" else _copied(part, room / "rewritten", encoding=encoding)
        raw = pl.scan_csv(
            text, separator=head.separator, infer_schema=False, truncate_ragged_lines=True
        )  # only notes at the foot are ragged by now
        names = raw.collect_schema().names()
        frame = raw.select(pl.col(names[place]).alias(str(place)) for place in places).collect()
        for one in {text, part} - {path}:
            one.unlink()
        return frame

    return below


def _copied(path: Path, to: Path, *, start: int = 0, encoding: str = "") -> Path:
    """A copy from some byte on, or of the whole in UTF-8."""
    if encoding:
        with (
            path.open(encoding=encoding, newline="") as old,
            to.open("w", encoding="utf-8", newline="") as new,
        ):
            while text := old.read(1 << 20):
                new.write(text)
        return to
    with path.open("rb") as source, to.open("wb") as copy:
        source.seek(start)
        while part := source.read(1 << 20):
            copy.write(part)
    return to


def _by_place(frame: pl.DataFrame, places: Sequence[int]) -> pl.DataFrame:
    """Some columns, named by their places."""
    import polars as pl

    return frame.select(pl.col(frame.columns[place]).alias(str(place)) for place in places)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers as they are, everything else as text."""
    import polars as pl

    return frame.with_columns(
        pl.col(name).cast(pl.String) for name, dtype in frame.schema.items() if not dtype.is_numeric()
    )


def _parquet(source: InputFile) -> Iterator[Sheet]:
    import polars as pl

    try:
        lazy = pl.scan_parquet(source.path)
        schema = lazy.collect_schema()
        rows = lazy.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise SuasionError(_broken(source, error)) from None
    if rows > MOST_ROWS:
        what = f"The file says that it has {rows:,} rows; the most that is read is {MOST_ROWS:,}."
        raise SuasionError(
            Problem(source.where, what, "Take the rows that you need into a file of their own.")
        )
    columns = [name for name, dtype in schema.items() if not dtype.is_nested()]

    def below(_row: int, places: Sequence[int]) -> pl.DataFrame:
        names = [columns[place] for place in places]
        try:
            frame = _typed(pl.read_parquet(source.path, columns=names).select(names))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise SuasionError(_broken(source, error)) from None
        return frame.rename({name: str(place) for name, place in zip(names, places, strict=True)})

    yield Sheet(source.where, (tuple(columns),), below, first=0)


def _statistics(source: InputFile, form: str) -> Iterator[Sheet]:
    """A file of Stata or SPSS."""
    try:
        import pyreadstat
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, f"{form} files")) from None
    import polars as pl

    read = pyreadstat.read_dta if form == "Stata" else pyreadstat.read_sav

    def part(columns: list[str] | None, rows: int) -> pl.DataFrame:
        path = str(source.path)
        try:
            frame, _ = read(path, usecols=columns, row_limit=rows, output_format="polars")
        except (
            pyreadstat.ReadstatError,
            pl.exceptions.PolarsError,
            pl.exceptions.PanicException,
            OSError,
            ValueError,
        ) as error:
            raise SuasionError(_broken(source, error)) from None
        assert isinstance(frame, pl.DataFrame)
        return frame

    columns = part(None, 1).columns

    def below(_row: int, places: Sequence[int]) -> pl.DataFrame:
        names = [columns[place] for place in places]
        frame = _typed(part(names, 0).select(names))
        return frame.rename({name: str(place) for name, place in zip(names, places, strict=True)})

    yield Sheet(source.where, (tuple(columns),), below, first=0)


def _workbook(source: InputFile) -> Iterator[Sheet]:
    try:
        import fastexcel
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, "Excel workbooks")) from None
    if too_large := list(workbooks.problems(source.path, source.where)):
        raise SuasionError(too_large)

    try:
        book = fastexcel.read_excel(source.path)
        for name in book.sheet_names:  # formulas are read as their stored values
            frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
            if frame.width:
                where = f"{source.where} › {name.strip()}" if len(book.sheet_names) > 1 else source.where
                yield Sheet(where, _top(frame), _below(frame), name)
    except fastexcel.FastExcelError as error:
        raise SuasionError(_broken(source, error)) from None


def _top(frame: pl.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple((cell or "").strip() for cell in row) for row in frame.head(separated.TOP).iter_rows())


def _below(frame: pl.DataFrame) -> Callable[[int, Sequence[int]], pl.DataFrame]:
    return lambda row, places: _by_place(frame.slice(row), places)


def _r(source: InputFile) -> Iterator[Sheet]:
    try:
        import rdata  # noqa: F401
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, "R files")) from None

    for name, frame in frames(source.path.read_bytes(), source.where):
        where = f"{source.where} › {name}" if name else source.where
        yield Sheet(where, (tuple(frame.columns),), _whole(frame), first=0)


def _whole(frame: pl.DataFrame) -> Callable[[int, Sequence[int]], pl.DataFrame]:
    return lambda _row, places: _by_place(frame, places)


def _broken(source: InputFile, error: Exception) -> Problem:
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    return Problem(source.where, f"The file is broken or cut off: {reason[:200]}.", "Download it again.")


def _lacking(source: InputFile, what: str) -> Problem:
    return Problem(
        source.where, f"{what} are read with packages that are not installed.", f"Install them: {EXTRA}"
    )
