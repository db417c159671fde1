"""Where the rows of a table stand in the file that they were read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suasion.files.formats import separated


@dataclass(frozen=True)
class Rows:
    """The place of each row.

    Attributes:
        where: How the file is called in front of the user.
        numbers: Number of the row in the file, for each row of the table.
    """

    where: str
    numbers: np.ndarray

    def words(self, chosen: np.ndarray) -> str:
        """The numbers of some rows in words, each once.

        Args:
            chosen: Indices into the table's rows.
        """
        return separated.rows(np.unique(self.numbers[chosen]))
