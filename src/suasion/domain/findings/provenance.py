"""What a comparison rests on: uncertain numbers, mechanisms, and who disputes them."""

from __future__ import annotations

from suasion.domain.findings.base import Record
from suasion.domain.parameter import Origin


class UncertainNumber(Record):
    """An uncertain number of the run.

    Attributes:
        id: an uncertain number of the run; every one that has a prior
        meaning: what it is
        unit: its unit
        origin: `estimated`, `published` or `assumed`
        source: its source with locator, or the reason where it is assumed
        disputed: who would put it elsewhere
        q05: 5% point of its prior
        q50: median
        q95: 95% point
    """

    id: str
    meaning: str
    unit: str
    origin: Origin
    source: str
    disputed: str
    q05: float
    q50: float
    q95: float


class MechanismNote(Record):
    """A mechanism of the model.

    Attributes:
        title: title of a mechanism of the model
        claim: its claim in one sentence
        disputed: who disputes it, and why
        sources: bibliography keys of those who argue it or against it
    """

    title: str
    claim: str
    disputed: str
    sources: tuple[str, ...]
