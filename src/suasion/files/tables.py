"""Tables of numbers that a user brings: read by column, every problem named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError, nearest

if TYPE_CHECKING:
    import pandas as pd


def columns(path: Path, wanted: list[str]) -> pd.DataFrame:
    """Columns of a CSV file as numbers; gzip is seen by its name.

    Raises:
        SuasionError: There is no such file or column, it cannot be read, or a cell holds no number.
    """
    import pandas as pd

    if path.is_dir():
        raise SuasionError(Problem(str(path), "This is a folder.", "Name a CSV file."))
    try:
        table = pd.read_csv(path)
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", "Check the path.")) from None
    except (OSError, EOFError) as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error}.", "Check the file.")) from None
    except (ValueError, UnicodeError) as error:  # pandas' own errors are ValueErrors
        said = str(error).splitlines()[0]
        raise SuasionError(
            Problem(path.name, f"This is no table: {said}.", "Give CSV with a head.")
        ) from None
    named = [str(name) for name in table.columns]
    problems = [
        Problem(f"{path.name} · {name}", "The table has no such column.", nearest(name, named))
        for name in wanted
        if name not in named
    ]
    found = {}
    for name in wanted:
        if name in named:
            found[name] = pd.to_numeric(table[name], errors="coerce")
            bad = found[name].index[found[name].isna()]
            if len(bad):
                cell = table[name].iloc[bad[0]]
                said = "is empty" if pd.isna(cell) else f"holds {str(cell)[:40]!r}"
                problems.append(
                    Problem(
                        f"{path.name} · line {bad[0] + 2} · {name}",
                        f"The cell {said}" + (f", as do {len(bad) - 1} more." if len(bad) > 1 else "."),
                        "Fill in a number, or leave the row out.",
                    )
                )
    if not len(table):
        problems.append(
            Problem(path.name, "The table has no rows.", "Give one for each dyad and stretch of years.")
        )
    if problems:
        raise SuasionError(problems)
    return pd.DataFrame(found)
