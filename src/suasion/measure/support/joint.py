"""All variables together: distances on the logit scale, and the nearest state-years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from suasion.measure.support.rows import years_of
from suasion.measure.support.variables import FLOOR, LEVELS, Floats, Start, logit

NEAREST = 5


def joint(
    rows: pl.DataFrame, variables: tuple[str, ...], starts: Sequence[Start], sources: Mapping[str, str]
) -> dict[str, Any]:
    """Mahalanobis distances on the logit scale from the panel's mean, and the nearest state-years of each case.

    A case is measured by the state as it was in the year of its data, and left out where that is not known; the
    state-years nearest to the values that the case itself starts from stand beside it (``start_nearest``).
    """
    data = rows.drop_nulls(list(variables))
    x = logit(data.select(variables).to_numpy())
    mean, covariance = x.mean(axis=0), np.cov(x.T)
    inverse: Floats = np.linalg.inv(covariance).astype(np.float64)
    spread = _length(x - mean, inverse)
    result: dict[str, Any] = {
        "variables": list(variables),
        "scale": f"logit, values held to [{FLOOR}, {1 - FLOOR}]",
        "mean": mean.tolist(),
        "covariance": covariance.tolist(),
        "distance_levels": list(LEVELS),
        "distance_quantiles": np.quantile(spread, LEVELS).tolist(),
        "distance_largest": float(spread.max()),
        "n": len(x),
        "states": data["cow"].n_unique(),
        "years": years_of(data),
        "file": "; ".join(dict.fromkeys(sources[name] for name in variables)),
    }

    def apart(point: Floats, cow: int) -> pl.DataFrame:
        distances = data.select("cow", "name", "year", apart=pl.Series(_length(x - point, inverse)))
        return distances.filter(pl.col("cow") != cow).sort("apart", "cow", "year")

    for start in starts:
        own = data.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)
        if own.is_empty():
            continue
        point = logit(own.select(variables).to_numpy())
        others, own_length = apart(point, start.cow), float(_length(point - mean, inverse)[0])
        begins = logit(np.array([[start.point[name] for name in variables]], dtype=np.float64))
        result[start.label] = {
            "distance": own_length,
            "share_of_panel_nearer_the_mean": float((spread < own_length).mean()),
            "nearest": _names(others),
            "share_of_other_states_within_1": float((others["apart"] < 1).mean()),  # type: ignore[arg-type]
            "share_of_other_states_within_2": float((others["apart"] < 2).mean()),  # type: ignore[arg-type]
            "start_nearest": _names(apart(begins, start.cow)),
        }
    return result


def _names(apart: pl.DataFrame) -> list[str]:
    """The nearest state-years, one of each state: ``NAME YEAR: DISTANCE``."""
    near = apart.unique("cow", keep="first", maintain_order=True).head(NEAREST)
    return [f"{name} {year}: {d:.2f}" for _, name, year, d in near.iter_rows()]


def _length(d: Floats, inverse: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", d, inverse, d)), dtype=np.float64)
