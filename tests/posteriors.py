"""A small posterior, made by hand."""

import numpy as np

from suasion.domain.posterior import Posterior
from suasion.estimate.hazards import BREAKDOWN_TERMS, DESTINATION_TERMS
from suasion.mechanisms.kernel.features import FEATURES


def posterior(*, openings, closings, breakdown, draws=3):
    """One in which slopes are 0 and every state is as the others.

    Args:
        openings: Quiet hazard, hazard in a wave, chances to enter and to leave one.
        closings: Hazard.
        breakdown: Intercept of the logit.
        draws: How many.
    """
    coefficients = np.zeros((draws, 4, 5, 1 + len(FEATURES)))
    coefficients[:, 1, :, 0], coefficients[:, 2:, :, 0] = 1.5, -2.8
    scales = np.full((draws, 7, 5), 0.3)
    one = np.array([0.2, 0.0, 0.1, 0.05, 0.02])[:, None]
    donors = {
        "paths": np.repeat(one, 5, 1)[None],
        "levels": np.full((1, 5), 0.3),
        "state": [1],
        "year": [1990],
    }
    falls = {**donors, "paths": donors["paths"][:, :2]}
    named = {
        f"{kind}_{name}": np.array(value)
        for kind, of in (("opening", donors), ("closing", donors), ("breakdown", falls))
        for name, value in of.items()
    }
    return Posterior(
        cow=np.array([1, 2]),
        years=np.arange(1990, 2001),
        coefficients=coefficients,
        scales=scales,
        state_effects=np.zeros((draws, 2, 5, 2)),
        shared=np.full((draws, 3), 0.3),
        openings=np.tile(openings, (draws, 1)),
        closings=np.full(draws, closings),
        wave=np.full(11, 0.2),
        opening_record=np.array([[2, 100], [2, 100]]),
        closing_record=np.array([[1, 100], [1, 100]]),
        breakdown=np.tile([breakdown, *[0.0] * len(BREAKDOWN_TERMS)], (draws, 1)),
        breakdown_effects=np.zeros((draws, 2)),
        destination=np.zeros((draws, 1 + len(DESTINATION_TERMS))),
        breakdown_democratic=np.array([1]),
        **named,
    )
