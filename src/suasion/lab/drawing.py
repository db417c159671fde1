"""Every uncertain number of a case, world by world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import PlayArguments
from suasion.domain.case import Case
from suasion.files.library import content
from suasion.lab.arguments import check_arguments
from suasion.lab.cases import load_case
from suasion.lab.engine import engine

if TYPE_CHECKING:
    import xarray as xr


def draw_worlds(case: str | Path | Case, *, worlds: int = 1000, seed: int = 0) -> xr.Dataset:
    """Every uncertain number in every world, as an xarray dataset over ``world``.

    >>> import suasion
    >>> worlds = suasion.draw_worlds("north-korea", worlds=8)
    >>> worlds["state.linkage"].attrs["long_name"], worlds.sizes["world"]
    ('links to senders: trade, people, organisations, at the start', 8)

    Args:
        case: A bundled name, a path, or a loaded case.
        worlds: How many worlds.
        seed: Seed of every draw.

    Returns:
        A variable for each number, with ``units``, ``long_name`` and, where it comes from a prior, ``origin``.

    Raises:
        SuasionError: With every problem of the case or the arguments.
    """
    case = load_case(case)
    check_arguments(case, PlayArguments(worlds=worlds, seed=seed))
    engine()
    from suasion.lab import labelled
    from suasion.simulation.backends.drawing import draw_all
    from suasion.simulation.setup import setup

    game = setup(case, content.panel_figures(), strategies=["baseline"], seed=seed)
    draws = draw_all(game.recipe, tuple(game.numbers), worlds)
    return labelled.worlds(draws, game.numbers, case, seed)
