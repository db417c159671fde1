"""Variable by variable: what was observed, and where each case's own state lay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from suasion.measure.support.rows import years_of
from suasion.measure.support.variables import LEVELS, VARIABLES, Start


def margins(rows: pl.DataFrame, starts: Sequence[Start], sources: Mapping[str, str]) -> dict[str, Any]:
    """Quantiles over state-years, the ends of what was ever observed elsewhere, and where each state itself lay."""
    result: dict[str, Any] = {}
    for name in VARIABLES:
        known = rows.drop_nulls(name)
        values = known[name].to_numpy()
        row: dict[str, Any] = {
            f"q{round(100 * level):02d}": float(knot)
            for level, knot in zip(LEVELS, np.quantile(values, LEVELS), strict=True)
        }
        row |= {"least": float(values.min()), "greatest": float(values.max())}
        for start in starts:
            own = known.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)[name]
            others = known.filter(pl.col("cow") != start.cow)[name].to_numpy()
            row[f"{start.label}_least_elsewhere"] = float(others.min())
            row[f"{start.label}_greatest_elsewhere"] = float(others.max())
            if len(own):
                row[start.label] = float(own[0])
                row[f"{start.label}_share_at_or_below"] = float((values <= own[0]).mean())
                row[f"{start.label}_share_below"] = float((values < own[0]).mean())
                row[f"{start.label}_elsewhere_at_or_below"] = int((others <= own[0]).sum())
        row |= {
            "n": len(values),
            "years": years_of(known),
            "file": sources[name],
        }
        result[name] = row
    under = rows.drop_nulls("gsdb_trade")
    shares = (under["gsdb_trade"] > 0).cast(pl.Float64)
    result["trade_sanctions"] = {
        "share_of_state_years": float(shares.mean()),  # type: ignore[arg-type]
        **{
            start.label: float((one[0] > 0) if len(one) else float("nan"))
            for start in starts
            for one in [under.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)["gsdb_trade"]]
        },
        "n": under.height,
        "years": years_of(under),
        "file": sources["gsdb_trade"],
    }
    return result
