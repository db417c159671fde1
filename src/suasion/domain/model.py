"""The common ground of everything that people write: frozen, and no unknown keys."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from suasion.domain.parameter import Origin
from suasion.domain.prior import Positive, Prior, Share
from suasion.notebook import one_line


class Model(BaseModel):
    """A frozen record that forbids keys it does not know.

    What a key means stands in the section ``Attributes`` of the class's docstring, one paragraph each; the JSON schema
    and the reference pages take it from there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)

    def __repr__(self) -> str:
        return one_line(self, dict(self))

    __str__ = __repr__

    @classmethod
    def meanings(cls) -> dict[str, str]:
        """What each field means, by name: those of the records above it as well."""
        meanings: dict[str, str] = {}
        for kind in reversed(cls.__mro__):
            if issubclass(kind, Model):
                meanings |= _attributes(inspect.cleandoc(kind.__doc__ or ""))
        return {name: meanings[name] for name in cls.model_fields if name in meanings}


def _attributes(docstring: str) -> dict[str, str]:
    """Name to meaning, from the section ``Attributes`` of a docstring."""
    _, _, section = docstring.partition("\nAttributes:\n")
    entries = re.findall(r"(?m)^ {4}(\w+): (.+(?:\n {5,}.+)*)", section)
    return {name: re.sub(r"\s+", " ", text) for name, text in entries}


def named(kind: str, names: Sequence[str]) -> AfterValidator:
    """Text that must be one of these names; the error carries them, so that it can suggest the nearest."""
    return AfterValidator(lambda name: _known(kind, name, names))


def of_library(kind: str, folder: str) -> AfterValidator:
    """Text that must name something in a folder of the library, as the reader of the file knows it.

    Whoever reads a file hands the names down in the context of the validation, under the folder's name; without
    them any name passes here, and the engine refuses what it does not know.
    """

    def check(name: str, info: ValidationInfo) -> str:
        names = (info.context or {}).get(folder)
        return name if names is None else _known(kind, name, names)

    return AfterValidator(check)


def _known(kind: str, name: str, names: Sequence[str]) -> str:
    if name not in names:
        raise PydanticCustomError(
            "unknown_name", "No {kind} has this name.", {"kind": kind, "known": list(names)}
        )
    return name


Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Level = Annotated[float, Field(ge=0.0, le=1.0)]
Lever = Annotated[str, of_library("instrument", "instruments")]
Day = date
Year = Annotated[int, Field(ge=0, le=2200)]


class Quantity(Model):
    """An uncertain number: median, 5% and 95% points, and who says so.

    Attributes:
        value: The median.
        low: The 5% point.
        high: The 95% point. ``low < value < high`` must hold; a share lies strictly between 0 and 1.
        source: ``key:locator`` of the bibliography, or ``assumed``. The key decides the origin:
            ``suasion_panel`` is estimated, any other key published.
        disputed: Who would dispute it; required where the source is ``assumed``.
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
            raise ValueError(f"the numbers must rise: low {self.low}, value {self.value}, high {self.high}")
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
        if not (self.low > 0.0 and self.high < 1.0):
            raise ValueError(f"it must lie strictly between 0 and 1: low {self.low}, high {self.high}")
        return self

    @property
    def prior(self) -> Prior:
        return Share(self.value, self.low, self.high)


class PositiveQuantity(Quantity):
    """A quantity above 0."""

    @model_validator(mode="after")
    def _above(self) -> PositiveQuantity:
        if self.low <= 0.0:
            raise ValueError(f"it must lie above 0: low {self.low}")
        return self


class HazardQuantity(PositiveQuantity):
    """A hazard per year: above 0 and, as the hazard of a year, below 1."""

    @model_validator(mode="after")
    def _yearly(self) -> HazardQuantity:
        if self.high >= 1.0:
            raise ValueError(f"a yearly hazard must lie below 1: high {self.high}")
        return self
