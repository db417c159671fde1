"""The few words that stand about a comparison where only its outline is shown."""

from __future__ import annotations

from suasion.domain.findings.comparison import ComparisonFindings

MORE = "The answer in words"
HINT = ".table  .text  .outcomes  .paths  .findings  .plot()  .save(folder)"
TABLE = "Means over worlds; wins: share of worlds in which a strategy is best for rights"


def played(findings: ComparisonFindings) -> str:
    """What was played, and that it is no forecast."""
    return (
        f"{findings.worlds:,} worlds, {findings.years} years from {findings.start}, seed {findings.seed}; "
        "a scenario, not a forecast"
    )
