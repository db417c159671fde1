"""From a case to arrays: what the engine needs, and where every number comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from suasion.domain.case import Case
from suasion.domain.joint import JointDraws
from suasion.domain.panel import Figures
from suasion.domain.parameter import Parameter
from suasion.domain.strategy import Strategy
from suasion.domain.worldview import Worldview
from suasion.mechanisms import parameters, shocks
from suasion.notation import DOMAINS, STARTING, STATE_IDS, STATES, STOCKS
from suasion.notebook import Card, Shown, rows_of
from suasion.simulation.outcome import Setting
from suasion.simulation.policy import NEVER, Lever, PolicyArrays, Rules, Shape, anticipated, pressure
from suasion.simulation.streams import STREAMS, stream_keys
from suasion.simulation.world import AFTER, Recipe, recipe

TAIL = 5  # years of baseline played after the horizon, for durability
STOCK_IDS = tuple(one.id for one in STOCKS)
IDS = {symbol.letter: symbol.id for symbol in STATES}
BY_ID = {symbol.id: symbol for symbol in STATES}


@dataclass(frozen=True, repr=False)
class Game(Shown):
    """A case made ready to play.

    Attributes:
        strategies: Ids, in the order of the arrays.
        instruments: Ids, in the order of the arrays.
        numbers: Every uncertain number by id, with prior, origin and source.
        recipe: How to draw them.
        policies: What the strategies announce, horizon and tail.
        setting: The case's constants.
        keys: Keys of the luck's streams.
        years: The horizon.
        seed: The run's seed.
        shape: What compilation depends on, without twin, tail and paths.
        breakdowns: Which group of observed breakdowns stands for what follows one.
    """

    strategies: tuple[str, ...]
    instruments: tuple[str, ...]
    numbers: Mapping[str, Parameter]
    recipe: Recipe
    policies: PolicyArrays
    setting: Setting
    keys: np.ndarray
    years: int
    seed: int
    shape: Shape
    breakdowns: str

    def _card(self) -> Card:
        rows: dict[str, object] = {
            "strategies": self.strategies,
            "instruments": self.instruments,
            "numbers": self.numbers,
            "years": self.years,
            "seed": self.seed,
        }
        return Card("Game", rows=rows_of(rows))


def setup(
    case: Case,
    panel: Figures,
    *,
    strategies: Sequence[str],
    seed: int = 0,
    years: int | None = None,
    worldview: Worldview | None = None,
    joint: JointDraws | None = None,
) -> Game:
    """Makes a case ready to play.

    Args:
        case: The case.
        panel: Figures of the panel (``library/panel``).
        strategies: Ids to play.
        seed: The run's seed.
        years: Horizon; the case's own if not quantities.
        worldview: Whose priors; those of ``data`` if not quantities.
        joint: Draws of several numbers together, as of a posterior, in place of their priors.
    """
    horizon = years or case.target.horizon
    chosen = [next(s for s in case.strategies if s.id == name) for name in strategies]
    numbers = uncertain(case)
    group, table, usual = _breakdowns(case, panel)
    shifts = {shift.parameter: (shift.low, shift.high) for shift in worldview.shifts} if worldview else {}
    policies = _plan(case, chosen, horizon)
    hits = _shocks(case)
    return Game(
        strategies=tuple(strategies),
        instruments=tuple(case.instruments),
        numbers=numbers,
        recipe=recipe({name: one.prior for name, one in numbers.items()}, seed, table, usual, shifts, joint),
        policies=policies,
        setting=_setting(case, hits),
        keys=stream_keys(
            seed, (*STREAMS, *([f"shock:{shock.id}" for shock in case.shocks] or ["shock:none"]))
        ),
        years=horizon,
        seed=seed,
        shape=Shape(
            strategies=len(chosen),
            years=horizon,
            tail=0,
            shocks=len(hits["hazard"]),
            twin=False,
            paths=False,
            light=False,
            rule_states=tuple(
                tuple(int(k) for k in np.flatnonzero(policies.rules.reads[:, slot].any(0)))
                for slot in range(policies.rules.level.shape[1])
            ),
            treaties=_ratified(case),
            levers=_levers(case),
        ),
        breakdowns=group,
    )


def uncertain(case: Case) -> dict[str, Parameter]:
    """Every uncertain number of a case by id: the mechanisms' parameters and the case's quantities."""
    target = case.target
    lead = case.lead_sender
    quantities = {
        **{f"state.{one.id}": getattr(case.state, one.id) for one in STARTING},
        **{f"target.no_change.{name}": getattr(target.no_change, name) for name in DOMAINS},
        **{
            f"target.{name}": getattr(target, name)
            for name in ("control", "detection", "collapse_hazard", "after_breakdown", "war_hazard")
        },
        **{f"target.issue.{name}": getattr(target.issue, name) for name in ("demand", "benefit", "patience")},
        "sender.turnover": lead.turnover,
        "sender.comeback": lead.comeback,
        **{f"shock.{i}.probability": shock.probability for i, shock in enumerate(case.shocks)},
        **{f"shock.{i}.ends": shock.ends for i, shock in enumerate(case.shocks) if shock.ends},
    }
    ours = {
        name: Parameter(name, _meaning(name, case), "share", one.prior, one.origin, one.source, one.disputed)
        for name, one in quantities.items()
    }
    return {**parameters(), **ours}


MEANINGS = {
    "target.control": "surveillance and informants",
    "target.detection": "chance that an abuse is detected before anyone monitors",
    "target.collapse_hazard": "yearly hazard of a breakdown at the start",
    "target.after_breakdown": "share of breakdowns that go well",
    "target.war_hazard": "yearly hazard of war at the start",
    "target.issue.demand": "depth demanded on the linked issue",
    "target.issue.benefit": "benefit of the linked issue",
    "target.issue.patience": "patience on the linked issue",
    "sender.turnover": "yearly chance that the leading sender's government leaves the policy",
    "sender.comeback": "yearly chance that it comes back to it",
}


def _meaning(name: str, case: Case) -> str:
    """What a number of the case stands for, in words."""
    kind, _, rest = name.partition(".")
    if kind == "state":
        return f"{BY_ID[rest].meaning}, at the start"
    if kind == "shock":
        number, what = rest.split(".")
        title = case.shocks[int(number)].title
        return f"yearly chance that this {'begins' if what == 'probability' else 'ends'}: {title}"
    if rest.startswith("no_change."):
        return f"share of years without change in {rest.removeprefix('no_change.').replace('_', ' ')}"
    return MEANINGS[name]


def _levels(named: Mapping[str, float], floor: np.ndarray, ids: Sequence[str]) -> np.ndarray:
    """Levels in the order of the instruments; what is not named stays at the floor."""
    levels = floor.copy()
    for name, level in named.items():
        levels[ids.index(name)] = level
    return levels


def _plan(case: Case, chosen: Sequence[Strategy], horizon: int) -> PolicyArrays:
    """Schedules over horizon and tail; in the tail everyone goes back to the baseline."""
    case, ids, levers = case, list(case.instruments), _levers(case)
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
        ahead=anticipated(pressure(seen, levers), float(pressure(base, levers))),
        rules=rules,
    )


def _levers(case: Case) -> tuple[Lever, ...]:
    """The instruments as the engine knows them, in the library's order."""
    return tuple(Lever(one.letter, one.kind, one.threat) for one in case.instruments.values())


