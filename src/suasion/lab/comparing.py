"""A case loaded, drawn, played and compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.case import Case
from suasion.executor import Executor
from suasion.files.library import content
from suasion.jobs.threads import Threads, cores, in_background
from suasion.lab.arguments import Actor, chosen
from suasion.lab.cases import load_case
from suasion.lab.citing import references
from suasion.lab.engine import BackendName, engine
from suasion.lab.supporting import Support
from suasion.lab.supporting import support as measured_support
from suasion.progress import Progress

if TYPE_CHECKING:
    from suasion.decide.compare import Audits
    from suasion.lab.comparison import Comparison
    from suasion.simulation.backends.engine import Engine

DEFAULT_WORLDS = 10_000
AUDIT_DRAWS = 120  # draws of the parameters per ablation; each is played with 24 lucks or more
ORIGIN_WORLDS = 2400
PATH_WORLDS = 20_000  # paths of more worlds than these are not kept
HANGS_ON_WORLDS = 20_000  # worlds behind the rank correlations of parameters


def compare(
    case: str | Path | Case,
    *,
    worlds: int = DEFAULT_WORLDS,
    seed: int = 0,
    years: int | None = None,
    strategies: list[str] | None = None,
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
        strategies: Ids to play; those of the main table and the variants if not given.
        actor: Only strategies made of levers that a ``state``, the ``un`` or an ``ngo`` holds.
        worldview: Whose priors: ``data``.
        jobs: Threads; all cores if not given.
        audits: Whether to run ablations, the fairness audit and the origins as well.
        paths: Whether to keep paths year by year (of at most 20,000 worlds).
        support: How far the case lies from what was observed; measured if not given, from your own panel where its
            datasets are at hand.
        backend: What plays: ``native``, or ``jax``, the reference.
        progress: Receives how far each step has come: its name, how much is done, of how much.

    Returns:
        A ``Comparison`` with ``.table``, ``.text``, ``.outcomes``, ``.paths``, ``.plot()``.

    Raises:
        SuasionError: With every problem of the case or the arguments.
    """
    case = load_case(case)
    names = chosen(
        case,
        worlds=worlds,
        seed=seed,
        years=years,
        strategies=strategies,
        actor=actor,
        worldview=worldview,
        jobs=jobs,
    )
    plays = engine(backend)
    from suasion.decide.compare import Audits, findings
    from suasion.lab.comparison import Comparison
    from suasion.simulation.backends.drawing import draw_all
    from suasion.simulation.play import play, prepare
    from suasion.simulation.setup import setup

    panel = content.panel_figures()
    near = support or measured_support(case)

    game = setup(case, panel, strategies=names, seed=seed, years=years)
    contest = [s.id for s in case.strategies if s.id in names and not s.variant]
    audited = audits and len(contest) > 1
    own = setup(case, panel, strategies=contest, seed=seed, years=years) if audited else None
    only = {"only": ("rights",)} if own else {"full": True}
    with Threads(jobs or cores()) as executor:
        # what draws the worlds is compiled alongside what plays them, and what the audits play while they are played
        in_background(lambda: prepare(own or game, engine=plays, **only))
        played = play(
            game,
            worlds,
            engine=plays,
            full=True,
            paths=min(worlds, PATH_WORLDS) if paths else 0,
            executor=executor,
            progress=progress,
        )
        drawn = draw_all(game.recipe, tuple(game.numbers), min(worlds, HANGS_ON_WORLDS))
        audit = in_background(
            lambda: (
                _audits(case, panel, plays, own, game, played, worlds, executor, progress)
                if own
                else Audits()
            )
        )
        compared = findings(
            case,
            game,
            played,
            worldview=worldview,
            support=near.findings,
            audits=audit.result,
            draws=drawn,
            sources=references(case),
        )
    return Comparison(compared, played, game, case)


def _audits(
    case: Case,
    panel: Mapping[str, Any],
    plays: Engine,
    own: Any,
    game: Any,
    played: Any,
    worlds: int,
    executor: Executor,
    progress: Progress | None,
) -> Audits:
    """Ablations, fairness and origins, for the strategies of the main table."""
    import numpy as np

    from suasion.decide.ablation import MANY_REPLICATES, REPLICATES, ablations, expected_winners
    from suasion.decide.compare import Audits
    from suasion.decide.fairness import fairness
    from suasion.decide.origins import origins
    from suasion.simulation.setup import setup

    draws = max(20, min(AUDIT_DRAWS, worlds // REPLICATES))

    contest = own.strategies

    def under(view: Any) -> Any:
        return setup(case, panel, strategies=contest, seed=own.seed, years=own.years, worldview=view)

    rights = [np.nanmean(played.outcomes["rights"][game.strategies.index(name)]) for name in contest]
    order = np.argsort(-np.array(rights), kind="stable")
    leading = (contest[order[0]], contest[order[1]])
    views = {name: view for name, view in content.folder("worldviews").items() if view.own}
    return Audits(
        expected=expected_winners(
            own, draws, engine=plays, replicates=MANY_REPLICATES, executor=executor, progress=progress
        ),
        ablations=ablations(own, draws, engine=plays, executor=executor, progress=progress),
        fairness=fairness(
            {name: (view, under(view)) for name, view in views.items()},
            draws,
            engine=plays,
            executor=executor,
            progress=progress,
        ),
        origins=origins(
            own,
            leading,
            min(ORIGIN_WORLDS, max(480, worlds)),
            engine=plays,
            executor=executor,
            progress=progress,
        ),
    )


def draw_worlds(case: str | Path | Case, *, worlds: int = 1000, seed: int = 0) -> Any:
    """Every uncertain number in every world, as an xarray dataset over ``world``."""
    case = load_case(case)
    chosen(case, worlds=worlds, seed=seed)
    engine()
    import xarray as xr

    from suasion.simulation.backends.drawing import draw_all
    from suasion.simulation.setup import setup

    game = setup(case, content.panel_figures(), strategies=["baseline"], seed=seed)
    drawn = draw_all(game.recipe, tuple(game.numbers), worlds)
    return xr.Dataset(
        {
            name: (
                "world",
                value,
                {"long_name": game.numbers[name].meaning, "origin": game.numbers[name].origin},
            )
            if name in game.numbers
            else ("world", value)
            for name, value in drawn.items()
        },
        attrs={"case": case.id, "seed": seed, "kind": "scenario"},
    )
