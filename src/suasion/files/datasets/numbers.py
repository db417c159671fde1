"""Numbers as people write them: decimal commas and thousands, read where a file leaves no doubt which is which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

EXPONENT = r"(?:[eE][+-]?\d+)?$"
#: What can only be a decimal comma: ``0,5``, ``12,25``, ``1.234,5``.
DECIMAL = r"^[+-]?(?:0,\d+|\d+,\d{1,2}|\d+,\d{4,}|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)" + EXPONENT
#: What can only be thousands: ``1,217,000``, ``1,234.5``.
THOUSANDS = r"^[+-]?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|(?:,\d{3})+\.\d+)$"
ANY_COMMA = r"^[+-]?(?:\d+,\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+)" + EXPONENT
EITHER = r"^[+-]?[\d.,]+" + EXPONENT
#: Thousands set apart by spaces, narrow ones included: ``1 217 000``.
SPACED = r"^[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$"
MINUS = "\u2212"  # the sign of print, which no reader of numbers takes


def _swapped(pattern: str) -> str:
    """The same pattern with points for commas and commas for points."""
    return pattern.replace(r"\.", "\0").replace(",\\d", r"\.\d").replace("\0", ",")


def plain(frame: pl.DataFrame, columns: Sequence[str], others: Sequence[str]) -> tuple[pl.DataFrame, str]:
    """The numbers of a file with points for decimals and nothing between thousands.

    Args:
        frame: The rows, cells as they were read.
        columns: Columns of text that should hold numbers.
        others: Further columns of text, which hold numbers if each of their cells is one.

    Returns:
        The rows, and the first cell whose comma may stand for either; empty where no cell leaves a doubt.
    """
    import polars as pl

    frame = frame.with_columns(_without_spaces(pl.col(name)) for name in columns)

    def cells(pattern: str) -> pl.Series:
        like = [frame[name].filter(frame[name].str.contains(pattern)).alias("") for name in columns]
        return pl.concat(like) if like else pl.Series([], dtype=pl.String)

    commas = cells(ANY_COMMA)
    if commas.is_empty():
        return frame, ""
    comma = not (cells(DECIMAL).is_empty() and cells(_swapped(THOUSANDS)).is_empty())
    point = not (cells(_swapped(DECIMAL)).is_empty() and cells(THOUSANDS).is_empty())
    if comma == point:
        return frame, "" if comma else str(commas[0])
    numbers = [name for name in others if frame[name].drop_nulls().str.contains(EITHER).all()]
    written = []
    for name in (*columns, *numbers):
        cell = pl.col(name)
        without = cell.str.replace_all("." if comma else ",", "", literal=True)
        number = without.str.replace(",", ".", literal=True)
        written.append(pl.when(cell.str.contains(EITHER)).then(number).otherwise(cell).alias(name))
    return frame.with_columns(written), ""


def _without_spaces(cell: pl.Expr) -> pl.Expr:
    """A number of print with no spaces between its thousands and a minus that is read; other cells as they are."""
    import polars as pl

    minus = cell.str.replace(f"^{MINUS}", "-")
    return pl.when(minus.str.contains(SPACED)).then(minus.str.replace_all(r"\s", "")).otherwise(minus)
