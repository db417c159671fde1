"""All facts of a comparison; the sentences read them."""

from __future__ import annotations

import math

from suasion.decide.facts import audits, dangers, rights
from suasion.domain.findings.comparison import Numbers
from suasion.domain.findings.facts import Exactness, Facts, Replayed

CLOSE = 1.0  # Mahalanobis distance up to which a real case counts as close
POINTS = 100  # percentage points in a share of one


def facts(numbers: Numbers) -> Facts:
    """What follows from the numbers of a comparison by a rule.

    Args:
        numbers: Every number of the comparison.
    """
    contest = rights.contest(numbers)
    leaders = rights.leaders(numbers) if contest == "ranked" else None
    expected = numbers.expected
    return Facts(
        contest=contest,
        doomed=rights.doomed(numbers),
        near_is_close=any(one.distance <= CLOSE for one in numbers.support.nearest),
        origins=audits.origins(numbers),
        leaders=leaders,
        last_year=rights.last_year(numbers) if contest == "ranked" else None,
        highest=rights.highest(numbers),
        expected_share=expected.expected_win_share[expected.leader] if expected else None,
        gains=rights.gains(numbers, leaders),
        harm=dangers.extremes(numbers, "harm"),
        collapse=dangers.extremes(numbers, "collapse"),
        war=dangers.extremes(numbers, "war"),
        shortfall=dangers.shortfall(numbers),
        limits=dangers.limits(numbers),
        endangered=dangers.endangered(numbers),
        leads=audits.leads(numbers),
        halved=audits.halved(numbers),
        inability=audits.inability(numbers),
        schools=audits.schools(numbers),
        replayed=replayed(numbers),
        exact_to=Exactness(
            worlds=exact_to(numbers.worlds), draws=exact_to(expected.draws) if expected else None
        ),
        stillness=max(numbers.stillness_binds.values(), default=0.0),
    )


def exact_to(sample: int) -> int:
    """Two standard errors of a share of this many worlds or draws, in percentage points, at least 1."""
    return max(1, round(2 * POINTS * math.sqrt(0.25 / sample)))


def replayed(numbers: Numbers) -> tuple[Replayed, ...]:
    """How much of what was observed lies within what was simulated, policy by policy."""
    policies = dict.fromkeys(name for series in numbers.replay for name in series.strategies)
    rows = []
    for name in policies:
        own = [series for series in numbers.replay if name in series.strategies]
        fits = [series.strategies[name] for series in own]
        rows.append(
            Replayed(
                strategy=name,
                inside=round(
                    sum(fit.within_90 * len(series.years) for fit, series in zip(fits, own, strict=True))
                ),
                years=sum(len(series.years) for series in own),
                better=sum(
                    fit.error < series.error_of_no_change for fit, series in zip(fits, own, strict=True)
                ),
                series=len(own),
            )
        )
    return tuple(rows)
