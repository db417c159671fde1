"""What is said beside the scores of a state."""

from __future__ import annotations

from suasion.domain.findings.state_scores import StateScoresFindings

LEGEND = "Higher is better; the unit is the scale's own. Range: nine draws in ten."
FAILED = "DIAGNOSTICS FAILED: neither means nor ranges are to be trusted."
MEASURES = {
    "changing": "standards of report-based items move",
    "constant": "standards stand still",
    "index": "an unweighted additive index",
}


def heading(findings: StateScoresFindings) -> str:
    """What is shown."""
    return f"{findings.title}: {findings.scale_title[:1].lower()}{findings.scale_title[1:]}"


def text(findings: StateScoresFindings) -> str:
    """What the years come to, in words."""
    years = findings.years
    best, worst = (pick(years, key=lambda one: one.mean) for pick in (max, min))
    said = (
        f"{years[0].year} to {years[-1].year} ({MEASURES[findings.measure]}). "
        f"Best in {best.year} ({best.mean:+.2f}), worst in {worst.year} ({worst.mean:+.2f}). {LEGEND}"
    )
    return f"{FAILED} {said}" if findings.failed else said
