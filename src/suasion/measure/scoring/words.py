"""Scores of a scale in words: what was fitted, how far it lies from what is published, what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MEASURES = {
    "changing": "dynamic ordinal item-response model, standards of report-based items moving from year to year",
    "constant": "dynamic ordinal item-response model, all standards standing still",
    "index": "unweighted additive index; no model",
}
#: What no measure of this kind can say, and what one of them cannot.
CANNOT_SAY = (
    "What nobody reported: the scores know only what the indicators hold.",
    "An absolute level: zero and unit are conventions of the measure, so scores of two measures, scales or releases are "
    "not to be mixed.",
)
OF_MEASURE = {
    "changing": "Whether standards have risen: this measure lets them move, and `--measure constant` does not. Rerun "
    "what you conclude under both.",
    "constant": "Whether standards have risen: this measure holds them still, and `--measure changing` does not. Rerun "
    "what you conclude under both.",
    "index": "How sure a score is: its spread counts only how many items are present and is no posterior. It moves when "
    "an easy or a hard item enters or leaves.",
}


def cannot_say(measure: str) -> tuple[str, ...]:
    """What scores of a measure cannot say."""
    return (OF_MEASURE[measure], *CANNOT_SAY)


def fitted(found: Mapping[str, Any]) -> str:
    """What was fitted, on how much."""
    without = f", without {', '.join(found['without'])}" if found["without"] else ""
    return (
        f"{found['title']}: {MEASURES[found['measure']]}. {found['rows']:,} state-years of {found['states']:,} states, "
        f"{found['years'][0]} to {found['years'][1]}; {found['items']} items{without}, {found['readings']:,} readings."
    )


def against(one: Mapping[str, Any], what: str) -> str:
    """How far the scores lie from others."""
    return (
        f"Against {what}, over {one['rows']:,} state-years: correlation {one['correlation']:.4f}; root mean square "
        f"difference {one['rmse']:.3f} as they stand, {one['rmse_rescaled']:.3f} once level and scale are removed "
        f"({one['level']:+.2f}, times {one['stretch']:.3f}); ratio of standard deviations {one['sd_ratio']:.2f} as they "
        f"stand, {one['sd_ratio_rescaled']:.2f} once rescaled."
    )


def text(found: Mapping[str, Any]) -> str:
    """All of it."""
    parts = [fitted(found)]
    if found["published"]:
        parts.append(against(found["published"], "the published scores (compared with, never fitted)"))
    if found["exact"]:
        parts.append(against(found["exact"], "the exact scores that Suasion ships"))
    elif found["fast"]:
        parts.append(
            "How far this fast result lies from the exact one is not known: no exact scores of these inputs are shipped."
        )
    if found["diagnostics"]:
        parts.append(found["diagnostics"]["text"])
    parts += found["notes"]
    return "\n".join(parts)
