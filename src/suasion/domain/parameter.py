"""A parameter: an uncertain number with its prior, its origin and who would dispute it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

Origin = Literal["estimated", "published", "assumed"]
Kind = Literal["normal", "lognormal", "uniform", "share"]

Z95 = 1.6448536269514722  # the standard normal's 95% point


@runtime_checkable
class Prior(Protocol):
    """A distribution that the engine can draw by quantile; see ``simulation.world.values``."""

    @property
    def kind(self) -> Kind: ...

    @property
    def numbers(self) -> tuple[float, float, float]: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Normal:
    """Gaussian with ``mean`` and standard deviation ``sd``."""

    mean: float
    sd: float
    kind: Kind = "normal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return self.mean, self.sd, self.sd

    @property
    def text(self) -> str:
        return f"normal, mean {self.mean:g}, sd {self.sd:g}"


@dataclass(frozen=True)
class LogNormal:
    """Positive, with ``median`` and standard deviation ``sigma`` of the logarithm."""

    median: float
    sigma: float
    kind: Kind = "lognormal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return math.log(self.median), self.sigma, self.sigma

    @property
    def text(self) -> str:
        return f"lognormal, median {self.median:g}, sigma {self.sigma:g}"


@dataclass(frozen=True)
class Uniform:
    """Flat between ``low`` and ``high``."""

    low: float
    high: float
    kind: Kind = "uniform"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return self.low, self.high - self.low, 0.0

    @property
    def text(self) -> str:
        return f"uniform, {self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Share:
    """A number in (0, 1) with its median and its 5% and 95% points, all three honoured exactly.

    The logit is a normal whose two halves have their own widths.
    """

    value: float
    low: float
    high: float
    kind: Kind = "share"

    @property
    def numbers(self) -> tuple[float, float, float]:
        centre = _logit(self.value)
        return centre, (centre - _logit(self.low)) / Z95, (_logit(self.high) - centre) / Z95

    @property
    def text(self) -> str:
        return f"share, median {self.value:g}, 90% within {self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Positive:
    """A positive number with its median and its 5% and 95% points, on the log scale."""

    value: float
    low: float
    high: float
    kind: Kind = "lognormal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        centre = math.log(self.value)
        return centre, (centre - math.log(self.low)) / Z95, (math.log(self.high) - centre) / Z95

    @property
    def text(self) -> str:
        return f"positive, median {self.value:g}, 90% within {self.low:g} to {self.high:g}"


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


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))
