"""Scores that are known come back from indicators drawn from them, with the error that they are said to have."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from suasion.domain.scale import Scale
from suasion.measure.latent import chain
from suasion.measure.scoring.readings import Readings

STATES, YEARS = 24, 25


def drawn() -> tuple[Readings, np.ndarray]:
    """A panel drawn from the model: five reports whose standard drifts, one event, and the scores behind them."""
    rng = np.random.default_rng(4)
    scores = np.empty((STATES, YEARS))
    scores[:, 0] = rng.normal(size=STATES)
    for year in range(1, YEARS):
        scores[:, year] = scores[:, year - 1] + 0.25 * rng.standard_t(4, STATES)
    drift = np.linspace(0, 1.5, YEARS)  # reports grow harsher: the same score is coded worse
    values, items = {}, []
    for number in range(5):
        cuts = np.array([-1.5, 0.5, 2.0])[None] + drift[:, None] + 0.2 * number
        below = expit(cuts - (1.5 + 0.2 * number) * scores[..., None])
        values[f"report{number}"] = (
            (rng.uniform(size=scores.shape)[..., None] > below).sum(-1).reshape(-1, 1).astype(float)
        )
        item = {"id": f"report{number}", "title": "a report", "columns": [f"r{number}"], "source": "assumed"}
        items.append({**item, "worst_to_best": [4, 3, 2, 1], "standard": "changing"})
    values["event"] = (
        (rng.uniform(size=scores.shape) > expit(-1.0 - 2.0 * scores)).reshape(-1, 1).astype(float)
    )
    items.append(
        {"id": "event", "title": "an event", "columns": ["e"], "worst_to_best": [1, 0], "source": "assumed"}
    )
    known = {
        "id": "known",
        "title": "Known",
        "table": "a.b",
        "state": "cow",
        "year": "year",
        "source": "assumed",
    }
    scale = Scale.model_validate({**known, "says": "Drawn.", "items": items})
    cow, year = np.repeat(np.arange(1, STATES + 1), YEARS), np.tile(np.arange(1990, 1990 + YEARS), STATES)
    return Readings(scale, cow.astype(np.int32), year.astype(np.int32), values), scores.ravel()


@pytest.mark.slow
def test_known_scores_come_back() -> None:
    readings, truth = drawn()
    made = chain.model(readings, "changing")
    settings = chain.Settings(seed=3, chains=1, warmup=660, sweeps=3000, keep=300)
    position, found = chain.begin(made, settings, 0), []
    while chain.done(settings, position) < 1:
        position, draws = chain.advance(made, settings, position)
        found.append(draws.scores)
    scores = np.concatenate(found)
    assert scores.shape == (300, STATES * YEARS)
    assert np.corrcoef(scores.mean(axis=0), truth)[0, 1] > 0.9
    low, high = np.quantile(scores, [0.05, 0.95], axis=0)
    assert 0.8 < np.mean((low < truth) & (truth < high)) < 0.97
    # the drift of the standard is not taken for a change of scores
    first, last = (scores[:, readings.year == year].mean() for year in (1990, 2014))
    was, became = (truth[readings.year == year].mean() for year in (1990, 2014))
    assert abs((last - first) - (became - was)) < 0.6
