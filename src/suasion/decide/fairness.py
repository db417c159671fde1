"""The fairness audit: does each school's own strategy win a fair share under that school's priors?"""

from __future__ import annotations

from collections.abc import Mapping

from suasion.decide.ablation import MANY_REPLICATES, expected_winners
from suasion.decide.lead import FAULT
from suasion.domain.findings.audits import School
from suasion.domain.worldview import Worldview
from suasion.executor import HERE, Executor
from suasion.progress import Counter, Progress
from suasion.simulation.backends.engine import Engine
from suasion.simulation.setup import Game


def fairness(
    games: Mapping[str, tuple[Worldview, Game]],
    draws: int,
    *,
    engine: Engine,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> dict[str, School]:
    """Win shares for ``rights`` under each school's priors, by expectation over luck.

    Args:
        games: The same case set up under each worldview, by the worldview's id.
        draws: Draws of the parameters; each is played several times.
        engine: What plays.
        executor: What runs the blocks of worlds.
        progress: Receives how many worldviews are done, as the step ``fairness audit``.

    Returns:
        Per worldview: win shares, its own strategies (those outside the contest are left out), their share, and
        whether that is a likely fault.
    """
    audit = {}
    counter = Counter(progress, "fairness audit", len(games))
    for name, (worldview, game) in games.items():
        shares = expected_winners(game, draws, engine=engine, replicates=MANY_REPLICATES, executor=executor)
        own = [strategy for strategy in worldview.own if strategy in game.strategies]
        share = sum(shares.expected_win_share[strategy] for strategy in own)
        audit[name] = School(
            title=worldview.title,
            claim=worldview.says,
            source=worldview.source,
            **dict(shares),
            own=tuple(own),
            left_out=tuple(strategy for strategy in worldview.own if strategy not in own),
            own_share=share if own else None,
            likely_fault=bool(own) and share < FAULT,
        )
        counter.add()
    return audit
