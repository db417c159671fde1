"""What was played as labelled arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.case import Case
from suasion.notation import OUTCOMES
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game

if TYPE_CHECKING:
    import xarray as xr


def outcomes(played: PlayResult, game: Game, case: Case) -> xr.Dataset:
    """Every outcome that was played in every world, over strategy and world."""
    import xarray as xr

    present = [outcome for outcome in OUTCOMES if outcome.id in played.outcomes]
    return xr.Dataset(
        {
            outcome.id: (
                ("strategy", "world"),
                played.outcomes[outcome.id],
                {"unit": outcome.unit, "long_name": outcome.title},
            )
            for outcome in present
        },
        coords={"strategy": list(game.strategies), "world": np.arange(len(played.failed))},
        attrs={"kind": "scenario", "case": case.id, "seed": game.seed, "backend": played.backend},
    )


def paths(played: PlayResult, game: Game, case: Case) -> xr.Dataset:
    """Rights and states year by year, over strategy, world and year."""
    import xarray as xr

    first = case.target.start
    worlds = next((value.shape[1] for value in played.paths.values()), 0)
    return xr.Dataset(
        {name: (("strategy", "world", "year"), value) for name, value in played.paths.items()},
        coords={
            "strategy": list(game.strategies),
            "world": np.arange(worlds),
            "year": np.arange(first, first + game.years),
        },
        attrs={"kind": "scenario"},
    )
