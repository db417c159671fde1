"""An unweighted additive index: what the field used before models of measurement, and a check on them.

It is no model: every item weighs the same, all standards stand still, and states and years are not linked. Which items
are present differs by state and year, so the index moves when an easy or a hard item enters or leaves.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64

from suasion.measure.scoring.coding import unit_scale
from suasion.measure.scoring.readings import Readings


def index(readings: Readings) -> tuple[Float64[np.ndarray, " row"], Float64[np.ndarray, " row"]]:
    """The index of each state-year and the standard deviation of its error.

    Each item is put on 0 (worst) to 1 (best); a count is 1 where nothing is counted, else 0. The index is the mean over
    the items present, with its mean and standard deviation over all state-years brought to 0 and 1.

    The error is that of a mean of n items drawn from many: the spread of items around the mean of their state-year,
    pooled over all state-years, divided by the root of n. It counts only how many items there are. It is not a
    posterior: it knows no item's difficulty, no standard and no neighbouring year.

    Args:
        readings: The readings.

    Returns:
        Mean and standard deviation [row], on the standardised scale.

    Raises:
        ValueError: No state-year has two items, or all have the same mean.
    """
    unit = np.stack([unit_scale(item, readings.values[item.id]) for item in readings.scale.items], axis=1)
    present = (~np.isnan(unit)).sum(axis=1)
    mean = np.nansum(unit, axis=1) / present
    around = np.nansum((unit - mean[:, None]) ** 2)
    free = (present - 1).sum()
    spread = mean.std()
    if not free:
        raise ValueError("no state-year has two items, so that nothing tells how far one may be off")
    if not spread:
        raise ValueError("all state-years have the same mean, so that there is nothing to tell apart")
    within = np.sqrt(around / free)
    return (mean - mean.mean()) / spread, within / np.sqrt(present) / spread
