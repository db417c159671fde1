"""A table handed out as pandas holds what the Polars one holds."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from suasion.frames import to_pandas

whole = st.none() | st.integers(-(2**62), 2**62)
floating = st.none() | st.floats(allow_infinity=False)
words = st.none() | st.text(max_size=5)
truths = st.none() | st.booleans()


@given(st.lists(st.tuples(whole, floating, words, truths), max_size=8))
def test_every_cell_is_the_same_and_missing_stays_missing(rows):
    schema = {"i": pl.Int64, "f": pl.Float64, "s": pl.String, "b": pl.Boolean}
    table = to_pandas(pl.DataFrame(rows, schema=schema, orient="row"))
    assert list(table.columns) == list(schema)
    assert len(table) == len(rows)
    for at, row in enumerate(rows):
        for name, expected in zip(schema, row, strict=True):
            cell = table[name].iloc[at]
            if expected is None or (isinstance(expected, float) and math.isnan(expected)):
                assert pd.isna(cell)
            else:
                assert cell == expected


def test_numbers_stay_numbers():
    frame = pl.DataFrame(
        {
            "a": [1, 2],
            "b": [1, None],
            "c": [0.5, None],
            "d": [True, False],
            "e": [[1], []],
            "f": [date(2000, 1, 1)] * 2,
        }
    )
    table = to_pandas(frame)
    assert [str(table[name].dtype) for name in "abcd"] == ["int64", "Int64", "float64", "bool"]
    assert np.isnan(table["c"].iloc[1])
    assert table["e"].tolist() == [[1], []]
    assert table["f"].iloc[0] == date(2000, 1, 1)
    assert to_pandas(pl.DataFrame()).empty
