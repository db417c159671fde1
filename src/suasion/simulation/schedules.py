"""What strategies announce, as arrays over years, strategies and instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from suasion.domain.case import Case
from suasion.domain.strategy import Strategy
from suasion.notation import STATE_IDS
from suasion.simulation.policy import NEVER, Lever, PolicyArrays, Rules, anticipated, pressure

TAIL = 5  # years of baseline played after the horizon, for durability


def policy_arrays(case: Case, chosen: Sequence[Strategy], horizon: int) -> PolicyArrays:
    """Schedules over horizon and tail; in the tail everyone goes back to the baseline."""
    case, ids, levers = case, list(case.instruments), levers_of(case)
    base = _levels({name: one.level for name, one in case.baseline.levels.items()}, np.zeros(len(ids)), ids)

    def levels_of(part: Any) -> np.ndarray:
        packaged = case.packages[part.package].levels if part.package else {}
        return _levels({**packaged, **part.levels}, base, ids)

    years = horizon + TAIL
    schedule = np.tile(base, (years, len(chosen), 1))
    seen = schedule.copy()
    slots = max((len(strategy.rules) for strategy in chosen), default=0)
    shape = (len(chosen), slots)
    n = len(ids)
    rules = Rules(
        sign=np.ones(shape),
        level=np.full(shape, 9.0),
        for_years=np.ones(shape),
        earliest=np.zeros(shape),
        latest=np.full(shape, NEVER),
        until=np.full(shape, NEVER),
        scale=np.ones((*shape, n)),
        put=np.zeros((*shape, n)),
        reads=np.zeros((*shape, len(STATE_IDS))),
    )
    for s, strategy in enumerate(chosen):
        for period in strategy.schedule:
            since = case.calendar_year(period.start) - case.target.start
            schedule[since:horizon, s] = levels_of(period)
        seen[:, s] = schedule[:, s]
        for i, rule in enumerate(strategy.rules):
            if rule.when:
                below = rule.when.below is not None
                rules.sign[s, i] = -1.0 if below else 1.0
                rules.level[s, i] = rule.when.below if below else rule.when.above
                rules.for_years[s, i] = rule.when.for_years
                rules.reads[s, i, STATE_IDS.index(rule.when.state)] = 1.0
            rules.earliest[s, i] = case.calendar_year(rule.not_before) - case.target.start
            if rule.latest is not None:
                rules.latest[s, i] = case.calendar_year(rule.latest) - case.target.start
            end = horizon if rule.until is None else case.calendar_year(rule.until) - case.target.start
            rules.until[s, i] = min(end, horizon)
            if rule.package or rule.levels:
                packaged = case.packages[rule.package].levels if rule.package else {}
                named = {**packaged, **rule.levels} if not rule.package else _whole(levels_of(rule), ids)
                for name, level in named.items():
                    rules.scale[s, i, ids.index(name)] = 0.0
                    rules.put[s, i, ids.index(name)] = level
            for name, factor in {**rule.scale, **dict.fromkeys(rule.stop, 0.0)}.items():
                rules.scale[s, i, ids.index(name)] = factor
            since, until = (int(min(limit[s, i], horizon)) for limit in (rules.latest, rules.until))
            seen[since:until, s] = seen[since:until, s] * rules.scale[s, i] + rules.put[s, i]
    after = np.stack(
        [_levels(case.packages[strategy.after_collapse].levels, 0 * base, ids) for strategy in chosen]
    )
    return PolicyArrays(
        schedule=schedule,
        baseline=base,
        after=after,
        ahead=anticipated(pressure(seen, levers), float(pressure(base[None], levers)[0])),
        rules=rules,
    )


def levers_of(case: Case) -> tuple[Lever, ...]:
    """The instruments as the engine knows them, in the library's order."""
    return tuple(Lever(one.letter, one.kind, one.threat) for one in case.instruments.values())


def _levels(named: Mapping[str, float], floor: np.ndarray, ids: Sequence[str]) -> np.ndarray:
    """Levels in the order of the instruments; what is not named stays at the floor."""
    levels = floor.copy()
    for name, level in named.items():
        levels[ids.index(name)] = level
    return levels


def _whole(levels: np.ndarray, ids: Sequence[str]) -> dict[str, float]:
    """A package replaces everything: what it leaves out goes back to the baseline."""
    return {name: float(level) for name, level in zip(ids, levels, strict=True)}
