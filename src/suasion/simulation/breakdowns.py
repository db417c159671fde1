"""Observed breakdowns that resemble the target's."""

from __future__ import annotations

import numpy as np

from suasion.domain.case import Case
from suasion.domain.panel import Figures
from suasion.notation import DOMAINS, STATES
from suasion.simulation.world import AFTER

IDS = {symbol.letter: symbol.id for symbol in STATES}
GOOD = 0.1  # a rise in mean rights that makes a breakdown one that went well, as in the panel's figures


def like_breakdowns(case: Case, panel: Figures) -> tuple[str, np.ndarray, float]:
    """Observed breakdowns that resemble the target: by its rights where they are low, else by its regime.

    Returns:
        The group's name, what its breakdowns left [variable of ``AFTER``, knot], and the share of them
        after which rights would stand more than .1 above this target's own start.
    """
    state = case.state
    rights = sum(min(max(getattr(state, name).value, 0.01), 0.99) for name in DOMAINS) / 3
    group = "from_low_rights" if rights < 0.25 else str(case.target.regime)
    figures = panel["after_breakdown"].get(group, {})
    if "tenths_rights" not in figures or figures.get("fell_back_to"):
        group = "all"
        figures = panel["after_breakdown"]["all"]
    tenths = np.array(figures["tenths_rights"])
    ranks = (np.arange(tenths.size) + 0.5) / tenths.size
    usual = 1 - np.interp(rights + GOOD, tenths, ranks)
    table = np.array([figures[f"tenths_{IDS[name]}"] for name in AFTER])
    return group, table, float(np.clip(usual, 0.01, 0.99))
