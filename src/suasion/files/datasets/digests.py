"""A digest of a table's cells, by which a changed one is found whatever the form of its file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def of_cells(frame: pl.DataFrame) -> str:
    """SHA-256 of the names, kinds and cells of a table.

    It rests on the values alone, not on how a version of Polars or Parquet writes them.
    """
    import polars as pl

    digest = hashlib.sha256(f"{frame.height}".encode())
    for column in frame:
        digest.update(f"\0{column.name}\0{column.dtype}\0".encode())
        digest.update(column.is_null().cast(pl.UInt8).to_numpy().tobytes())
        if column.dtype == pl.String:
            text = column.fill_null("")
            digest.update(text.str.len_bytes().cast(pl.Int64).to_numpy().tobytes())
            digest.update("".join(text.to_list()).encode("utf-8", "surrogatepass"))
        else:
            digest.update(column.fill_null(0).to_numpy().tobytes())
    return digest.hexdigest()
