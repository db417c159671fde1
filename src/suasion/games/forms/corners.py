"""All extreme equilibria of a game of two, exactly, by the supports and best replies of either side.

A strategy of one side is a corner if as many of its strategies are unused, or of the other's are best replies to
it, as it has strategies: as many *labels*. Two corners that have all labels between them are an equilibrium,
and every equilibrium is a mixture of such (Mangasarian's theorem). A corner with more labels than that makes the
game degenerate. Corners are walked from one to the next by exact pivots, so regret is exactly 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from suasion.progress import Counter, Progress

from .tableau import Row, Tableau, whole

WORK = 1_500_000  # entries of tableaux that are computed for one side before the list of all is given up
GROUPS = 2_000  # combinations of replies that are looked through for continua

Table = Sequence[Sequence[Fraction]]


class Corner(NamedTuple):
    """A mixed strategy and its labels, a bit each: first the first player's strategies, then the second's."""

    weights: tuple[int, ...]
    labels: int

    @property
    def mix(self) -> tuple[Fraction, ...]:
        """Chances of the strategies."""
        total = sum(self.weights)
        return tuple(Fraction(weight, total) for weight in self.weights)


class Pairs(NamedTuple):
    """Extreme equilibria as pairs of places in the two lists of corners."""

    first: list[Corner]
    second: list[Corner]
    pairs: list[tuple[int, int]]


def positive(table: Table) -> list[Row]:
    """The same gains as whole numbers above 0."""
    numbers = whole(table)
    least = min(min(row) for row in numbers)
    return [[value - least + 1 for value in row] for row in numbers]


def replies(gains: list[Row], own: Sequence[int], others: Sequence[int]) -> Tableau:
    """``{x >= 0, G x <= 1}``: one side's mixtures by what the other gains from its replies.

    Args:
        gains: Of the other side, positive, [its strategies][own].
        own: Labels of the own strategies.
        others: Labels of the other side's.
    """
    return Tableau([[*row, 1] for row in gains], list(others), list(own), tuple(others))


def corners(start: Tableau, progress: Progress | None = None) -> list[Corner] | None:
    """Every corner but 0; nothing where there are too many.

    Args:
        start: As made by `replies`.
        progress: Receives how many pivots were made, of those allowed.
    """
    own = list(start.free)
    most = WORK // (len(start.entries) * len(start.entries[0]))
    counter = Counter(progress, "corners of best replies", most)
    known: dict[int, Corner] = {}
    seen, stack = {_bits(start.free)}, [start]
    while stack:
        here = stack.pop()
        tight = _bits(here.free) | _bits(
            [v for v, row in zip(here.basic, here.entries, strict=True) if row[-1] == 0]
        )
        if tight not in known and not all(label in here.free for label in own):
            worth = {v: row[-1] for v, row in zip(here.basic, here.entries, strict=True)}
            known[tight] = Corner(tuple(worth.get(label, 0) for label in own), tight)
        mask = _bits(here.free)
        for column, entering in enumerate(here.free):
            row = here.leaving(column)
            if row is None:
                continue
            after = mask ^ (1 << entering) ^ (1 << here.basic[row])
            if after not in seen:
                if len(seen) > most:
                    return None
                seen.add(after)
                counter.add()
                stack.append(here.pivoted(row, column))
    return [corner for corner in known.values() if any(corner.weights)]


def _bits(labels: Sequence[int]) -> int:
    mask = 0
    for label in labels:
        mask |= 1 << label
    return mask


def equilibria(first: Table, second: Table, progress: Progress | None = None) -> Pairs | None:
    """All extreme equilibria; nothing where there are too many corners to list.

    Args:
        first: The first player's payoffs, [own strategy][the other's].
        second: The second player's payoffs, indexed alike.
        progress: Receives how far the list has come.
    """
    m, n = len(first), len(first[0])
    own, others = range(m), range(m, m + n)
    of_second = positive([list(column) for column in zip(*second, strict=True)])  # [n][m]
    xs = corners(replies(of_second, own, others), progress)
    ys = None if xs is None else corners(replies(positive(first), others, own), progress)
    if xs is None or ys is None:
        return None
    xs, ys = (sorted(side, key=_order) for side in (xs, ys))
    every = (1 << (m + n)) - 1
    if m + n <= 62:
        of_y = np.array([y.labels for y in ys], dtype=np.int64)
        pairs = [(i, int(j)) for i, x in enumerate(xs) for j in np.flatnonzero((of_y | x.labels) == every)]
    else:
        pairs = [(i, j) for i, x in enumerate(xs) for j, y in enumerate(ys) if x.labels | y.labels == every]
    return Pairs(xs, ys, pairs)


def _order(corner: Corner) -> tuple[Fraction, ...]:
    """Corners that use earlier strategies more come first."""
    return tuple(-chance for chance in corner.mix)


def continua(pairs: list[tuple[int, int]]) -> list[tuple[int, ...]] | None:
    """Largest groups of pairs that hold every combination of their parts, more than one pair each.

    Returns:
        Groups of numbers from 1; nothing where there are too many combinations to look through.
    """
    replied: dict[int, frozenset[int]] = {}
    for i, j in pairs:
        replied[i] = replied.get(i, frozenset()) | {j}
    shared: set[frozenset[int]] = set()
    for own in set(replied.values()):
        shared |= {own} | {own & other for other in shared if own & other}
        if len(shared) > GROUPS:
            return None
    place = {pair: number for number, pair in enumerate(pairs, 1)}
    groups = []
    for seconds in shared:
        firsts = [i for i, own in replied.items() if seconds <= own]
        if len(firsts) * len(seconds) > 1:
            groups.append(tuple(sorted(place[i, j] for i in firsts for j in seconds)))
    return sorted(groups)