def _whole(levels: np.ndarray, ids: Sequence[str]) -> dict[str, float]:
    """A package replaces everything: what it leaves out goes back to the baseline."""
    return {name: float(level) for name, level in zip(ids, levels, strict=True)}


def _shocks(case: Case) -> dict[str, np.ndarray]:
    """Effects of shocks as pulls per year: a share lost is ``-log(1 - share)``."""
    possible = case.shocks
    rows = max(1, len(possible))  # a case without shocks has one that never comes
    hits = {
        "up": np.zeros((rows, len(STOCKS) + 1)),
        "down": np.zeros((rows, len(STOCKS) + 1)),
        "hazard": np.zeros(rows),
        "refusal": np.zeros(rows),
    }
    for s, shock in enumerate(possible):
        for name, effect in shock.effects.items():
            side = "up" if effect > 0 else "down"
            if name == "collapse_hazard":
                hits["hazard"][s] = effect
            elif name == "refusal":
                hits["refusal"][s] = effect
            elif name == "resources":
                hits[side][s, -1] = abs(effect)
            else:
                hits[side][s, STOCK_IDS.index(name)] = shocks.pull(abs(effect))
    return hits


def _ratified(case: Case) -> tuple[str, ...]:
    """Ratified treaties that bind in one of the domains, in the order of the library."""
    ratified = {one.treaty for one in case.commitments}
    return tuple(
        name
        for name, treaty in case.treaties.items()
        if name in ratified and any(getattr(treaty.binds, domain) for domain in DOMAINS)
    )


