"""Capabilities for talks: the national material capabilities index (CINC) of the Correlates of War, by party.

    python scripts/capabilities.py                 prints the lines of library/talks/six-party.toml

The value is the mean over the years of the talks, 2003 to 2009; low and high are the least and the greatest. Needs the datasets (SUASION_TEST_DATA).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

import polars as pl

DATA = Path(
    os.environ.get("SUASION_TEST_DATA", Path(__file__).resolve().parents[1].parent / "shared" / "data")
)
PARTIES = {
    "north_korea": 731,
    "south_korea": 732,
    "united_states": 2,
    "japan": 740,
    "china": 710,
    "russia": 365,
}
FIRST, LAST = 2003, 2009


def capabilities(data: Path = DATA) -> dict[str, dict[str, float]]:
    """Value, low and high of each party, to six digits."""
    frame = pl.read_csv(data / "development" / "cow_nmc_1945_2022.csv.gz", infer_schema_length=None)
    years = frame.filter(pl.col("year").is_between(FIRST, LAST)).select("ccode", "year", "cinc")
    found = {}
    for name, code in PARTIES.items():
        own = years.filter(pl.col("ccode") == code)
        assert own.height == LAST - FIRST + 1, name
        found[name] = {
            key: round(float(cast("float", one)), 6)
            for key, one in (
                ("value", own["cinc"].mean()),
                ("low", own["cinc"].min()),
                ("high", own["cinc"].max()),
            )
        }
    return found


if __name__ == "__main__":
    for party, one in capabilities().items():
        print(f"{party:14} value = {one['value']}, low = {one['low']}, high = {one['high']}")
