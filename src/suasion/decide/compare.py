"""What a comparison found, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from suasion.decide.lead import lead
from suasion.decide.numbers import mechanisms_by_id, uncertain_numbers
from suasion.decide.replay import replay
from suasion.decide.summary import pairs, summaries, win_shares
from suasion.decide.treaties import treaties
from suasion.domain.resolved import Resolved
from suasion.notation import OUTCOME_IDS
from suasion.simulation.play import Played
from suasion.simulation.setup import Game
from suasion.simulation.start import stillness_binds
from suasion.simulation.world import at_quantile


def results(
    resolved: Resolved,
    game: Game,
    played: Played,
    *,
    worldview: str,
    support: dict[str, Any],
    audits: Callable[[], dict[str, Any]],
    drawn: Mapping[str, np.ndarray],
    sources: Mapping[str, str],
) -> dict[str, Any]:
    """Everything that was found, as plain data; the layout of ``results.json``.

    Args:
        resolved: The case.
        game: What was played.
        played: Its outcomes.
        worldview: Whose priors.
        support: From ``decide.support``.
        audits: Gives ``expected``, ``ablations``, ``fairness`` and ``origins``, or nothing where they were not
            asked for; called when all else is worked out.
        drawn: The numbers drawn for the first worlds, [world] each.
        sources: BibTeX of every source that the case, the library and the model rest on, by key.
    """
    case = resolved.case
    main = [s.id for s in resolved.strategies if s.id in game.strategies and not s.variant]
    main = main or list(game.strategies)
    index = [game.strategies.index(name) for name in main]
    outside = [name for name in game.strategies if name not in main]
    outcomes = {name: played.outcomes[name] for name in OUTCOME_IDS}
    table = summaries({name: value[index] for name, value in outcomes.items()}, main)
    table |= {
        name: summaries({o: v[[game.strategies.index(name)]] for o, v in outcomes.items()}, [name])[name]
        for name in outside
    }
    for name in outside:  # a variant stands outside the contest
        for numbers in table[name].values():
            numbers["win_share"] = numbers["regret"] = None
    found = {
        "format": 1,
        "kind": "scenario",
        "case": case.id,
        "title": case.title,
        "question": case.question,
        "target": case.target.name,
        "start": case.target.start,
        "seed": game.seed,
        "worlds": int(played.failed.size),
        "failed_worlds": int(played.failed.sum()),
        "years": game.years,
        "worldview": worldview,
        "table": main,
        "variants": outside,
        "titles": {s.id: s.title for s in resolved.strategies},
        "strategies": table,
        "pairs": pairs({name: value[index] for name, value in outcomes.items()}, main),
        "constraints": _constraints(resolved, table),
        "hangs_on": _hangs_on(game, main, played, drawn),
        "stillness_binds": stillness_binds(drawn),
        "breakdowns": game.breakdowns,
        "support": support,
        "trajectories": _fans(case.target.start, game, played, main),
        "replay": replay(resolved, game, played),
        "treaties": treaties(resolved, game, played),
        "expected": {},
        "ablations": {},
        "fairness": {},
        "origins": {},
        "numbers": uncertain_numbers(game),
        "mechanisms": mechanisms_by_id(),
        "sources": dict(sources),
    }
    return found | audits()


def _constraints(resolved: Resolved, table: dict[str, Any]) -> list[dict[str, Any]]:
    """Floors and caps that a strategy's mean breaks by more than its numerical error: never traded."""
    objectives = resolved.case.objectives
    broken = []
    for kind, bounds in (("floor", objectives.floors), ("cap", objectives.caps)):
        for outcome, bound in bounds.items():
            for name, numbers in table.items():
                mean, se = numbers[outcome]["mean"], numbers[outcome]["se"]
                over = 0.0 if mean is None else (bound - mean if kind == "floor" else mean - bound)
                if over > 2 * (se or 0.0):
                    broken.append({"strategy": name, "outcome": outcome, kind: bound, "mean": mean})
    return broken


def _hangs_on(game: Game, main: list[str], played: Played, drawn: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """The leading pair, who wins at low and high inability, and which numbers move its difference."""
    rights = np.stack([played.outcomes["rights"][game.strategies.index(name)] for name in main]).astype(float)
    order = np.argsort(-np.nanmean(rights, axis=1), kind="stable")
    if len(main) < 2:
        return {"pair": [], "inability": {}, "numbers": []}
    first, second = (int(i) for i in order[:2])
    rights = rights[:, : next(iter(drawn.values())).size]
    sound = ~played.failed[: rights.shape[1]]
    apart = (rights[first] - rights[second])[sound]
    upsilon = drawn["inability.upsilon"][sound]
    inability = {}
    for label, where in (("low", upsilon < 1 / 3), ("high", upsilon > 2 / 3)):
        if where.any():
            shares = win_shares(rights[:, sound][:, where], 1.0)
            named = dict(zip(main, map(float, shares), strict=True))
            inability[label] = {"win_share": named, **lead(named, int(where.sum()))}
    rank = _ranks(apart)
    found = []
    for name, one in game.numbers.items():
        value = drawn[name][sound]
        spread = value.std()
        if spread > 0 and apart.std() > 0:
            found.append((float(np.corrcoef(_ranks(value), rank)[0, 1]), name, one))
    found.sort(key=lambda item: -abs(item[0]))
    return {
        "pair": [main[first], main[second]],
        "inability": inability,
        "numbers": [
            {
                "id": name,
                "meaning": one.meaning,
                "origin": one.origin,
                "rank_correlation": correlation,
                "q05": at_quantile(one.prior, 0.05),
                "q95": at_quantile(one.prior, 0.95),
            }
            for correlation, name, one in found[:12]
        ],
    }


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(values.size)
    ranks[np.argsort(values, kind="stable")] = np.arange(values.size)
    return ranks


def _fans(start: int, game: Game, played: Played, main: list[str]) -> list[dict[str, Any]]:
    """Mean and quantiles of rights per year; empty where no paths were kept."""
    if "rights" not in played.paths:
        return []
    rows = []
    for name in main:
        values = played.paths["rights"][game.strategies.index(name)].astype(float)
        sound = values[~np.isnan(values).any(1)]
        levels = np.quantile(sound, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        for t in range(game.years):
            rows.append(
                {
                    "strategy": name,
                    "year": start + t,
                    "mean": float(sound[:, t].mean()),
                    **dict(zip(("q05", "q25", "q50", "q75", "q95"), map(float, levels[:, t]), strict=True)),
                }
            )
    return rows
