"""What a strategy is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Outcome:
    """What a strategy is judged by.

    Attributes:
        better: ``more`` or ``less``.
    """

    id: str
    title: str
    formula: str
    better: Literal["more", "less"]
    unit: str
    window: str


OUTCOMES = (
    Outcome(
        "harm",
        "harm",
        "sum over years of 1 - S, and the dead of a war in the same unit",
        "less",
        "subsistence-years",
        "horizon",
    ),
    Outcome("collapse", "collapse", "1 if the regime breaks down", "less", "share of worlds", "horizon"),
    Outcome("war", "war", "1 if war breaks out", "less", "share of worlds", "horizon"),
    Outcome(
        "rights",
        "rights",
        "mean over years and domains (the case's weights) of r",
        "more",
        "share",
        "horizon",
    ),
    Outcome(
        "rights_final",
        "rights, last year",
        "mean over domains of r in the last year",
        "more",
        "share",
        "last year",
    ),
    Outcome("physical_integrity", "physical integrity", "mean over years of r_P", "more", "share", "horizon"),
    Outcome("civil_liberties", "civil liberties", "mean over years of r_C", "more", "share", "horizon"),
    Outcome("group_rights", "group rights", "mean over years of r_G", "more", "share", "horizon"),
    Outcome("subsistence", "subsistence", "mean over years of S", "more", "share", "horizon"),
    Outcome(
        "compliance",
        "compliance",
        "share of the distance from the unratified twin to the treaty's level that "
        "is covered: sum w clip(r - r0, 0, d) / sum w d, d = max(level - r0, 0); missing where the mean of w d "
        "is under .01",
        "more",
        "share",
        "horizon",
    ),
    Outcome(
        "apparent_compliance", "apparent compliance", "mean of min(r / level, 1)", "more", "share", "horizon"
    ),
    Outcome(
        "acceptable",
        "acceptable years",
        "share of years with rights at or above the case's threshold",
        "more",
        "share of years",
        "horizon",
    ),
    Outcome(
        "partners_at_risk",
        "partners at risk",
        "mean over years of A (1 - r_P) (n + x)",
        "less",
        "share",
        "horizon",
    ),
    Outcome(
        "sender_cost",
        "sender cost",
        "mean over years of the political cost of pressure and the outlay of aid",
        "less",
        "share",
        "horizon",
    ),
    Outcome(
        "durability",
        "durability",
        "share of the peak gain in rights over the start that is left after 5 more "
        "years of baseline, within 0 and 1; missing where the peak gain is under .01",
        "more",
        "share",
        "horizon + 5",
    ),
)
OUTCOME_IDS = tuple(outcome.id for outcome in OUTCOMES)
