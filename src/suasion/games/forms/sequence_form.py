"""One equilibrium of a tree of two players, exactly, in its sequence form: for trees with too many strategies.

A player's choices are weights of the sequences of its own actions; what is best against the other's weights is a
linear programme. The two programmes and their duals are one linear complementarity problem, which Lemke's method
solves by pivots. Its size grows with the tree and not with the number of strategies.
Source: koller_megiddo_vonstengel1996.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from suasion.progress import Counter, Progress

from .extensive import Behaviour, Extensive, Node, Place
from .numbers import Number
from .tableau import Tableau, whole

LARGEST = 260  # variables of the problem on either side
STEPS = 20_000

Sequence = tuple[Place, int] | None  # the last action of one's own, or none yet


class Side(NamedTuple):
    """One player's sequences, and its information sets with the sequence that leads to each."""

    sequences: dict[Sequence, int]
    sets: dict[Place, Sequence]


def solution(game: Extensive, progress: Progress | None = None) -> Behaviour | None:
    """An equilibrium in behaviour; nothing where the tree is too large or the method ends without one."""
    sides = [_side(game, player) for player in (1, 2)]
    size = sum(len(side.sequences) + 2 * (len(side.sets) + 1) for side in sides)
    if size > LARGEST:
        return None
    weights = _lemke(*_problem(game, sides), progress)
    if weights is None:
        return None
    behaviour: dict[Place, tuple[Number, ...]] = {}
    start = 0
    for side in sides:
        own = weights[start : start + len(side.sequences)]
        start += len(side.sequences)
        for place in side.sets:
            actions = range(len(game.at[place].actions))
            part = [own[side.sequences[place, action]] for action in actions]
            total = sum(part, Fraction(0))
            behaviour[place] = tuple(weight / total if total else Fraction(1, len(part)) for weight in part)
    for place in game.places:  # where chance never leads
        n = len(game.at[place].actions)
        behaviour.setdefault(place, (Fraction(1, n),) * n)
    return behaviour


def _side(game: Extensive, player: int) -> Side:
    side = Side({None: 0}, {})

    def walk(node: Node, last: Sequence) -> None:
        if node.player == player:
            place = (player, node.infoset)
            if place not in side.sets:
                side.sets[place] = last
                for action in range(len(node.actions)):
                    side.sequences[place, action] = len(side.sequences)
        for action, below in node.possible():
            walk(below, ((player, node.infoset), action) if node.player == player else last)

    walk(game.root, None)
    return side


def _problem(game: Extensive, sides: list[Side]) -> tuple[list[list[Fraction]], list[Fraction]]:
    """``w = q + M z`` over weights of sequences and the duals of the constraints, each dual split in two."""
    first, second = sides
    m, n = len(first.sequences), len(second.sequences)
    a, b = _payoffs(game, first, second)
    e, f = _constraints(first), _constraints(second)
    h, k = len(e), len(f)
    size = m + n + 2 * h + 2 * k
    matrix = [[Fraction(0)] * size for _ in range(size)]
    for i in range(m):
        for j in range(n):
            matrix[i][m + j] = -a[i][j]
            matrix[m + j][i] = -b[i][j]
    duals = ((e, 0, m + n, h), (f, m, m + n + 2 * h, k))
    constants = [Fraction(0)] * size
    for rows, own, at, count in duals:
        for r, row in enumerate(rows):
            for j, value in enumerate(row):
                matrix[own + j][at + r], matrix[own + j][at + count + r] = value, -value
                matrix[at + r][own + j], matrix[at + count + r][own + j] = -value, value
        constants[at], constants[at + count] = Fraction(1), Fraction(-1)
    return matrix, constants


def _constraints(side: Side) -> list[list[Fraction]]:
    """The empty sequence weighs 1; the actions of a set weigh as much as the sequence that leads there."""
    rows = [[Fraction(0)] * len(side.sequences) for _ in range(len(side.sets) + 1)]
    rows[0][0] = Fraction(1)
    for row, (place, before) in zip(rows[1:], side.sets.items(), strict=True):
        row[side.sequences[before]] = Fraction(-1)
        for sequence, j in side.sequences.items():
            if sequence is not None and sequence[0] == place:
                row[j] = Fraction(1)
    return rows


def _payoffs(game: Extensive, first: Side, second: Side) -> tuple[list[list[Fraction]], list[list[Fraction]]]:
    """Both players' payoffs by sequences, moved below 0 so that the method cannot end without a solution."""
    tables = [[[Fraction(0)] * len(second.sequences) for _ in first.sequences] for _ in range(2)]
    tops = [max(total[i] for total in game.totals()) + 1 for i in range(2)]

    def walk(
        node: Node, chance: Fraction, before: tuple[Fraction, ...], last: Mapping[int, Sequence]
    ) -> None:
        so_far = tuple(x + y for x, y in zip(before, node.payoffs, strict=True)) if node.payoffs else before
        if node.player is None:
            i, j = first.sequences[last[1]], second.sequences[last[2]]
            for table, worth, top in zip(tables, so_far, tops, strict=True):
                table[i][j] += chance * (worth - top)
        for action, below in node.possible():
            if node.player == 0:
                walk(below, chance * node.chances[action], so_far, last)
            else:
                player = node.player or 0
                walk(below, chance, so_far, {**last, player: ((player, node.infoset), action)})

    walk(game.root, Fraction(1), (Fraction(0),) * 2, {1: None, 2: None})
    return tables[0], tables[1]


def _lemke(
    matrix: list[list[Fraction]], constants: list[Fraction], progress: Progress | None
) -> list[Fraction] | None:
    """``z`` with ``w = q + M z``, both at least 0 and ``w z = 0``; nothing where Lemke's method ends in a ray."""
    size = len(constants)
    rows = whole(
        [[*(-value for value in row), Fraction(-1), q] for row, q in zip(matrix, constants, strict=True)]
    )
    covering = 2 * size  # variables: z from 0, w from size, then the covering one
    slack = tuple(range(size, 2 * size))
    here = Tableau(rows, list(slack), [*range(size), covering], slack)
    counter = Counter(progress, "pivots in the sequence form", STEPS)
    lowest = min(row[-1] for row in rows)
    row = max(i for i in range(size) if rows[i][-1] == lowest)
    if lowest >= 0:
        return [Fraction(0)] * size
    entering = covering
    for _ in range(STEPS):
        column = here.free.index(entering)
        leaving = here.basic[row]
        here = here.pivoted(row, column)
        counter.add()
        if leaving == covering:
            return [here.value(variable) for variable in range(size)]
        entering = leaving - size if leaving >= size else leaving + size
        limit = here.leaving(here.free.index(entering))
        if limit is None:
            return None
        row = limit
    return None
