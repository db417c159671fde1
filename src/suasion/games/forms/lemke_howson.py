"""Some equilibria of a game of two, exactly, along Lemke and Howson's paths: for games too large to list all.

From a pair of mixtures that has every label, one label is dropped; pivots in the two polytopes take turns until it is
picked up again, in another equilibrium. Paths of every label are followed from every equilibrium that is reached.
Source: lemke_howson1964.
"""

from __future__ import annotations

from suasion.progress import Counter, Progress

from .corners import Corner, Table, positive, replies
from .tableau import Tableau

WORK = 6_000_000  # entries of tableaux that are computed, the first path not counted

Pair = tuple[Tableau, Tableau]


def some(first: Table, second: Table, progress: Progress | None = None) -> list[tuple[Corner, Corner]]:
    """At least one equilibrium, as corners of the two sides.

    Args:
        first: The first player's payoffs, [own strategy][the other's].
        second: The second player's payoffs, indexed alike.
        progress: Receives how much of the allowed work is done.
    """
    m, n = len(first), len(first[0])
    own, others = range(m), range(m, m + n)
    columns = [list(column) for column in zip(*second, strict=True)]
    start = replies(positive(columns), own, others), replies(positive(first), others, own)
    most = max(1, WORK // (2 * m * n))
    counter = Counter(progress, "Lemke-Howson paths", most)
    seen, queue, pairs, pivots = {_labels(start)}, [start], [], 0
    while queue and pivots < most:
        here = queue.pop(0)
        for label in range(m + n):
            there, steps = _path(here, label)
            pivots += steps
            counter.add(steps)
            if _labels(there) not in seen:
                seen.add(_labels(there))
                queue.append(there)
                pairs.append((_corner(there[0], own), _corner(there[1], others)))
            if pivots >= most and pairs:
                break
    distinct = {(x.mix, y.mix): (x, y) for x, y in pairs if any(x.weights) and any(y.weights)}
    return list(distinct.values())


def _path(pair: Pair, label: int) -> tuple[Pair, int]:
    """The other end of the path on which one label is missing, and its length."""
    tables = list(pair)
    side = 0 if label in tables[0].free else 1
    entering, steps = label, 0
    while True:
        here = tables[side]
        column = here.free.index(entering)
        row = here.leaving(column)
        assert row is not None, "the polytope is bounded"
        entering = here.basic[row]
        tables[side] = here.pivoted(row, column)
        side, steps = 1 - side, steps + 1
        if entering == label:
            return (tables[0], tables[1]), steps


def _labels(pair: Pair) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(pair[0].free), frozenset(pair[1].free)


def _corner(table: Tableau, own: range) -> Corner:
    worth = {v: row[-1] for v, row in zip(table.basic, table.entries, strict=True)}
    return Corner(tuple(worth.get(label, 0) for label in own), 0)
