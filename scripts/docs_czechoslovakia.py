"""What the answer for Czechoslovakia 1975 hangs on in the case itself: the same worlds with one coding changed.

``scripts/docs_cases.py`` calls this for the page of that case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import suasion
from docs_markdown import table
from docs_variations import leads, means
from suasion.domain.case import Case
from suasion.domain.strategy import Strategy

SHOWN = ("baseline", "as_it_was", "helsinki_without_reviews", "engagement", "both_at_once")
AGAINST = ("baseline", "helsinki_without_reviews")


def variations(case: Case, worlds: int) -> str:
    """Mean rights, those of the last year and breakdown, with one coding changed at a time."""
    rows, pairs = [], []
    for label, change in CHANGES.items():
        found = suasion.compare(change(case), worlds=worlds, audits=False)
        rows.append(means(label, found, SHOWN))
        pairs.append(leads(label, found, AGAINST))
    return (
        "### One coding changed\n\nMean rights, rights of the last year (both of 100) and share of breakdowns.\n\n"
        + table(["changed", *(f"`{name}`" for name in SHOWN)], rows)
        + "\n\n`as_it_was` less two others in mean rights, of 100, ± one standard error.\n\n"
        + table(["changed", *(f"less `{name}`" for name in AGAINST)], pairs)
    )


def _followed(case: Case, change: Callable[[dict[str, float]], dict[str, float]]) -> Case:
    """The policy that was followed with its levels changed."""

    def one(strategy: Strategy) -> Strategy:
        if not strategy.history:
            return strategy
        parts = [part.model_copy(update={"levels": change(dict(part.levels))}) for part in strategy.schedule]
        return strategy.model_copy(update={"schedule": tuple(parts)})

    return replace(case, strategies=tuple(one(strategy) for strategy in case.strategies))


def _levels(**factors: float) -> Callable[[Case], Case]:
    """Levels of the policy that was followed, each multiplied by a factor."""
    return lambda case: _followed(
        case, lambda said: {name: level * factors.get(name, 1.0) for name, level in said.items()}
    )


def _lead(case: Case) -> Case:
    """The weights of the two greatest senders exchanged, so that the other one's turnover counts."""
    first, second = sorted(case.senders, key=lambda sender: -sender.weight)[:2]
    swap = {first.id: second.weight, second.id: first.weight}
    senders = [one.model_copy(update={"weight": swap.get(one.id, one.weight)}) for one in case.senders]
    return _with(case, senders=tuple(senders))


def _turn(hazard: float | None = None) -> Callable[[Case], Case]:
    """With hindsight: the patron turns with a chance of .25 a year and for good; optionally it weighs more."""

    def changed(case: Case) -> Case:
        shocks = []
        for one in case.shocks:
            if one.id == "patron_turn" and one.ends is not None:
                new: dict[str, Any] = {
                    "probability": one.probability.model_copy(
                        update={"value": 0.25, "low": 0.15, "high": 0.40}
                    ),
                    "ends": one.ends.model_copy(update={"value": 0.02, "low": 0.01, "high": 0.05}),
                }
                if hazard is not None:
                    new["effects"] = {**one.effects, "collapse_hazard": hazard}
                one = one.model_copy(update=new)
            shocks.append(one)
        return _with(case, shocks=tuple(shocks))

    return changed


def _with(case: Case, **update: Any) -> Case:
    return replace(case, file=case.file.model_copy(update=update))


CHANGES: dict[str, Callable[[Case], Case]] = {
    "nothing": lambda case: case,
    "no shaming in `as_it_was`": _levels(shaming=0.0),
    "twice the shaming": _levels(shaming=2.0),
    "half the assurance": _levels(assurance=0.5),
    "the United States lead": _lead,
    "hindsight: the patron turns, .25 a year": _turn(),
    "the same, weighing 2.6 log points in place of .8": _turn(2.6),
}
