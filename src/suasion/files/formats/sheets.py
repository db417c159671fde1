"""Tables inside a file, whatever its form: their columns at once, their rows when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError
from suasion.files.formats import separated
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
        columns: Names of its columns.
        read: Takes some of the columns, gives them as numbers or text; finds what is wrong with the file.
        first: Number of the row that the first record stands in.
    """

    where: str
    columns: tuple[str, ...]
    read: Callable[[Sequence[str]], pl.DataFrame]
    first: int = 2


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
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SuasionError(Problem(source.where, "This is UTF-16 text.", "Save it again as UTF-8."))
    if start.startswith(b"PAR1"):
        yield from _parquet(source)
    elif start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        yield from _workbook(source)
    elif start.startswith(b"<stata_dta>") or (
        source.name.lower().endswith(".dta") and 100 < start[:1][0] < 120
    ):
        yield from _stata(source)
    elif start.startswith(STARTS) and (start[:2] != b"A\n" or source.name.lower().endswith(".rds")):
        yield from _r(source)
    else:
        head = separated.head(source.path)
        if head is not None:
            yield Sheet(source.where, tuple(filter(None, head.columns)), _reader(source, head, room))


def _reader(source: InputFile, head: separated.Head, room: Path) -> Callable[[Sequence[str]], pl.DataFrame]:
    def read(columns: Sequence[str]) -> pl.DataFrame:
        import polars as pl

        problems, encoding = separated.look_through(source.path, source.where, head)
        if problems:
            raise SuasionError(problems)
        path = source.path
        if encoding != "utf-8":
            path = room / "rewritten"
            with (
                source.path.open(encoding=encoding, newline="") as old,
                path.open("w", encoding="utf-8", newline="") as new,
            ):
                while part := old.read(1 << 20):
                    new.write(part)
        raw = pl.scan_csv(path, separator=head.separator, infer_schema=False)
        places = dict(
            zip(head.columns, raw.collect_schema().names(), strict=True)
        )  # names there may be padded
        frame = raw.select(pl.col(places[name]).alias(name) for name in columns).collect()
        if path is not source.path:
            path.unlink()
        filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
        return frame.head(filled[-1] + 1 if len(filled) else 0)  # without the blank lines at the end

    return read


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
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SuasionError(_broken(source, error)) from None
    if rows > MOST_ROWS:
        what = f"The file says that it has {rows:,} rows; the most that is read is {MOST_ROWS:,}."
        raise SuasionError(Problem(source.where, what, "Take the producer's own file."))
    nested = [name for name, dtype in schema.items() if dtype.is_nested()]

    def read(columns: Sequence[str]) -> pl.DataFrame:
        try:
            return _typed(pl.read_parquet(source.path, columns=list(columns)))
        except (pl.exceptions.PolarsError, OSError) as error:
            raise SuasionError(_broken(source, error)) from None

    yield Sheet(source.where, tuple(name for name in schema if name not in nested), read, 1)


def _stata(source: InputFile) -> Iterator[Sheet]:
    try:
        import pyreadstat
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, "Stata files")) from None
    import polars as pl

    def part(columns: list[str] | None, rows: int) -> pl.DataFrame:
        path = str(source.path)
        try:
            frame, _ = pyreadstat.read_dta(path, usecols=columns, row_limit=rows, output_format="polars")
        except (pyreadstat.ReadstatError, pl.exceptions.PolarsError, OSError, ValueError) as error:
            raise SuasionError(_broken(source, error)) from None
        return frame

    def read(columns: Sequence[str]) -> pl.DataFrame:
        return _typed(part(list(columns), 0).select(columns))

    yield Sheet(source.where, tuple(part(None, 1).columns), read, 1)


def _workbook(source: InputFile) -> Iterator[Sheet]:
    try:
        import fastexcel
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, "Excel workbooks")) from None

    try:
        book = fastexcel.read_excel(source.path)
        for name in book.sheet_names:
            frame = book.load_sheet(
                name, dtypes="string"
            ).to_polars()  # formulas are read as their stored values
            if frame.width:
                where = f"{source.where} › {name}" if len(book.sheet_names) > 1 else source.where
                yield Sheet(where, tuple(frame.columns), frame.select)
    except fastexcel.FastExcelError as error:
        raise SuasionError(_broken(source, error)) from None


def _r(source: InputFile) -> Iterator[Sheet]:
    try:
        import rdata  # noqa: F401
    except ModuleNotFoundError:
        raise SuasionError(_lacking(source, "R files")) from None

    for name, frame in frames(source.path.read_bytes(), source.where):
        where = f"{source.where} › {name}" if name else source.where
        yield Sheet(where, tuple(frame.columns), frame.select, 1)


def _broken(source: InputFile, error: Exception) -> Problem:
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    return Problem(source.where, f"The file is broken or cut off: {reason[:200]}.", "Download it again.")


def _lacking(source: InputFile, what: str) -> Problem:
    return Problem(
        source.where, f"{what} are read with packages that are not installed.", f"Install them: {EXTRA}"
    )
