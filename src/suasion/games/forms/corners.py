"""All extreme equilibria of a game of two, exactly, by the supports and best replies of either side.

A strategy of one side is a corner if as many of its strategies are unused, or of the other's are best replies to
it, as it has strategies: as many *labels*. Two corners that have all labels between them are an equilibrium,
and every equilibrium is a mixture of such (Mangasarian's theorem). A corner with more labels than that makes the
game degenerate. All in rational numbers, so regret is exactly 0.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import NamedTuple

MOST = 200_000  # sets of labels to try for one side

Row = list[Fraction]


class Corner(NamedTuple):
    """A mixed strategy and its labels: own unused strategies, then the other side's best replies."""

    mix: tuple[Fraction, ...]
    labels: frozenset[int]


def too_large(own: int, other: int) -> bool:
    """Whether one side's corners are too many to list."""
    return comb(own + other, own) > MOST


def corners(gains: list[Row], own: int) -> list[Corner]:
    """Corners of ``{x >= 0, G x <= 1}`` but 0, where ``G`` holds the other side's positive gains, [other, own]."""
    zero, one = Fraction(0), Fraction(1)
    rows = [[one if i == j else zero for j in range(own)] + [zero] for i in range(own)]
    rows += [[*row, one] for row in gains]
    found: dict[tuple[Fraction, ...], Corner] = {}

    def inside(x: Row) -> frozenset[int] | None:
        labels = [i for i, value in enumerate(x) if value == 0]
        if any(value < 0 for value in x):
            return None
        for j, row in enumerate(gains):
            reached = sum((g * v for g, v in zip(row, x, strict=True)), zero)
            if reached > 1:
                return None
            if reached == 1:
                labels.append(own + j)
        return frozenset(labels)

    def search(first: int, basis: list[tuple[int, Row]]) -> None:
        if len(basis) == own:
            x = [zero] * own
            for pivot, row in reversed(basis):
                x[pivot] = row[-1] - sum((row[j] * x[j] for j in range(own) if j != pivot), zero)
            labels = inside(x)
            if labels is not None and any(x):
                total = sum(x)
                found[tuple(x)] = Corner(tuple(value / total for value in x), labels)
            return
        for place in range(first, len(rows) - (own - len(basis)) + 1):
            row = list(rows[place])
            for pivot, done in basis:
                if row[pivot]:
                    factor = row[pivot]
                    row = [a - factor * b for a, b in zip(row, done, strict=True)]
            pivot = next((j for j in range(own) if row[j]), -1)
            if pivot >= 0:
                lead = row[pivot]
                search(place + 1, [*basis, (pivot, [value / lead for value in row])])

    search(0, [])
    return list(found.values())


def positive(table: list[Row]) -> list[Row]:
    """The same game with gains above 0."""
    least = min(min(row) for row in table)
    return [[value - least + 1 for value in row] for row in table]


class Pairs(NamedTuple):
    """Extreme equilibria as pairs of places in the two lists of corners."""

    first: list[Corner]
    second: list[Corner]
    pairs: list[tuple[int, int]]


def equilibria(first: list[Row], second: list[Row]) -> Pairs:
    """All extreme equilibria.

    Args:
        first: The first player's payoffs, [own strategy][the other's].
        second: The second player's payoffs, indexed alike.
    """
    m, n = len(first), len(first[0])
    of_second = positive([list(column) for column in zip(*second, strict=True)])  # [n][m]
    xs, ys = corners(of_second, m), corners(positive(first), n)
    every = frozenset(range(m + n))
    swapped = [frozenset(label + m if label < n else label - n for label in y.labels) for y in ys]
    pairs = [
        (i, j) for i, x in enumerate(xs) for j, labels in enumerate(swapped) if x.labels | labels == every
    ]
    return Pairs(xs, ys, pairs)


def continua(pairs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Largest groups of pairs that hold every combination of their parts, more than one pair each."""
    replies: dict[int, frozenset[int]] = {}
    for i, j in pairs:
        replies[i] = replies.get(i, frozenset()) | {j}
    shared = set(replies.values())
    while True:
        more = {a & b for a in shared for b in shared if a & b} - shared
        if not more:
            break
        shared |= more
    place = {pair: number for number, pair in enumerate(pairs, 1)}
    groups = []
    for seconds in shared:
        firsts = [i for i, own in replies.items() if seconds <= own]
        if len(firsts) * len(seconds) > 1:
            groups.append(tuple(sorted(place[i, j] for i in firsts for j in seconds)))
    return sorted(groups)
