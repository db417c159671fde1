"""A prior: one definition of its inverse distribution function, density, text and NumPyro object.

Every prior is a normal bent by a link (the identity, the exponential, the logistic function), or flat. The two halves
of the normal may have widths of their own, so that a median and two quantiles are honoured exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from suasion.errors import Problem, SuasionError

if TYPE_CHECKING:
    import numpy as np
    from numpyro.distributions import Distribution

Values: TypeAlias = Any  # numbers or arrays, of NumPy or of JAX
Kind = Literal["normal", "lognormal", "share", "uniform"]
KINDS: tuple[Kind, ...] = ("normal", "lognormal", "share", "uniform")

Z95 = 1.6448536269514722  # the standard normal's 95% point


def at_quantile(
    quantile: Values,
    z: Values,
    *,
    code: Values,
    centre: Values,
    below: Values,
    above: Values,
    xp: ModuleType,
    materialize: Callable[[Values], Values] = lambda array: array,
) -> Values:
    """The inverse distribution function of every kind of prior, over arrays of any library.

    Args:
        quantile: Between 0 and 1.
        z: The standard normal's value at that quantile.
        code: The kind, as its place in ``KINDS``.
        centre: The median before the link; the lower end of a uniform.
        below: Width of the lower half before the link; the whole width of a uniform.
        above: Width of the upper half before the link.
        xp: The array library, ``numpy`` or ``jax.numpy``.
        materialize: From the engine's back end.

    Returns:
        Values of the shape that the arguments broadcast to.
    """
    line = centre + xp.where(z < 0, below, above) * z
    bent = materialize(xp.exp(xp.where(code == 2, -line, xp.where(code == 1, line, 0.0))))
    flat = centre + below * quantile
    return xp.select([code == 0, code == 1, code == 2], [line, bent, 1 / (1 + bent)], flat)


@dataclass(frozen=True)
class Prior:
    """A distribution of one uncertain number; each kind below is one."""

    kind: ClassVar[Kind]

    @property
    def numbers(self) -> tuple[float, float, float]:
        """Centre, width below and width above, before the link; the low end and the width of a uniform."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The distribution in words."""
        raise NotImplementedError

    def numpyro(self) -> Distribution:
        """The distribution as an object of NumPyro, which the extra ``fit`` installs."""
        raise NotImplementedError

    def ppf(self, quantile: Values) -> Values:
        """The value at a quantile (the inverse distribution function), of the quantile's shape."""
        import numpy as np

        z = _normal(quantile)
        quantile = np.asarray(quantile, float)
        centre, below, above = self.numbers
        code = KINDS.index(self.kind)
        return at_quantile(quantile, z, code=code, centre=centre, below=below, above=above, xp=np)[()]

    def cdf(self, value: Values) -> Values:
        """The probability of less than a value (the distribution function), of the value's shape."""
        import numpy as np
        from scipy.special import ndtr

        line, _ = self._unbent(np.asarray(value, float))
        centre, below, above = self.numbers
        if self.kind == "uniform":
            return np.clip((line - centre) / below, 0.0, 1.0)[()]
        return ndtr((line - centre) / np.where(line < centre, below, above))[()]

    def logpdf(self, value: Values) -> Values:
        """The log density at a value, of the value's shape; minus infinity outside the support."""
        import numpy as np

        line, log_slope = self._unbent(np.asarray(value, float))
        centre, below, above = self.numbers
        if self.kind == "uniform":
            inside = (line >= centre) & (line <= centre + below)
            return np.where(inside, -np.log(below), -np.inf)[()]
        width = np.where(line < centre, below, above)
        inside = np.isfinite(line)
        z = np.where(inside, line - centre, 0.0) / width
        density = (
            -0.5 * z * z - 0.5 * math.log(2 * math.pi) - np.log(width) + np.where(inside, log_slope, 0.0)
        )
        return np.where(inside, density, -np.inf)[()]

    def _unbent(self, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A value before the link, and the log of the slope of what takes it there."""
        import numpy as np

        if self.kind in ("normal", "uniform"):
            return value, np.zeros_like(value)
        with np.errstate(divide="ignore", invalid="ignore"):
            log = np.log(np.maximum(value, 0.0))
            if self.kind == "lognormal":
                return log, -log
            rest = np.log1p(-np.minimum(value, 1.0))
            return log - rest, -log - rest


@dataclass(frozen=True)
class Normal(Prior):
    """Gaussian with ``mean`` and standard deviation ``sd``."""

    mean: float
    sd: float
    kind: ClassVar[Kind] = "normal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return self.mean, self.sd, self.sd

    @property
    def text(self) -> str:
        return f"normal, mean {self.mean:g}, sd {self.sd:g}"

    def numpyro(self) -> Distribution:
        return _numpyro().Normal(self.mean, self.sd)


@dataclass(frozen=True)
class LogNormal(Prior):
    """Positive, with ``median`` and standard deviation ``sigma`` of the logarithm."""

    median: float
    sigma: float
    kind: ClassVar[Kind] = "lognormal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return math.log(self.median), self.sigma, self.sigma

    @property
    def text(self) -> str:
        return f"lognormal, median {self.median:g}, sigma {self.sigma:g}"

    def numpyro(self) -> Distribution:
        return _numpyro().LogNormal(math.log(self.median), self.sigma)


@dataclass(frozen=True)
class Uniform(Prior):
    """Flat between ``low`` and ``high``."""

    low: float
    high: float
    kind: ClassVar[Kind] = "uniform"

    @property
    def numbers(self) -> tuple[float, float, float]:
        return self.low, self.high - self.low, 0.0

    @property
    def text(self) -> str:
        return f"uniform, {self.low:g} to {self.high:g}"

    def numpyro(self) -> Distribution:
        return _numpyro().Uniform(self.low, self.high)


@dataclass(frozen=True)
class Share(Prior):
    """A number in (0, 1) with its median and its 5% and 95% points, all three honoured exactly.

    The logit is a normal whose two halves have their own widths.
    """

    value: float
    low: float
    high: float
    kind: ClassVar[Kind] = "share"

    @property
    def numbers(self) -> tuple[float, float, float]:
        centre = _logit(self.value)
        return centre, (centre - _logit(self.low)) / Z95, (_logit(self.high) - centre) / Z95

    @property
    def text(self) -> str:
        return f"share, median {self.value:g}, 90% within {self.low:g} to {self.high:g}"

    def numpyro(self) -> Distribution:
        _numpyro()
        from suasion.domain.halves import bent

        return bent(*self.numbers, link="logistic")


@dataclass(frozen=True)
class Positive(Prior):
    """A positive number with its median and its 5% and 95% points, on the log scale."""

    value: float
    low: float
    high: float
    kind: ClassVar[Kind] = "lognormal"

    @property
    def numbers(self) -> tuple[float, float, float]:
        centre = math.log(self.value)
        return centre, (centre - math.log(self.low)) / Z95, (math.log(self.high) - centre) / Z95

    @property
    def text(self) -> str:
        return f"positive, median {self.value:g}, 90% within {self.low:g} to {self.high:g}"

    def numpyro(self) -> Distribution:
        _numpyro()
        from suasion.domain.halves import bent

        return bent(*self.numbers, link="exponential")


def _numpyro() -> Any:
    """NumPyro's distributions.

    Raises:
        SuasionError: NumPyro is not installed.
    """
    try:
        from numpyro import distributions
    except ImportError:
        what = "A prior becomes a distribution of NumPyro only where NumPyro is installed."
        raise SuasionError(Problem("numpyro", what, "pip install 'suasion[fit]'")) from None
    return distributions


def _normal(quantile: Values) -> Values:
    """The standard normal's value at a quantile; one number alone does without SciPy, which is slow to import."""
    if isinstance(quantile, float) and 0.0 < quantile < 1.0:
        return NormalDist().inv_cdf(quantile)
    import numpy as np
    from scipy.special import ndtri

    return ndtri(np.asarray(quantile, float))


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))
