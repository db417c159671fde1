"""Two strategies in the same worlds: how often one is better, and whether their means are told apart."""

from __future__ import annotations

from suasion.domain.findings.comparison import Numbers

SURE = 3.0  # standard errors


def better(numbers: Numbers, a: str, b: str, outcome: str = "rights") -> float | None:
    """Share of worlds in which a is better than b, in the same worlds; none if not known."""
    for pair in numbers.pairs:
        if pair.outcome == outcome and {pair.a, pair.b} == {a, b} and pair.share_a_better is not None:
            return pair.share_a_better if pair.a == a else 1 - pair.share_a_better
    return None


def apart(numbers: Numbers, outcome: str, a: str, b: str) -> bool:
    """Whether two means differ by more than three standard errors of the difference in the same worlds."""
    for pair in numbers.pairs:
        if pair.outcome == outcome and {pair.a, pair.b} == {a, b} and pair.difference is not None:
            return abs(pair.difference) > SURE * (pair.se or 0.0) and pair.difference != 0
    return False
