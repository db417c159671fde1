"""A parameter: an uncertain number with its prior, its origin and who would dispute it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from suasion.domain.prior import Prior

Origin = Literal["estimated", "published", "assumed"]


@dataclass(frozen=True)
class Parameter:
    """One uncertain number of the model.

    Attributes:
        id: ``mechanism.symbol``, never renamed without a migration.
        meaning: What it is, in words.
        unit: Its unit ("1" when it has none).
        prior: The distribution it is drawn from in the ``data`` worldview.
        origin: ``estimated`` from the panel, ``published`` figure, or ``assumed``.
        source: Bibliography key with a locator, or the reason of the assumption.
        disputed: Who would dispute the prior.
    """

    id: str
    meaning: str
    unit: str
    prior: Prior
    origin: Origin
    source: str
    disputed: str

    @property
    def symbol(self) -> str:
        return self.id.split(".", 1)[1]
