"""Scores of a scale in words: what was fitted, how far it lies from what is published, what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from suasion.domain.findings.base import Number
from suasion.domain.findings.measurement import Agreement, Diagnostics, MeasurementFindings, Remarks
from suasion.domain.scale import Measure

FEW = 6  # states with one year only that are named
MEASURES: dict[Measure, str] = {
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
OF_MEASURE: dict[Measure, str] = {
    "changing": "Whether standards have risen: this measure lets them move, and `--measure constant` does not. Rerun "
    "what you conclude under both.",
    "constant": "Whether standards have risen: this measure holds them still, and `--measure changing` does not. Rerun "
    "what you conclude under both.",
    "index": "How sure a score is: its spread counts only how many items are present and is no posterior. It moves when "
    "an easy or a hard item enters or leaves.",
}


def cannot_say(measure: Measure) -> tuple[str, ...]:
    """What scores of a measure cannot say."""
    return (OF_MEASURE[measure], *CANNOT_SAY)


def text(findings: MeasurementFindings) -> str:
    """What was fitted, how far it lies from other scores, the diagnostics, and remarks on the readings."""
    parts = [fitted(findings)]
    if findings.published:
        parts.append(against(findings.published, "the published scores (compared with, never fitted)"))
    if findings.exact:
        parts.append(against(findings.exact, "the exact scores that Suasion ships"))
    elif findings.fast:
        parts.append(
            "How far this fast result lies from the exact one is not known: no exact scores of these inputs are shipped."
        )
    if findings.diagnostics:
        parts.append(diagnosed(findings.diagnostics, fast=findings.fast))
    return "\n".join([*parts, *remarks(findings.remarks)])


def fitted(findings: MeasurementFindings) -> str:
    """What was fitted, on how much."""
    without = f", without {', '.join(findings.without)}" if findings.without else ""
    first, last = findings.years
    return (
        f"{findings.title}: {MEASURES[findings.measure]}. {findings.rows:,} state-years of {findings.states:,} states, "
        f"{first} to {last}; {findings.items} items{without}, {findings.readings:,} readings."
    )


def against(one: Agreement, what: str) -> str:
    """How far the scores lie from others."""
    return (
        f"Against {what}, over {one.rows:,} state-years: correlation {one.correlation:.4f}; root mean square "
        f"difference {one.rmse:.3f} as they stand, {one.rmse_rescaled:.3f} once level and scale are removed "
        f"({one.level:+.2f}, times {one.stretch:.3f}); ratio of standard deviations {one.sd_ratio:.2f} as they "
        f"stand, {one.sd_ratio_rescaled:.2f} once rescaled."
    )


def diagnosed(one: Diagnostics, *, fast: bool) -> str:
    """Whether the chains agree, and what to do where they do not."""
    limits = one.limits
    items = f" (at most {1 - limits.item_share:.0%} may be)" if limits.item_share < 1 else ""
    sentence = (
        f"Item parameters: worst R-hat {_number(one.item_rhat, '.3f')} ({one.item_rhat_at}, limit {limits.item_rhat:g}), "
        f"least effective sample size {_number(one.item_ess, ',.0f')} ({one.item_ess_at}, limit {limits.item_ess:g}); "
        f"{one.items_beyond:,} of {one.items:,} beyond{items}. Scores: {1 - one.scores_within:.1%} beyond R-hat "
        f"{limits.score_rhat:g} or effective sample size {limits.score_ess:g} "
        f"(at most {1 - limits.share:.0%} may be). Divergent moves: {one.diverged or 'none'} in {one.sweeps:,} sweeps "
        f"(at most one in {1 / limits.diverged:,.0f} sweeps may be)."
    )
    if not one.failed:
        return sentence
    return (
        f"{sentence} DIAGNOSTICS FAILED: the chains do not agree or stumble, so neither means nor spreads are to be trusted. "
        + ("Measure without the fast mode." if fast else "Give more sweeps, in the warm-up and after it.")
    )


def remarks(one: Remarks) -> Iterator[str]:
    """What is to be known of the readings."""
    if one.undated:
        yield f"Left out: {_count(one.undated, 'row')} without a state's number or a year."
    if one.empty:
        yield f"Left out: {_count(one.empty, 'row')} without a reading of any item."
    if one.lone_states:
        more = " and others" if len(one.lone_states) > FEW else ""
        named = ", ".join(map(str, one.lone_states[:FEW]))
        have = "has" if len(one.lone_states) == 1 else "have"
        yield (
            f"{_count(len(one.lone_states), 'state')} {have} one year only ({named}{more}): no neighbour in time "
            "steadies that score."
        )
    if one.gaps:
        yield f"{_count(one.gaps, 'gap')} in the years of a state: after each its score begins anew."
    for unused in one.unused_codes:
        yield f"{unused.item}: no row has the code {', '.join(map(str, unused.codes))}."
    for item in one.reversed_items:
        yield (
            f"{item.item} runs against the other items (correlation {item.correlation:.2f}): "
            "is `worst_to_best` the wrong way round?"
        )


def figure_title(findings: MeasurementFindings) -> str:
    """Title of the figure of scores over time."""
    mark = "; DIAGNOSTICS FAILED" if findings.failed else "; approximate" if findings.fast else ""
    return f"{findings.title} ({findings.measure}); the band holds nine draws in ten{mark}"


STANDARDS_TITLE = "Cutpoints between categories, in log-odds at score 0; the band holds nine draws in ten"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _number(value: Number, how: str) -> str:
    return "unknown" if value is None else format(value, how)
