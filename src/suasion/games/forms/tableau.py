"""Simplex tableaux in whole numbers: exact, and without ever standing still (a lexicographic rule for ties).

A tableau stands for ``det * basic = rhs - T * nonbasic``; every entry is a subdeterminant, so that the division after
a pivot leaves no rest (Bareiss 1968; Avis 2000). Ties between rows are broken as if the right-hand sides were moved
by powers of an infinitely small number, one for each first basic variable, so that no vertex is degenerate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

Row = list[int]


def whole(rows: Sequence[Sequence[Fraction]]) -> list[Row]:
    """Rows of fractions times their common denominator."""
    common = lcm(*(value.denominator for row in rows for value in row))
    return [[int(value * common) for value in row] for row in rows]


@dataclass
class Tableau:
    """A basis and its numbers.

    Attributes:
        entries: [row][column], the right-hand side last.
        basic: Variable of each row.
        free: Variable of each column.
        first: The variables that were basic at first, in the order of the rows.
        det: What every entry is to be divided by.
    """

    entries: list[Row]
    basic: list[int]
    free: list[int]
    first: tuple[int, ...]
    det: int = 1

    def leaving(self, column: int, rows: Sequence[int] | None = None) -> int | None:
        """The row that limits a rising variable first; nothing where none does.

        Args:
            column: The rising variable's.
            rows: The rows to choose from; all where its entry is positive if not given.
        """
        table = self.entries
        left = [i for i in range(len(table)) if table[i][column] > 0] if rows is None else list(rows)
        if not left:
            return None
        left = _least(left, [table[i][-1] for i in left], [table[i][column] for i in left])
        if len(left) == 1:
            return left[0]
        column_of = {variable: j for j, variable in enumerate(self.free)}
        for variable in self.first:
            place = column_of.get(variable)
            if place is None:
                tops = [self.det if self.basic[i] == variable else 0 for i in left]
            else:
                tops = [table[i][place] for i in left]
            left = _least(left, tops, [table[i][column] for i in left])
            if len(left) == 1:
                break
        return left[0]

    def pivoted(self, row: int, column: int) -> Tableau:
        """The tableau with one basic and one free variable exchanged; this one stays as it is."""
        table, det = self.entries, self.det
        chosen = table[row]
        lead = chosen[column]
        sign = 1 if lead > 0 else -1
        after = []
        for i, old in enumerate(table):
            factor = old[column]
            if i == row:
                new = [sign * value for value in chosen]
                new[column] = sign * det
            elif factor:
                new = [
                    sign * ((value * lead - factor * top) // det)
                    for value, top in zip(old, chosen, strict=True)
                ]
                new[column] = -sign * factor
            else:
                new = [sign * (value * lead // det) for value in old] if lead != det else list(old)
                new[column] = 0
            after.append(new)
        basic, free = list(self.basic), list(self.free)
        basic[row], free[column] = free[column], basic[row]
        return Tableau(after, basic, free, self.first, abs(lead))

    def value(self, variable: int) -> Fraction:
        """What a variable is worth in this basis."""
        if variable not in self.basic:
            return Fraction(0)
        return Fraction(self.entries[self.basic.index(variable)][-1], self.det)


def _least(rows: list[int], tops: list[int], bottoms: list[int]) -> list[int]:
    """The rows whose ratio of top to bottom, which is positive, is least."""
    best, top, bottom = [rows[0]], tops[0], bottoms[0]
    for row, t, b in zip(rows[1:], tops[1:], bottoms[1:], strict=True):
        apart = t * bottom - top * b
        if apart < 0:
            best, top, bottom = [row], t, b
        elif apart == 0:
            best.append(row)
    return best
