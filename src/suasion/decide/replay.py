"""What was observed after the start beside what was simulated: ranges that hold it, and the error of no change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suasion.domain.case import Case
from suasion.domain.case_file import Observed
from suasion.domain.findings.replay import ReplayFit, ReplaySeries
from suasion.notation import STATES
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game

LETTERS = {symbol.id: symbol.letter for symbol in STATES}
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def replay(case: Case, game: Game, played: PlayResult) -> tuple[ReplaySeries, ...]:
    """Each observed series beside the worlds of the baseline and of the policies that were in fact followed.

    The observed value of a year is compared with the simulated state at the end of that year. The yardstick
    is no change: every year at the case's median at the start, which a forecast must beat.

    Args:
        case: The case.
        game: What was played.
        played: Its paths.

    Returns:
        One entry per series with a year in common with the years played; empty where no paths were kept,
        nothing was observed or no policy to compare was played.
    """
    if not played.paths:
        return ()
    history = [one.id for one in case.strategies if one.history or one.id == "baseline"]
    rows = {name: game.strategies.index(name) for name in history if name in game.strategies}
    first = case.target.start
    compared = []
    for series in case.observed:
        years = [year for year in series.years if first <= year < first + game.years]
        values = played.paths[LETTERS[series.state]][list(rows.values())].astype(np.float64)
        sound = ~(played.failed[: values.shape[1]] | np.isnan(values).any((0, 2)))
        if years and rows and sound.any():
            at = [year - first for year in years]
            start = getattr(case.state, series.state).value
            compared.append(_compared(series, years, start, list(rows), values[:, sound][:, :, at]))
    return tuple(compared)


def _compared(
    series: Observed, years: Sequence[int], start: float, names: Sequence[str], values: np.ndarray
) -> ReplaySeries:
    """One series beside the simulated values, [strategy, world, year]."""
    observed = np.array(series.values)[[year - series.first for year in years]]
    return ReplaySeries(
        state=series.state,
        source=series.source,
        note=series.note,
        years=tuple(years),
        observed=tuple(map(float, observed)),
        start=float(start),
        error_of_no_change=float(np.abs(observed - start).mean()),
        worlds=values.shape[1],
        strategies={name: _fit(observed, paths) for name, paths in zip(names, values, strict=True)},
    )


def _fit(observed: np.ndarray, paths: np.ndarray) -> ReplayFit:
    """Quantiles per year of [world, year], the shares of years within them, and the median's error."""
    q05, q25, q50, q75, q95 = np.quantile(paths, LEVELS, axis=0)

    def within(low: np.ndarray, high: np.ndarray) -> float:
        return float(((low <= observed) & (observed <= high)).mean())

    return ReplayFit(
        q05=tuple(map(float, q05)),
        q25=tuple(map(float, q25)),
        q50=tuple(map(float, q50)),
        q75=tuple(map(float, q75)),
        q95=tuple(map(float, q95)),
        mean=tuple(map(float, paths.mean(0))),
        within_90=within(q05, q95),
        within_50=within(q25, q75),
        error=float(np.abs(observed - q50).mean()),
    )
