"""Who is best for rights; what chance cannot tell apart is never ranked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from suasion.decide.facts.pairs import apart, better
from suasion.decide.lead import lead
from suasion.domain.findings.comparison import Numbers
from suasion.domain.findings.facts import Gains, LastYear, Leaders

DOOMED = 0.9  # share of worlds that break down beyond which a case hardly tells strategies apart


def contest(numbers: Numbers) -> Literal["single", "unranked", "ranked"]:
    """Whether there is anything to rank."""
    if len(numbers.table) < 2:
        return "single"
    return "unranked" if None in _win_shares(numbers, "rights").values() else "ranked"


def doomed(numbers: Numbers) -> bool:
    """Whether the regime breaks down in nearly all worlds whatever is done."""
    means = [numbers.strategies[name]["collapse"].mean for name in numbers.table]
    return all(mean is not None and mean > DOOMED for mean in means)


def together(shares: Mapping[str, float], worlds: int) -> list[str]:
    """The strategy with the largest share, and all that chance does not tell apart from it, best first."""
    order = sorted(shares, key=lambda name: -shares[name])
    first = order[0]
    return [
        name
        for name in order
        if name == first or not lead({first: shares[first], name: shares[name]}, worlds).clear
    ]


def leaders(numbers: Numbers) -> Leaders:
    """Who wins in most worlds, with all that cannot be told apart."""
    shares = {name: share or 0.0 for name, share in _win_shares(numbers, "rights").items()}
    tied = together(shares, numbers.worlds)
    second = lead(shares, numbers.worlds).runner_up if len(tied) == 1 else None
    return Leaders(
        strategies=tuple(tied),
        clear=len(tied) == 1,
        low=min(shares[name] for name in tied),
        high=max(shares[name] for name in tied),
        runner_up=second,
        runner_up_share=None if second is None else shares[second],
    )


def last_year(numbers: Numbers) -> LastYear:
    """Who wins in the last year."""
    shares = {name: share or 0.0 for name, share in _win_shares(numbers, "rights_final").items()}
    tied = together(shares, numbers.worlds)
    return LastYear(strategies=tuple(tied), clear=len(tied) == 1, share=shares[tied[0]])


def highest(numbers: Numbers) -> tuple[str, ...]:
    """The strategy with the highest mean, and those that lie too close to it."""
    means = {name: numbers.strategies[name]["rights"].mean for name in numbers.table}
    valued = {name: mean for name, mean in means.items() if mean is not None}
    if not valued:
        return ()
    first = max(valued, key=lambda name: valued[name])
    near = [name for name in valued if name != first and not apart(numbers, "rights", first, name)]
    return (first, *near)


def gains(numbers: Numbers, leading: Leaders | None) -> Gains | None:
    """How often what leads does better than the policy as it stands, in the same worlds."""
    if leading is None or "baseline" in leading.strategies or "baseline" not in numbers.table:
        return None
    shares = [better(numbers, name, "baseline") for name in leading.strategies]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    return Gains(strategies=leading.strategies, low=min(known), high=max(known))


def _win_shares(numbers: Numbers, outcome: Literal["rights", "rights_final"]) -> dict[str, float | None]:
    return {name: numbers.strategies[name][outcome].win_share for name in numbers.table}
