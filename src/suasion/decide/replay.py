"""What was observed after the start beside what was simulated: ranges that hold it, and the error of no change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from suasion.domain.case import Observed
from suasion.domain.resolved import Resolved
from suasion.notation import STATES
from suasion.simulation.play import Played
from suasion.simulation.setup import Game

LETTERS = {symbol.id: symbol.letter for symbol in STATES}
LEVELS = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}


def replay(resolved: Resolved, game: Game, played: Played) -> list[dict[str, Any]]:
    """Each observed series beside the worlds of the baseline and of the policies that were in fact followed.

    The observed value of a year is compared with the simulated state at the end of that year. The yardstick
    is no change: every year at the case's median at the start, which a forecast must beat.

    Args:
        resolved: The case.
        game: What was played.
        played: Its paths.

    Returns:
        One entry per series with a year in common with the years played; empty where no paths were kept,
        nothing was observed or no policy to compare was played. Layout: ``replay`` in ``docs/reference/json.md``.
    """
    if not played.paths:
        return []
    history = [one.id for one in resolved.strategies if one.history or one.id == "baseline"]
    rows = {name: game.strategies.index(name) for name in history if name in game.strategies}
    first = resolved.case.target.start
    found = []
    for series in resolved.case.observed:
        years = [year for year in series.years if first <= year < first + game.years]
        values = played.paths[LETTERS[series.state]][list(rows.values())].astype(np.float64)
        sound = ~(played.failed[: values.shape[1]] | np.isnan(values).any((0, 2)))
        if years and rows and sound.any():
            at = [year - first for year in years]
            start = getattr(resolved.case.state, series.state).value
            found.append(_beside(series, years, start, list(rows), values[:, sound][:, :, at]))
    return found


def _beside(
    series: Observed, years: Sequence[int], start: float, names: Sequence[str], values: np.ndarray
) -> dict[str, Any]:
    """One series beside the simulated values, [strategy, world, year]."""
    observed = np.array(series.values)[[year - series.first for year in years]]
    return {
        "state": series.state,
        "source": series.source,
        "note": series.note,
        "years": list(years),
        "observed": [float(value) for value in observed],
        "start": float(start),
        "error_of_no_change": float(np.abs(observed - start).mean()),
        "worlds": values.shape[1],
        "strategies": {name: _scores(observed, paths) for name, paths in zip(names, values, strict=True)},
    }


def _scores(observed: np.ndarray, paths: np.ndarray) -> dict[str, Any]:
    """Quantiles per year of [world, year], the shares of years within them, and the median's error."""
    bands = dict(zip(LEVELS, np.quantile(paths, list(LEVELS.values()), axis=0), strict=True))

    def within(low: str, high: str) -> float:
        return float(((bands[low] <= observed) & (observed <= bands[high])).mean())

    return {
        **{name: [float(value) for value in band] for name, band in bands.items()},
        "mean": [float(value) for value in paths.mean(0)],
        "within_90": within("q05", "q95"),
        "within_50": within("q25", "q75"),
        "error": float(np.abs(observed - bands["q50"]).mean()),
    }
