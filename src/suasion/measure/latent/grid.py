"""State-years laid out as a grid: a row for each year, a column for each unbroken spell of a state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int64

from suasion.measure.scoring.readings import Readings


@dataclass(frozen=True)
class Grid:
    """Where each state-year lies.

    Attributes:
        first: The year of the grid's first row.
        row: Row of the grid for each state-year.
        column: Column of the grid for each state-year.
        held: Whether a cell is a state-year.
        begins: Whether a cell is the first year of its spell.
    """

    first: int
    row: Int64[np.ndarray, " state_year"]
    column: Int64[np.ndarray, " state_year"]
    held: Bool[np.ndarray, "year spell"]
    begins: Bool[np.ndarray, "year spell"]

    @property
    def follows(self) -> Bool[np.ndarray, "year spell"]:
        """Whether a cell follows on one of the same spell, so that it holds an innovation."""
        return np.asarray(self.held & ~self.begins)

    def spread(
        self, values: Float[np.ndarray, "state_year *#rest"]
    ) -> Float[np.ndarray, "year spell *#rest"]:
        """Values of state-years on the grid, NaN elsewhere."""
        out = np.full((*self.held.shape, *values.shape[1:]), np.nan)
        out[self.row, self.column] = values
        return out

    def gather(self, cells: Float[np.ndarray, "*more year spell"]) -> Float[np.ndarray, "*more state_year"]:
        """Cells as state-years."""
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
