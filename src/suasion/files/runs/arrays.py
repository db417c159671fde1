"""Outcomes and paths of a run folder, read back as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suasion.errors import Problem, SuasionError
from suasion.files.runs.results import AGAIN

if TYPE_CHECKING:
    import polars as pl

#: What a column holds: [strategy, world], or [strategy, world, year].
Arrays = dict[str, NDArray[np.float32]]
KEYS = ("world", "strategy", "year")


def read(path: Path, strategies: Sequence[str], worlds: int | None, years: Sequence[int] = ()) -> Arrays:
    """A table of a run folder as arrays by column, [strategy, world] or [strategy, world, year].

    Args:
        path: ``outcomes.parquet`` or ``paths.parquet``.
        strategies: Ids that were played, in the order of the arrays.
        worlds: How many worlds it must have; any number if ``None``.
        years: The years, for a table that has them.

    Raises:
        SuasionError: It is missing or damaged, or does not belong to the run.
    """
    import polars as pl

    try:
        table = pl.read_parquet(path)
    except FileNotFoundError:
        raise SuasionError(
            Problem(str(path.parent), f"The run is not whole: it has no {path.name}.", AGAIN)
        ) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror or error}.")) from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise SuasionError(Problem(str(path), "This is no Parquet file, or it is damaged.", AGAIN)) from None
    keys = KEYS if years else KEYS[:2]
    each = len(strategies) * max(1, len(years))
    count, left = divmod(table.height, each)
    values = [name for name in table.columns if name not in KEYS]
    fits = (
        set(keys) == set(table.columns) & set(KEYS)
        and not left
        and worlds in (None, count)
        and all(table.schema[name] == pl.Float32 for name in values)
        and bool(values)
    )
    if not fits or not _in_order(table, strategies, count, years):
        what = "It does not belong to this run: strategies, worlds or years differ."
        raise SuasionError(Problem(str(path), what, AGAIN))
    shape = (count, len(strategies), len(years)) if years else (count, len(strategies))
    return {
        name: np.ascontiguousarray(np.moveaxis(table[name].to_numpy().reshape(shape), 0, 1))
        for name in values
    }


def _in_order(table: pl.DataFrame, strategies: Sequence[str], count: int, years: Sequence[int]) -> bool:
    """Whether the rows stand as they were written: by world, strategy and year."""
    import polars as pl

    per = max(1, len(years))
    number = len(strategies)
    code = table["strategy"].cast(pl.Enum(list(strategies)), strict=False).to_physical()
    right = not code.null_count() and np.array_equal(
        code.to_numpy(), np.tile(np.repeat(range(number), per), count)
    )
    right = right and np.array_equal(table["world"].to_numpy(), np.repeat(np.arange(count), number * per))
    if years:
        right = right and np.array_equal(table["year"].to_numpy(), np.tile(list(years), number * count))
    return bool(right)
