"""The audits of a comparison: chance averaged out, mechanisms switched off, the schools' priors, the origins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from suasion.decide.ablation import MANY_REPLICATES, REPLICATES, ablations, expected_winners
from suasion.decide.fairness import fairness
from suasion.decide.origins import origins
from suasion.domain.case import Case
from suasion.domain.findings.audits import Ablation, ExpectedWins, School
from suasion.domain.findings.sensitivity import Origins
from suasion.domain.panel import Figures
from suasion.domain.worldview import Worldview
from suasion.executor import Executor
from suasion.progress import Progress
from suasion.simulation.backends.engine import Engine
from suasion.simulation.play import PlayResult
from suasion.simulation.setup import Game, setup

DRAWS = 120  # draws of the parameters per ablation; each is played with 24 random streams or more
ORIGIN_WORLDS = 2400


class Audits(NamedTuple):
    """What the audits worked out; nothing where they were not asked for.

    Attributes:
        expected: Who wins with chance averaged out.
        ablations: Who wins without each mechanism.
        fairness: Who wins under each school's priors.
        origins: Where the spread of the difference between the two leaders comes from.
    """

    expected: ExpectedWins | None = None
    ablations: Mapping[str, Ablation] = {}
    fairness: Mapping[str, School] = {}
    origins: Origins | None = None


def audits(
    case: Case,
    panel: Figures,
    views: Mapping[str, Worldview],
    contest: Game,
    game: Game,
    played: PlayResult,
    *,
    engine: Engine,
    executor: Executor,
    progress: Progress | None,
) -> Audits:
    """Ablations, fairness and origins, for the strategies of the main table.

    Args:
        case: The case.
        panel: Figures of the panel.
        views: The schools' worldviews, by id.
        contest: The strategies of the main table alone, made ready to play.
        game: What was played.
        played: Its outcomes.
        engine: What plays.
        executor: What runs the blocks of worlds.
        progress: Receives how far each audit has come.
    """
    worlds = played.failed.size
    draws = max(20, min(DRAWS, worlds // REPLICATES))
    schools = {
        name: (
            view,
            setup(
                case,
                panel,
                strategies=contest.strategies,
                seed=contest.seed,
                years=contest.years,
                worldview=view,
            ),
        )
        for name, view in views.items()
    }
    return Audits(
        expected=expected_winners(
            contest, draws, engine=engine, replicates=MANY_REPLICATES, executor=executor, progress=progress
        ),
        ablations=ablations(contest, draws, engine=engine, executor=executor, progress=progress),
        fairness=fairness(schools, draws, engine=engine, executor=executor, progress=progress),
        origins=origins(
            contest,
            _leading(contest, game, played),
            min(ORIGIN_WORLDS, max(480, worlds)),
            engine=engine,
            executor=executor,
            progress=progress,
        ),
    )


def _leading(contest: Game, game: Game, played: PlayResult) -> tuple[str, str]:
    """The two strategies with the highest mean rights."""
    rights = [
        np.nanmean(played.outcomes["rights"][game.strategies.index(name)]) for name in contest.strategies
    ]
    first, second = np.argsort(-np.array(rights), kind="stable")[:2]
    return contest.strategies[first], contest.strategies[second]
