"""Outcomes and paths alone: nothing is compared, measured or audited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import Names, SimulateArguments, several
from suasion.domain.case import Case
from suasion.files.library import content
from suasion.jobs.threads import Threads, cores
from suasion.lab.arguments import check_arguments
from suasion.lab.cases import load_case
from suasion.lab.comparing import PATH_WORLDS
from suasion.lab.engine import BackendName, engine

if TYPE_CHECKING:
    import xarray as xr


def simulate(
    case: str | Path | Case,
    *,
    strategies: Names | None = None,
    outcomes: Names | None = None,
    worlds: int = 1000,
    seed: int = 0,
    years: int | None = None,
    jobs: int | None = None,
    backend: BackendName | None = None,
) -> tuple[xr.Dataset, xr.Dataset]:
    """Plays some strategies and gives their outcomes and paths, without tables, audits or support.

    >>> import suasion
    >>> outcomes, paths = suasion.simulate("north-korea", strategies="engagement", worlds=16, years=5)
    >>> dict(paths["linkage"].sizes)
    {'strategy': 1, 'world': 16, 'year': 5}
    >>> outcomes["harm"].attrs["units"]
    'subsistence-years'

    Args:
        case: A bundled name, a path, or a loaded case.
        strategies: Ids to play, or one id; those of the main table and the variants if not given.
        outcomes: Ids of the outcomes to give, or one id; all if not given. The unratified twins are played only for
            ``compliance``, and the years after the horizon only for ``durability``.
        worlds: How many worlds.
        seed: Seed of every draw; the same seed gives the same numbers.
        years: Horizon in years; the case's own if not given.
        jobs: Threads; all cores if not given.
        backend: What plays: ``native``, or ``jax``, the reference.

    Returns:
        Outcomes over strategy and world, and paths over strategy, world and year.

    Raises:
        SuasionError: With every problem of the case or the arguments.
    """
    case = load_case(case)
    arguments = SimulateArguments(
        worlds=worlds,
        seed=seed,
        years=years,
        strategies=several(strategies),
        outcomes=several(outcomes),
    )
    check_arguments(case, arguments, jobs=jobs)
    plays = engine(backend)
    from suasion.lab import labelled
    from suasion.simulation.play import play
    from suasion.simulation.setup import setup

    game = setup(case, content.panel_figures(), strategies=arguments.played(case), seed=seed, years=years)
    with Threads(jobs or cores()) as executor:
        played = play(
            game,
            worlds,
            engine=plays,
            only=arguments.outcomes,
            full=outcomes is None,
            paths=min(worlds, PATH_WORLDS),
            executor=executor,
        )
    labels = labelled.Labels.of(case, game.strategies, seed)
    return labelled.outcomes(played, labels), labelled.paths(played, labels)
