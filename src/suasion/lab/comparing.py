"""Every strategy of a case played and compared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.arguments import Actor, CompareArguments, Names, several
from suasion.domain.case import Case
from suasion.files.library import content
from suasion.jobs.threads import Threads, cores, in_background
from suasion.lab.arguments import check_arguments
from suasion.lab.cases import load_case
from suasion.lab.citing import references
from suasion.lab.engine import BackendName, engine
from suasion.lab.supporting import Support
from suasion.lab.supporting import support as measured_support
from suasion.progress import Counter, Progress

if TYPE_CHECKING:
    from suasion.lab.comparison import Comparison
    from suasion.simulation.backends.engine import Engine
    from suasion.simulation.setup import Game

PATH_WORLDS = 20_000  # paths of more worlds than these are not stored
SENSITIVITY_WORLDS = 20_000  # worlds behind the rank correlations of parameters


def compare(
    case: str | Path | Case,
    *,
    worlds: int = CompareArguments.worlds,
    seed: int = 0,
    years: int | None = None,
    strategies: Names | None = None,
    actor: Actor | None = None,
    worldview: str = "data",
    jobs: int | None = None,
    audits: bool = True,
    paths: bool = True,
    support: Support | None = None,
    backend: BackendName | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Plays every strategy in thousands of plausible worlds, with the same luck.

    Args:
        case: A bundled name, a path, or a loaded case.
        worlds: How many worlds.
        seed: Seed of every draw; the same seed gives the same bytes.
        years: Horizon in years; the case's own if not given.
        strategies: Ids to play, or one id; those of the main table and the variants if not given.
        actor: Only strategies made of levers that a ``state``, the ``un`` or an ``ngo`` holds.
        worldview: Whose priors: ``data``.
        jobs: Threads; all cores if not given.
        audits: Whether to run ablations, the fairness audit and the origins as well.
        paths: Whether to store paths year by year (of at most 20,000 worlds).
        support: How far the case lies from what was observed; measured if not given, from your own panel where its
            datasets are at hand.
        backend: What plays: ``native``, or ``jax``, the reference.
        progress: Receives how far each step has come: its name, how much is done, of how much.

    Returns:
        A ``Comparison`` with ``.findings``, ``.table``, ``.text``, ``.outcomes``, ``.paths``, ``.plot()``.

    Raises:
        SuasionError: With every problem of the case or the arguments.
    """
    arguments = CompareArguments(
        worlds=worlds,
        seed=seed,
        years=years,
        strategies=several(strategies),
        actor=actor,
        worldview=worldview,
        audits=audits,
        paths=paths,
    )
    return compared(
        load_case(case), arguments, support=support, jobs=jobs, backend=backend, progress=progress
    )


def compared(
    case: Case,
    arguments: CompareArguments,
    *,
    support: Support | None = None,
    jobs: int | None = None,
    backend: BackendName | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """As :func:`compare`, of a loaded case and a record of arguments.

    Args:
        case: The case.
        arguments: What is asked for.
        support: As :func:`compare`.
        jobs: As :func:`compare`.
        backend: As :func:`compare`.
        progress: As :func:`compare`.

    Raises:
        SuasionError: With every problem of the arguments.
    """
    check_arguments(case, arguments, jobs=jobs)
    plays = engine(backend)
    from suasion.decide.audits import Audits, audits
    from suasion.decide.compare import findings
    from suasion.lab.comparison import Comparison
    from suasion.simulation.backends.drawing import draw_all
    from suasion.simulation.play import play
    from suasion.simulation.setup import setup

    panel = content.panel_figures()
    near = support or measured_support(case)
    names = arguments.played(case)
    ready = partial(setup, case, panel, seed=arguments.seed, years=arguments.years)
    game = ready(strategies=names)
    table = [one.id for one in case.contest if one.id in names]
    contest = ready(strategies=table) if arguments.audits and len(table) > 1 else None
    views = {name: view for name, view in content.folder("worldviews").items() if view.own}
    with Threads(jobs or cores()) as executor:
        # what draws the worlds is compiled alongside what plays them, and what the audits play while they are played
        in_background(partial(_compile, contest or game, plays, contest is not None, progress))
        played = play(
            game,
            arguments.worlds,
            engine=plays,
            full=True,
            paths=min(arguments.worlds, PATH_WORLDS) if arguments.paths else 0,
            executor=executor,
            progress=progress,
        )
        draws = draw_all(game.recipe, tuple(game.numbers), min(arguments.worlds, SENSITIVITY_WORLDS))
        audit = in_background(
            partial(
                audits,
                case,
                panel,
                views,
                contest,
                game,
                played,
                engine=plays,
                executor=executor,
                progress=progress,
            )
            if contest
            else Audits
        )
        worked_out = findings(
            case,
            game,
            played,
            worldview=arguments.worldview,
            support=near.findings,
            audits=audit.result,
            draws=draws,
            sources=references(case),
        )
    return Comparison(worked_out, played, case, arguments, game)


def _compile(game: Game, plays: Engine, contest: bool, progress: Progress | None) -> None:
    """Compiles what plays a game, as a step of its own."""
    from suasion.simulation.play import prepare

    compiling = Counter(progress, "compiling", 1)
    prepare(game, engine=plays, full=not contest, only=("rights",) if contest else None)
    compiling.add()
