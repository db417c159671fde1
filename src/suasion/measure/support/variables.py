"""The variables that support is measured by, and where a case starts in them; needs no panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DOMAINS = ("physical_integrity", "civil_liberties", "group_rights")
VARIABLES = (*DOMAINS, "civil_society", "linkage", "information", "capacity")
WITHOUT_LINKAGE = tuple(name for name in VARIABLES if name != "linkage")
LEVELS = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
FLOOR = 0.01  # values are held off 0 and 1 by this before the logit
NEEDED = (*VARIABLES, "gsdb_trade", "gwf_breakdown", "regime_class")


class Start(NamedTuple):
    """Where a case starts.

    Attributes:
        label: The case with the year of its data, as the figures name it: ``north_korea_2016``.
        name: Its name in sentences.
        cow: The state's number.
        year: Year of the data that it starts from.
        past: Whether more is known than the case may know: its own later years then stay out of what followed.
        point: The case's own values of the variables; ``linkage`` may be missing from the panel.
    """

    label: str
    name: str
    cow: int
    year: int
    past: bool
    point: Mapping[str, float]


def logit(x: Floats) -> Floats:
    """Log odds, held off the ends by ``FLOOR``."""
    held = np.clip(x, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)
