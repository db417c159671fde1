"""A posterior: a table of joint draws, so that what is correlated stays so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np


@dataclass(frozen=True, eq=False)
class JointDraws:
    """Draws of several numbers together.

    World i takes draw i mod n of a permutation that the seed fixes: it is the same world whatever the number of worlds,
    and any n worlds in a row take every draw once.

    Attributes:
        names: The numbers' ids.
        values: A row for each draw, [draw, number]; read-only.
        source: Where they come from: ``key:locator`` of the bibliography, or the run that estimated them.
    """

    names: tuple[str, ...]
    values: np.ndarray
    source: str

    def __post_init__(self) -> None:
        values = np.array(self.values, float)
        if values.ndim != 2 or values.shape[1] != len(self.names) or not values.size:
            raise ValueError(
                f"{len(self.names)} names need a table of as many columns with at least one draw, not one of shape "
                f"{values.shape}"
            )
        twice = sorted({name for name in self.names if self.names.count(name) > 1})
        if twice:
            raise ValueError(f"these names stand twice: {', '.join(twice)}")
        if not np.isfinite(values).all():
            raise ValueError("every draw must be a finite number")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    @classmethod
    def of(cls, columns: Mapping[str, np.ndarray], source: str) -> JointDraws:
        """From a column for each number, all of one length."""
        return cls(tuple(columns), np.column_stack(list(columns.values())), source)

    def __len__(self) -> int:
        return len(self.values)

    def order(self, seed: int, sample: int = 0) -> np.ndarray:
        """A permutation of the draws, [draw]; always the same for a seed and a sample.

        Args:
            seed: The run's seed.
            sample: Which of several independent samples of worlds it is for.
        """
        words = [
            blake2b(f"{seed}:joint draws:{sample}:{draw}".encode(), digest_size=8).digest()
            for draw in range(len(self))
        ]
        return np.array(sorted(range(len(self)), key=words.__getitem__))