def _setting(case: Case, hits: Mapping[str, np.ndarray]) -> Setting:
    """Treaty law ratified, what it asks, and the user's weights."""
    ratified = _ratified(case)
    binds = np.array([[getattr(t.binds, d) for d in DOMAINS] for t in case.treaties.values()])
    depth = np.array([[getattr(t.depth, d).value for d in DOMAINS] for t in case.treaties.values()])
    mine = np.array([name in ratified for name in case.treaties])[:, None] * binds
    weight = mine.sum(0)
    none = weight.sum() == 0
    levels = (mine * depth).sum(0) / np.where(weight > 0, weight, 1.0)
    weights = case.objectives.weights
    bound, asks = (
        [x for name, x in zip(case.treaties, of, strict=True) if name in ratified] for of in (binds, depth)
    )
    return Setting(
        treaties=weight / np.maximum(binds.sum(0), 1e-12),
        levels=np.maximum(levels, 1e-9),
        bound=np.full(3, np.nan) if none else weight / weight.sum(),
        treaty_levels=np.reshape(asks, (-1, 3)),
        treaty_bound=np.reshape([row / row.sum() for row in bound], (-1, 3)),
        weights=np.array([getattr(weights, name) for name in DOMAINS]),
        threshold=np.array(case.objectives.threshold),
        shock_up=hits["up"],
        shock_down=hits["down"],
        shock_hazard=hits["hazard"],
        shock_refusal=hits["refusal"],
    )


GOOD = 0.1  # a rise in mean rights that makes a breakdown one that went well, as in the panel's figures


def _breakdowns(case: Case, panel: Figures) -> tuple[str, np.ndarray, float]:
    """Observed breakdowns that resemble the target: by its rights where they are low, else by its regime.

    Returns:
        The group's name, what its breakdowns left [variable of ``AFTER``, knot], and the share of them
        after which rights would stand more than .1 above this target's own start.
    """
    state = case.state
    rights = sum(min(max(getattr(state, name).value, 0.01), 0.99) for name in DOMAINS) / 3
    group = "from_low_rights" if rights < 0.25 else str(case.target.regime)
    figures = panel["after_breakdown"].get(group, {})
    if "tenths_rights" not in figures or figures.get("fell_back_to"):
        group = "all"
        figures = panel["after_breakdown"]["all"]
    tenths = np.array(figures["tenths_rights"])
    ranks = (np.arange(tenths.size) + 0.5) / tenths.size
    usual = 1 - np.interp(rights + GOOD, tenths, ranks)
    table = np.array([figures[f"tenths_{IDS[name]}"] for name in AFTER])
    return group, table, float(np.clip(usual, 0.01, 0.99))
