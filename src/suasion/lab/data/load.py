"""A table of the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.domain.arguments import Names, several
from suasion.frames import to_pandas
from suasion.lab.environment import holdings

if TYPE_CHECKING:
    import pandas as pd


def load_data(name: str, columns: Names | None = None) -> pd.DataFrame:
    """A table from your data folder as a pandas frame, under the producer's names, with missing codes as missing.

    Args:
        name: ``dataset.table`` as in `suasion data status`, or the dataset where it has one table only.
        columns: Which columns, or one name; all if not given.

    Raises:
        SuasionError: The table is unknown, not there or broken, or lacks a column.
    """
    return to_pandas(holdings().load(name, several(columns)))
