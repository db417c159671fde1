"""The common ground of everything that people write: frozen, and no unknown keys."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from suasion.domain.parameter import Origin, Positive, Prior, Share


class Model(BaseModel):
    """A frozen record that forbids keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)


Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Level = Annotated[float, Field(ge=0.0, le=1.0)]
Day = date
Year = Annotated[int, Field(ge=0, le=2200)]


class Quantity(Model):
    """An uncertain number: median, 5% and 95% points, and who says so.

    Attributes:
        value: The median.
        low: The 5% point.
        high: The 95% point.
        source: ``key:locator`` of the bibliography, or ``assumed``.
        disputed: Who would dispute it; required when assumed.
        note: How the number was got.
    """

    value: float
    low: float
    high: float
    source: Text
    disputed: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Quantity:
        if not self.low < self.value < self.high:
            raise ValueError(f"low < value < high does not hold: {self.low} {self.value} {self.high}")
        if self.source == "assumed" and not self.disputed:
            raise ValueError("an assumed number must say by whom it is disputed (key `disputed`)")
        return self

    @property
    def origin(self) -> Origin:
        """Assumed, estimated by Suasion's own scripts, or published."""
        if self.source == "assumed":
            return "assumed"
        return "estimated" if self.source.startswith("suasion_panel") else "published"

    @property
    def prior(self) -> Prior:
        return Positive(self.value, self.low, self.high)


class ShareQuantity(Quantity):
    """A quantity strictly between 0 and 1."""

    @model_validator(mode="after")
    def _inside(self) -> ShareQuantity:
        if not (0.0 < self.low and self.high < 1.0):
            raise ValueError(f"must lie strictly between 0 and 1: low {self.low}, high {self.high}")
        return self

    @property
    def prior(self) -> Prior:
        return Share(self.value, self.low, self.high)


class PositiveQuantity(Quantity):
    """A quantity above 0."""

    @model_validator(mode="after")
    def _above(self) -> PositiveQuantity:
        if self.low <= 0.0:
            raise ValueError(f"must lie above 0: low {self.low}")
        return self
