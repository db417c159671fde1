"""Who wins when a mechanism is switched off, by world and by expectation over luck."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from suasion.decide.lead import GROUPS, lead
from suasion.decide.summary import win_shares
from suasion.mechanisms import switchable
from suasion.progress import Counter, Progress, under
from suasion.simulation.backends.engine import Engine
from suasion.simulation.play import play
from suasion.simulation.setup import Game
from suasion.simulation.threads import in_turn

LUCKS = 24  # per draw of the parameters; single-luck shares give any strategy a few percent by noise

MANY_LUCKS = 120  # where a winner by expectation is named: the luck left must not decide it


def expected_winners(
    game: Game,
    draws: int,
    *,
    engine: Engine,
    replicates: int = LUCKS,
    off: tuple[str, ...] = (),
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Win shares for ``rights`` by world, and by expectation over the luck of each draw.

    Returns:
        ``win_share``, ``expected_win_share`` and ``mean``, each strategy to number; ``leader`` by
        expectation, ``runner_up``, and ``clear``: whether its lead exceeds three standard errors;
        ``highest`` mean and whether it is clear; ``agreement``: share of draws in which two halves of the lucks name the same best strategy.
    """
    played = play(
        game,
        draws * replicates,
        engine=engine,
        replicates=replicates,
        off=off,
        only=("rights",),
        jobs=jobs,
        progress=under("chance averaged out", progress),
    )
    rights = played.outcomes["rights"].astype(np.float64)
    each = rights.reshape(len(rights), draws, replicates)
    expected = np.nanmean(each, axis=2)
    halves = [np.nanmean(each[:, :, half::2], axis=2).argmax(0) for half in (0, 1)]
    numbers = {
        "win_share": win_shares(rights, 1.0),
        "expected_win_share": win_shares(expected, 1.0),
        "mean": np.nanmean(rights, axis=1),
    }
    named: dict[str, Any] = {
        key: dict(zip(game.strategies, map(float, value), strict=True)) for key, value in numbers.items()
    }
    return (
        named
        | lead(named["expected_win_share"], draws)
        | _highest(game.strategies, expected)
        | {"draws": draws, "lucks": replicates, "agreement": float((halves[0] == halves[1]).mean())}
    )


def _highest(strategies: tuple[str, ...], expected: np.ndarray) -> dict[str, Any]:
    """The strategy with the highest mean, and whether it is above every other by more than three
    standard errors of the difference in the same draws, [strategy, draw]."""
    best = int(np.nanmean(expected, axis=1).argmax())
    apart = np.delete(expected[best] - expected, best, axis=0)
    error = np.nanstd(apart, axis=1) / np.sqrt(expected.shape[1])
    sure = bool((np.nanmean(apart, axis=1) > 3 * error).all())
    return {"highest": strategies[best], "highest_clear": sure}


def ablations(
    game: Game,
    draws: int,
    *,
    engine: Engine,
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Every switchable mechanism off in turn, then the groups, and conditionality capped at half.

    ``none`` is the model as it is.
    """
    off = {"none": (), **{name: (name,) for name in switchable()}}
    off |= {f"group:{name}": members for name, members in GROUPS.items()}
    runs = {name: (game, members) for name, members in off.items()}
    runs["cap:conditionality"] = _capped(game), ()
    found: dict[str, Any] = {}
    counter = Counter(progress, "ablations", len(runs))

    def run(name: str) -> tuple[str, dict[str, Any]]:
        played, members = runs[name]
        return name, {"off": list(members), **expected_winners(played, draws, engine=engine, off=members)}

    def done(one: tuple[str, dict[str, Any]]) -> None:
        name, found[name] = one
        counter.add()

    in_turn((partial(run, name) for name in runs), jobs, done)
    return found


def _capped(game: Game) -> Game:
    """The same game with at most half of pressure and gains tied to rights.

    Conditionality near 1 removes rents and backlash at no price, so its half is reported as well.
    """
    i = game.instruments.index("conditionality")
    plan, rules = game.plan, game.plan.rules
    schedule, put = plan.schedule.copy(), rules.put.copy()
    for levels in (schedule, put):
        levels[..., i] = np.minimum(levels[..., i], 0.5)
    capped = plan._replace(schedule=schedule, rules=rules._replace(put=put))
    return replace(game, plan=capped)
