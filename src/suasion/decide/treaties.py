"""Compliance treaty by treaty: what holds by itself, and what the treaty can be credited with."""

from __future__ import annotations

from typing import Any

import numpy as np

from suasion.domain.resolved import Resolved
from suasion.simulation.play import Played
from suasion.simulation.setup import Game


def treaties(resolved: Resolved, game: Game, played: Played) -> dict[str, Any]:
    """Apparent and depth-weighted compliance with each ratified treaty, under each strategy.

    ``apparent`` is the mean of ``min(r / level, 1)``; ``compliance`` the share of the distance from the
    unratified twin to the treaty's level that is covered, missing in worlds where next to nothing was asked.

    Returns:
        Treaty to ``title`` and ``strategies``: strategy to ``apparent`` and ``compliance``, each with ``mean``,
        ``q05`` and ``q95`` over worlds, ``None`` where no world has a value.
    """
    found = {}
    for treaty in game.shape.treaties:
        apparent, kept = (
            played.outcomes[f"{what}:{treaty}"].astype(np.float64)
            for what in ("apparent_compliance", "compliance")
        )
        found[treaty] = {
            "title": resolved.treaties[treaty].title,
            "strategies": {
                name: {"apparent": _range(apparent[s]), "compliance": _range(kept[s])}
                for s, name in enumerate(game.strategies)
            },
        }
    return found


def _range(values: np.ndarray) -> dict[str, float | None]:
    """Mean and 5% and 95% points of what is not missing, [world]."""
    own = values[~np.isnan(values)]
    if not own.size:
        return dict.fromkeys(("mean", "q05", "q95"))
    low, high = np.quantile(own, (0.05, 0.95))
    return {"mean": float(own.mean()), "q05": float(low), "q95": float(high)}
