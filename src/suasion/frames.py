"""Tables at the edge: Polars inside, pandas for whoever calls Suasion from Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """The same table for pandas.

    Whole numbers of which some are missing become ``Int64`` and truth values ``boolean``; a missing number is NaN.
    """
    import pandas as pd

    return pd.DataFrame({name: _column(frame[name]) for name in frame.columns})


def _column(series: pl.Series) -> pd.Series:
    import pandas as pd

    if series.null_count() and series.dtype.is_integer():
        return pd.Series(series.to_list(), dtype="Int64")
    if series.null_count() and str(series.dtype) == "Boolean":
        return pd.Series(series.to_list(), dtype="boolean")
    if series.dtype.is_numeric():
        return pd.Series(series.to_numpy())
    return pd.Series(series.to_list())
