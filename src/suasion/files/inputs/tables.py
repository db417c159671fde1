"""Tables of numbers that a user brings: read by column, every problem named."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError, nearest
from suasion.files import regular

if TYPE_CHECKING:
    import pandas as pd


def read(path: Path, wanted: list[str]) -> pd.DataFrame:
    """Columns of a CSV file as numbers; gzip is seen by its name.

    Raises:
        SuasionError: There is no such file or column, it cannot be read, or a cell holds no number.
    """
    import pandas as pd

    if path.is_dir():
        raise SuasionError(Problem(str(path), "This is a folder.", "Name a CSV file."))
    try:
        regular.check(path)
        table = pd.read_csv(path)
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", "Check the path.")) from None
    except (OSError, EOFError, zlib.error, MemoryError) as error:
        why = getattr(error, "strerror", None) or str(error) or "there is not enough memory"
        raise SuasionError(Problem(str(path), f"It cannot be read: {why}.", "Check the file.")) from None
    except (ValueError, UnicodeError) as error:  # pandas' own errors are ValueErrors
        said = str(error).splitlines()[0]
        raise SuasionError(
            Problem(path.name, f"This is no table: {said}.", "Give CSV with a head.")
        ) from None
    return held(table, wanted, path.name, first=2)


def held(table: pd.DataFrame, wanted: list[str], name: str = "data", *, first: int = 1) -> pd.DataFrame:
    """Columns of a data frame as numbers.

    Args:
        table: The data frame.
        wanted: The columns.
        name: What to call it in problems.
        first: Number of its first row there: 2 in a file with a head.

    Raises:
        SuasionError: There is no such column or no row, or a cell holds no number.
    """
    import pandas as pd

    table = table.reset_index(drop=True)
    known = [str(column) for column in table.columns]
    problems = [
        Problem(f"{name} · {column}", "The table has no such column.", nearest(column, known))
        for column in wanted
        if column not in known
    ]
    numbers = {}
    for column in wanted:
        if column in known:
            numbers[column] = pd.to_numeric(table[column], errors="coerce")
            bad = numbers[column].index[numbers[column].isna()]
            if len(bad):
                cell = table[column].iloc[bad[0]]
                said = "is empty" if pd.isna(cell) else f"holds {str(cell)[:40]!r}"
                problems.append(
                    Problem(
                        f"{name} · {'line' if first > 1 else 'row'} {bad[0] + first} · {column}",
                        f"The cell {said}" + _more(len(bad) - 1),
                        "Fill in a number, or leave the row out.",
                    )
                )
    if not len(table):
        problems.append(
            Problem(name, "The table has no rows.", "Give one for each dyad and stretch of years.")
        )
    if problems:
        raise SuasionError(problems)
    return pd.DataFrame(numbers)


def _more(count: int) -> str:
    """How many more cells of the column are no numbers."""
    return (
        f"; {count} more {'cell of the column is' if count == 1 else 'cells of the column are'} no number."
        if count
        else "."
    )
