"""A measurement, ready to be made."""

from __future__ import annotations

from dataclasses import dataclass

from suasion.domain.findings.measurement import FittedOn, Remarks
from suasion.domain.scale import Measure, Scale
from suasion.measure.scoring.readings import Floats, Readings


@dataclass(frozen=True)
class FitPlan:
    """A measurement, ready to be made.

    Attributes:
        scale: The scale, without the items that are left out.
        measure: How the scores are made.
        readings: What the indicators say.
        published: Published means and standard deviations [row, 2], in the order of the readings; none if there are none.
        without: Items that are left out.
        fast: Whether a rough answer is enough.
        settings: Of the sampler: ``seed``, and what was chosen of ``chains warmup sweeps keep``.
        fitted_on: Where the readings come from.
        remarks: What is to be known of the readings.
    """

    scale: Scale
    measure: Measure
    readings: Readings
    published: Floats | None
    without: tuple[str, ...]
    fast: bool
    settings: dict[str, int]
    fitted_on: FittedOn
    remarks: Remarks
