"""How far two sets of scores of the same state-years lie apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suasion.measure.scoring.readings import Floats


@dataclass(frozen=True)
class Agreement:
    """Scores against others of the same state-years.

    Attributes:
        rows: How many state-years both have.
        correlation: Of the means.
        rmse: Root mean square of the differences as they stand.
        rmse_rescaled: The same once level and scale are removed: these means are moved and stretched until their mean
            and standard deviation over all state-years are the others'.
        level: What is added to these means after stretching.
        stretch: By what these means are multiplied.
        sd_ratio: Mean of these standard deviations over the mean of the others', as they stand.
        sd_ratio_rescaled: The same once these are stretched.
    """

    rows: int
    correlation: float
    rmse: float
    rmse_rescaled: float
    level: float
    stretch: float
    sd_ratio: float
    sd_ratio_rescaled: float


def agreement(mean: Floats, sd: Floats, their_mean: Floats, their_sd: Floats) -> Agreement | None:
    """Means and standard deviations [row] against others; rows where any is missing are left out.

    Returns:
        Nothing where fewer than three rows are left, or either set of means never moves.
    """
    both = ~np.isnan(np.stack([mean, sd, their_mean, their_sd])).any(axis=0)
    mean, sd, their_mean, their_sd = mean[both], sd[both], their_mean[both], their_sd[both]
    if both.sum() < 3 or mean.std() == 0 or their_mean.std() == 0:
        return None
    stretch = their_mean.std() / mean.std()
    level = their_mean.mean() - stretch * mean.mean()
    ratio = sd.mean() / their_sd.mean()
    return Agreement(
        rows=int(both.sum()),
        correlation=float(np.corrcoef(mean, their_mean)[0, 1]),
        rmse=_root(mean - their_mean),
        rmse_rescaled=_root(level + stretch * mean - their_mean),
        level=float(level),
        stretch=float(stretch),
        sd_ratio=float(ratio),
        sd_ratio_rescaled=float(stretch * ratio),
    )


def _root(differences: Floats) -> float:
    return float(np.sqrt(np.mean(differences**2)))
