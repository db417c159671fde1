"""Harm, collapse and war; limits of the case; partners inside."""

from __future__ import annotations

from typing import Literal

from suasion.decide.facts.pairs import apart
from suasion.domain.findings.comparison import Numbers
from suasion.domain.findings.facts import Extremes, Limit
from suasion.notation import OUTCOMES

TITLES = {outcome.id: outcome.title for outcome in OUTCOMES}
RISK = 2.0  # standard errors by which a risk must be greater to be called so


def extremes(numbers: Numbers, outcome: Literal["harm", "collapse", "war"]) -> Extremes | None:
    """The strategies with the least and the greatest mean."""
    means = {name: numbers.strategies[name][outcome].mean for name in numbers.table}
    valued = {name: mean for name, mean in means.items() if mean is not None}
    if not valued:
        return None
    least, most = (pick(valued, key=lambda name: valued[name]) for pick in (min, max))
    return Extremes(
        least=least,
        low=valued[least],
        most=most,
        high=valued[most],
        apart=apart(numbers, outcome, least, most),
    )


def shortfall(numbers: Numbers) -> float | None:
    """Years of full subsistence that the start itself lacks over the years played."""
    start = next((one.q50 for one in numbers.numbers if one.id == "state.subsistence"), None)
    return None if start is None else (1 - start) * numbers.years


def limits(numbers: Numbers) -> tuple[Limit, ...]:
    """Which limits of the case were broken, by whom, and how far."""
    rows = []
    for outcome in sorted({one.outcome for one in numbers.constraints}):
        broken = [one for one in numbers.constraints if one.outcome == outcome]
        worst = (min if broken[0].kind == "floor" else max)(one.mean for one in broken)
        rows.append(
            Limit(
                outcome=outcome,
                title=TITLES[outcome],
                unit="years" if outcome == "harm" else "share",
                limit=broken[0].limit,
                strategies=tuple(one.strategy for one in broken),
                worst=worst,
            )
        )
    return tuple(rows)


def endangered(numbers: Numbers) -> tuple[str, ...]:
    """Strategies under which partners inside run a greater risk than under the policy as it stands.

    Greater by more than two standard errors of the difference in the same worlds.
    """
    raised = set()
    for pair in numbers.pairs:
        if pair.outcome != "partners_at_risk" or "baseline" not in (pair.a, pair.b):
            continue
        more = (pair.difference or 0.0) * (-1 if pair.a == "baseline" else 1)
        if more > RISK * (pair.se or 0.0) and more > 0:
            raised.add(pair.b if pair.a == "baseline" else pair.a)
    return tuple(name for name in numbers.table if name in raised)
