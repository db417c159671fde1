"""How far the bundled cases lie from the states that the panel holds (figure e): ``measure.support`` on the panel."""

from __future__ import annotations

from typing import Any

from panel_cases import CASES
from panel_read import suasion_panel
from suasion.decide.support import start
from suasion.lab import case_names, load_case
from suasion.lab.supporting import sources_of
from suasion.measure.support.rows import usable
from suasion.measure.support.summary import summary


def support() -> dict[str, Any]:
    """Figure e."""
    panel = suasion_panel()
    last = max(usable(panel.frame)["year"].to_list())
    codes = {case.code for case in CASES}
    cases = [load_case(name) for name in case_names()]
    starts = [start(case.file, case.target.cow, last) for case in cases if case.target.cow in codes]
    return summary(panel.frame, starts, sources_of(panel))
