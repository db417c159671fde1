"""A run folder read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from suasion.errors import Problem, SuasionError
from suasion.files.runs import arrays, results
from suasion.lab.briefing import CASE, read
from suasion.lab.cases import load_case

if TYPE_CHECKING:
    from suasion.lab.comparison import Comparison


def load_run(folder: str | Path) -> Comparison:
    """The comparison that a run folder holds, as ``suasion compare`` or ``Comparison.save`` wrote it.

    Nothing is played again.

    Args:
        folder: The run folder.

    Returns:
        A ``Comparison``, equal to the one that was saved.

    Raises:
        SuasionError: This is no run folder, it is damaged or not whole, or a newer Suasion wrote it.
    """
    place = Path(folder)
    findings, _, was = read(place)
    case = load_case(place / CASE)
    arguments = was.command.arguments
    strategies = arguments.played(case)
    if {*strategies} != {*findings.table, *findings.variants}:
        what = "The strategies of its case are not those of its results."
        raise SuasionError(Problem(str(place), what, results.AGAIN))
    from suasion.lab.comparison import Comparison
    from suasion.simulation.play import PlayResult

    outcomes = arrays.read(place / "outcomes.parquet", strategies, findings.worlds)
    paths: arrays.Arrays = {}
    if arguments.paths:
        years = range(findings.start, findings.start + findings.years)
        paths = arrays.read(place / "paths.parquet", strategies, None, years)
    failed = ~np.isfinite((outcomes["rights"] + outcomes["harm"]).sum(0))
    return Comparison(findings, PlayResult(outcomes, paths, failed, was.backend), case, arguments)
