"""What the indicators of a scale say, state by state and year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int32
from numpy.typing import NDArray

from suasion.domain.scale import Scale

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Readings:
    """Indicators of one scale, a row for each state-year.

    Attributes:
        scale: The scale and its items.
        cow: States, whole numbers [row]; rows are sorted by state, then year, and none stands twice.
        year: Years, whole numbers [row].
        values: Item to readings [row, column of the item]. Ordered categories count from 0 (worst) to K-1 (best);
            counts are whole numbers from 0; NaN is missing. Every row has at least one reading.
    """

    scale: Scale
    cow: Int32[np.ndarray, " row"]
    year: Int32[np.ndarray, " row"]
    values: Mapping[str, Float64[np.ndarray, "row _"]]

    def __len__(self) -> int:
        return len(self.cow)
