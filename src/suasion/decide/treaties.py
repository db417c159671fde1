"""Compliance treaty by treaty: what holds by itself, and what the treaty can be credited with."""

from __future__ import annotations

import numpy as np

from suasion.domain.case import Case
from suasion.domain.findings.treaties import Spread, TreatyCompliance, TreatyFindings
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game


def treaties(case: Case, game: Game, played: PlayResult) -> dict[str, TreatyFindings]:
    """Apparent and depth-weighted compliance with each ratified treaty, under each strategy.

    ``apparent`` is the mean of ``min(r / level, 1)``; ``compliance`` the share of the distance from the
    unratified twin to the treaty's level that is covered, missing in worlds where next to nothing was asked.

    Returns:
        Findings by treaty.
    """
    findings = {}
    for treaty in game.shape.treaties:
        apparent, credited = (
            played.outcomes[f"{what}:{treaty}"].astype(np.float64)
            for what in ("apparent_compliance", "compliance")
        )
        findings[treaty] = TreatyFindings(
            title=case.treaties[treaty].title,
            strategies={
                name: TreatyCompliance(apparent=_spread(apparent[s]), compliance=_spread(credited[s]))
                for s, name in enumerate(game.strategies)
            },
        )
    return findings


def _spread(values: np.ndarray) -> Spread:
    """Mean and 5% and 95% points of what is not missing, [world]."""
    own = values[~np.isnan(values)]
    if not own.size:
        return Spread(mean=None, q05=None, q95=None)
    low, high = np.quantile(own, (0.05, 0.95))
    return Spread(mean=float(own.mean()), q05=float(low), q95=float(high))
