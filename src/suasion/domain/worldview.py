"""A worldview: where a school would put the parameters that the schools dispute."""

from __future__ import annotations

from suasion.domain.model import Id, Model, Text


class Shift(Model):
    """One parameter's prior narrowed to a stretch of its quantiles.

    ``low`` and ``high`` are quantiles of the ``data`` worldview's prior: .75 to 1 is its upper quarter.
    """

    parameter: Text
    low: float
    high: float
    reason: Text


class Worldview(Model):
    """A school's priors, as shifts of the default ones, and the strategies it argues for."""

    id: Id
    title: Text
    says: Text
    source: Text
    own: tuple[str, ...]
    shifts: tuple[Shift, ...]
