"""Rows at the foot of a table that are none: blank ones, and notes by whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl


def without_notes(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows without those at the foot that are blank, or follow a blank row and have a single cell filled.

    Args:
        frame: Cells as they were read; text or numbers.
    """
    import polars as pl

    if not frame.width or not frame.height:
        return frame
    text = [
        pl.col(name).str.strip_chars() != "" if dtype == pl.String else pl.col(name).is_not_null()
        for name, dtype in frame.schema.items()
    ]
    filled = (
        frame.select(pl.sum_horizontal(cell.fill_null(value=False).cast(pl.Int32) for cell in text))
        .to_series()
        .to_numpy()
    )
    there = np.flatnonzero(filled)
    last = int(there[-1]) + 1 if len(there) else 0
    if frame.width > 2:
        full = np.flatnonzero(filled > 1)
        end = int(full[-1]) + 1 if len(full) else 0
        if end < last and not filled[end]:
            last = end
    return frame.head(last)
