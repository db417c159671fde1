"""Who wins when a mechanism is switched off, by world and by expectation over luck."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from suasion.decide.lead import GROUPS, lead
from suasion.decide.summary import win_shares
from suasion.domain.findings.audits import Ablation, ExpectedWins
from suasion.executor import HERE, Executor, in_order
from suasion.mechanisms import switchable
from suasion.progress import Counter, Progress, under
from suasion.simulation.backends.engine import Engine
from suasion.simulation.play import play
from suasion.simulation.setup import Game

REPLICATES = 24  # per draw of the parameters; single-luck shares give any strategy a few percent by noise

MANY_REPLICATES = 120  # where a winner by expectation is named: the luck left must not decide it


def expected_winners(
    game: Game,
    draws: int,
    *,
    engine: Engine,
    replicates: int = REPLICATES,
    off: tuple[str, ...] = (),
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> ExpectedWins:
    """Win shares for ``rights`` by world, and by expectation over the luck of each draw.

    Args:
        game: The case made ready.
        draws: Draws of the parameters.
        replicates: Random streams that each draw is played with.
        off: Mechanisms to switch off.
        executor: What runs the blocks of worlds.
        progress: Called with the number of worlds finished.
    """
    played = play(
        game,
        draws * replicates,
        engine=engine,
        replicates=replicates,
        off=off,
        only=("rights",),
        executor=executor,
        progress=under("chance averaged out", progress),
    )
    rights = played.outcomes["rights"].astype(np.float64)
    each = rights.reshape(len(rights), draws, replicates)
    expected = np.nanmean(each, axis=2)
    halves = [np.nanmean(each[:, :, half::2], axis=2).argmax(0) for half in (0, 1)]
    shares = _named(game, win_shares(expected, 1.0))
    highest, highest_clear = _highest(game.strategies, expected)
    return ExpectedWins(
        win_share=_named(game, win_shares(rights, 1.0)),
        expected_win_share=shares,
        mean=_named(game, np.nanmean(rights, axis=1)),
        **dict(lead(shares, draws)),
        highest=highest,
        highest_clear=highest_clear,
        draws=draws,
        replicates=replicates,
        agreement=float((halves[0] == halves[1]).mean()),
    )


def _named(game: Game, values: np.ndarray) -> dict[str, float]:
    return dict(zip(game.strategies, map(float, values), strict=True))


def _highest(strategies: tuple[str, ...], expected: np.ndarray) -> tuple[str, bool]:
    """The strategy with the highest mean, and whether it is above every other by more than three
    standard errors of the difference in the same draws, [strategy, draw]."""
    best = int(np.nanmean(expected, axis=1).argmax())
    apart = np.delete(expected[best] - expected, best, axis=0)
    error = np.nanstd(apart, axis=1) / np.sqrt(expected.shape[1])
    sure = bool((np.nanmean(apart, axis=1) > 3 * error).all())
    return strategies[best], sure


def ablations(
    game: Game,
    draws: int,
    *,
    engine: Engine,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> dict[str, Ablation]:
    """Every switchable mechanism off in turn, then the groups, and conditionality capped at half.

    ``none`` is the model as it is.
    """
    off = {"none": (), **{name: (name,) for name in switchable()}}
    off |= {f"group:{name}": members for name, members in GROUPS.items()}
    runs = {name: (game, members) for name, members in off.items()}
    runs["cap:conditionality"] = _capped(game), ()
    ablated: dict[str, Ablation] = {}
    counter = Counter(progress, "ablations", len(runs))

    def run(name: str) -> tuple[str, Ablation]:
        played, members = runs[name]
        wins = expected_winners(played, draws, engine=engine, off=members)
        return name, Ablation(off=members, **dict(wins))

    def done(one: tuple[str, Ablation]) -> None:
        name, ablated[name] = one
        counter.add()

    in_order((partial(run, name) for name in runs), executor, done)
    return ablated


def _capped(game: Game) -> Game:
    """The same game with at most half of pressure and gains tied to rights.

    Conditionality near 1 removes rents and backlash at no price, so its half is reported as well.
    """
    i = game.instruments.index("conditionality")
    policies, rules = game.policies, game.policies.rules
    schedule, put = policies.schedule.copy(), rules.put.copy()
    for levels in (schedule, put):
        levels[..., i] = np.minimum(levels[..., i], 0.5)
    capped = policies._replace(schedule=schedule, rules=rules._replace(put=put))
    return replace(game, policies=capped)
