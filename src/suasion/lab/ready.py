"""A case made ready to play as the arguments ask."""

from __future__ import annotations

from suasion.domain.arguments import PlayArguments
from suasion.domain.case import Case
from suasion.files.library import content
from suasion.simulation.setup import Game, setup


def game_of(case: Case, arguments: PlayArguments) -> Game:
    """A case made ready to play as the arguments ask."""
    return setup(
        case,
        content.panel_figures(),
        strategies=arguments.played(case),
        seed=arguments.seed,
        years=arguments.years,
    )
