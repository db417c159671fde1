"""How far two sets of scores of the same state-years lie apart."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64

from suasion.domain.findings.measurement import Agreement
from suasion.measure.scoring.readings import Floats


def agreement(
    mean: Float64[np.ndarray, " row"],
    sd: Float64[np.ndarray, " row"],
    their_mean: Float64[np.ndarray, " row"],
    their_sd: Float64[np.ndarray, " row"],
) -> Agreement | None:
    """Means and standard deviations [row] against others; rows where any is missing are left out.

    Returns:
        Nothing where fewer than three rows are left, or either set of means never moves.
    """
    from scipy.stats import pearsonr

    both = ~np.isnan(np.stack([mean, sd, their_mean, their_sd])).any(axis=0)
    mean, sd, their_mean, their_sd = mean[both], sd[both], their_mean[both], their_sd[both]
    if both.sum() < 3 or mean.std() == 0 or their_mean.std() == 0:
        return None
    stretch = their_mean.std() / mean.std()
    level = their_mean.mean() - stretch * mean.mean()
    ratio = sd.mean() / their_sd.mean()
    return Agreement(
        rows=int(both.sum()),
        correlation=float(pearsonr(mean, their_mean).statistic),
        rmse=_rmse(mean, their_mean),
        rmse_rescaled=_rmse(level + stretch * mean, their_mean),
        level=float(level),
        stretch=float(stretch),
        sd_ratio=float(ratio),
        sd_ratio_rescaled=float(stretch * ratio),
    )


def _rmse(these: Floats, others: Floats) -> float:
    return float(np.sqrt(np.mean((these - others) ** 2)))
