"""Rows of a table that are none: blank ones, and notes at the foot by whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl

WIDE = 4  # columns from which a row at the foot with a single cell filled is a note


def true_rows(frame: pl.DataFrame) -> np.ndarray:
    """Indices of the rows that are no blank ones and no notes at the foot.

    Args:
        frame: Cells as they were read; text or numbers.
    """
    import polars as pl

    if not frame.width:
        return np.arange(0)
    text = [
        pl.col(name).str.strip_chars() != "" if dtype == pl.String else pl.col(name).is_not_null()
        for name, dtype in frame.schema.items()
    ]
    filled = (
        frame.select(pl.sum_horizontal(cell.fill_null(value=False).cast(pl.Int32) for cell in text))
        .to_series()
        .to_numpy()
        .copy()
    )
    if frame.width >= WIDE:
        full = np.flatnonzero(filled > 1)
        filled[int(full[-1]) + 1 if len(full) else 0 :] = 0
    return np.flatnonzero(filled)
