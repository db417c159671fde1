"""State-years laid out as a grid: a row for each year, a column for each unbroken spell of a state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suasion.measure.scoring.readings import Floats, Readings


@dataclass(frozen=True)
class Grid:
    """Where each state-year lies.

    Attributes:
        first: The year of the grid's first row.
        row: Row of the grid for each state-year [state-year].
        column: Column of the grid for each state-year [state-year].
        held: Whether a cell is a state-year [year, spell].
        begins: Whether a cell is the first year of its spell [year, spell].
    """

    first: int
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    held: NDArray[np.bool_]
    begins: NDArray[np.bool_]

    @property
    def follows(self) -> NDArray[np.bool_]:
        """Whether a cell follows on one of the same spell, so that it holds an innovation [year, spell]."""
        return self.held & ~self.begins

    def spread(self, values: Floats) -> Floats:
        """Values of state-years on the grid, NaN elsewhere; [state-year, ...] to [year, spell, ...]."""
        out = np.full((*self.held.shape, *values.shape[1:]), np.nan)
        out[self.row, self.column] = values
        return out

    def gather(self, cells: NDArray[np.float64]) -> Floats:
        """Cells as state-years; [..., year, spell] to [..., state-year]."""
        return np.ascontiguousarray(cells[..., self.row, self.column])


def grid_of(readings: Readings) -> Grid:
    """Lays out state-years; a spell ends where a year is missing or the state changes."""
    cow, year = readings.cow.astype(np.int64), readings.year.astype(np.int64)
    fresh = np.ones(len(cow), dtype=bool)
    fresh[1:] = (cow[1:] != cow[:-1]) | (year[1:] != year[:-1] + 1)
    column, row = np.cumsum(fresh) - 1, year - year.min()
    held = np.zeros((int(row.max()) + 1, int(column[-1]) + 1), dtype=bool)
    begins = np.zeros_like(held)
    held[row, column] = True
    begins[row[fresh], column[fresh]] = True
    return Grid(int(year.min()), row, column, held, begins)
