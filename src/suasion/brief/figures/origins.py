"""Where the numbers come from, which of them matter, and how far the case lies from the record."""

from __future__ import annotations

from collections import Counter

from suasion.brief.figures.canvas import COLOURS, WIDE, apart, plain
from suasion.brief.figures.rows import Row, panels
from suasion.brief.figures.spec import Figure, palette
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.words.phrases import ORIGIN_NAMES, VARIABLES
from suasion.words.translator import ENGLISH, Translator

TONES = dict(zip(ORIGIN_NAMES, (COLOURS[2], COLOURS[3], COLOURS[1], COLOURS[0]), strict=True))


def counts(findings: ComparisonFindings) -> dict[str, int]:
    """How many uncertain numbers come from each origin."""
    known: Counter[str] = Counter(one.origin for one in findings.numbers)
    return {origin: known[origin] for origin in ORIGIN_NAMES if origin != "chance"}


def origins(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """How many numbers come from each origin, and how much of the result's spread.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    groups = []
    known = counts(findings)
    rows = [_bar(origin, float(n), t.number(n), t) for origin, n in known.items()]
    groups.append((t.say("Uncertain numbers"), rows, (0.0, max(known.values()) * 1.02)))
    shares = {origin: share for origin, share in findings.origins or () if share is not None}
    if shares:  # none where the two never differ
        rows = [_bar(origin, 100 * share, t.percent(share), t) for origin, share in shares.items()]
        low = min([0.0, *(100 * share for share in shares.values())])
        groups.append((t.say("Share of the spread of the result, %"), rows, (low, 100.0)))
    return panels(groups, palette("origin", TONES), width=width, mark="bar", columns=1, label_width=200)


def _bar(origin: str, value: float, said: str, t: Translator) -> Row:
    return Row(label=t.say(ORIGIN_NAMES[origin]), middle=value, low=0.0, high=value, said=said, origin=origin)


def movers(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """The numbers that move the difference between the two leaders most, by rank correlation.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    rows = []
    numbers = findings.sensitivity.numbers
    names = apart([plain(t).title(one.meaning) for one in numbers], 52 if width >= WIDE else 44)
    for one, meaning in zip(numbers, names, strict=True):
        value = one.rank_correlation
        rows.append(
            Row(
                label=meaning,
                middle=value,
                low=0.0,
                high=value,
                said=t.number(value, 2),
                origin=one.origin,
            )
        )
    most = max([0.3, *(abs(one.rank_correlation) for one in numbers)]) * 1.1
    return panels(
        [("", rows, (-most, most))],
        palette("origin", TONES),
        width=width,
        mark="bar",
        columns=1,
        label_width=330,
        values=".1f",
    )


def support(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Where the case starts among all state-years of the record, variable by variable.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure; 50 is the middle of the record, 0 and 100 its ends.
    """
    rows = []
    for name, one in findings.support.margins.items():
        at = 100 * one.percentile
        said = t.number(at)
        if name in findings.support.beyond:
            said = t.say("beyond")
        rows.append(Row(label=t.say(VARIABLES[name]), middle=at, low=0.0, high=100.0, said=said))
    return panels([("", rows, (0.0, 100.0))], {"value": COLOURS[1]}, width=width, columns=1, label_width=200)
