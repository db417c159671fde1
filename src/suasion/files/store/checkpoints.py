"""Chains of a measurement on disk while they run."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from suasion.domain.chains import ChainsRecord
from suasion.files.formats.packed import Arrays
from suasion.files.store.unfinished import UnfinishedFolder


class Checkpoints(UnfinishedFolder[ChainsRecord]):
    """The folder in which chains lie until they are finished."""

    kind: ClassVar[type[ChainsRecord]] = ChainsRecord

    def position(self, chain: int) -> tuple[int, dict[str, np.ndarray]]:
        """How many pieces of a chain are done, and where it stands; 0 and nothing before the first.

        Raises:
            SuasionError: It is damaged.
        """
        if not self.has(_at(chain)):
            return 0, {}
        position = self.get(_at(chain))
        return int(position.pop("_pieces")), position

    def save(self, chain: int, pieces: int, position: Arrays, scores: np.ndarray, items: np.ndarray) -> None:
        """One piece done: its draws first, then where the chain stands, so that neither is without the other.

        Args:
            chain: Number of the chain.
            pieces: How many are done, this one among them.
            position: Where the chain stands.
            scores: Draws of the scores [draw, row].
            items: Draws of the items' parameters [draw, parameter].
        """
        if len(scores):
            self.put(_piece(chain, pieces), {"scores": scores.astype(np.float32), "items": items})
        self.put(_at(chain), {**position, "_pieces": np.array(pieces)})

    def draws(self, chain: int) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """All draws of a chain: of the scores [draw, row] and of the items' parameters [draw, parameter]."""
        pieces, _ = self.position(chain)
        names = [_piece(chain, number) for number in range(1, pieces + 1)]
        pieces_read = [self.get(name) for name in names if self.has(name)]
        if not pieces_read:
            return np.empty((0, 0), np.float32), np.empty((0, 0))
        return np.concatenate([one["scores"] for one in pieces_read]), np.concatenate(
            [one["items"] for one in pieces_read]
        )


def log_name(chain: int) -> str:
    """Under what name a chain writes its warnings and errors."""
    return f"chain-{chain + 1}"


def _at(chain: int) -> str:
    return f"chain-{chain + 1}.npz"


def _piece(chain: int, number: int) -> str:
    return f"chain-{chain + 1}-{number:06}.npz"
