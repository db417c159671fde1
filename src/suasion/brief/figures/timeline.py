"""The case's dated facts along the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from suasion.brief.figures.canvas import COLOURS, WIDE
from suasion.brief.figures.spec import INK, Figure, Spec, dressed, layer, name, palette, quantity
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.words.translator import ENGLISH, Translator

STATUS = {"verified": COLOURS[2], "reported": COLOURS[1], "remembered": COLOURS[0]}


def facts(
    years: Sequence[tuple[int, str]],
    findings: ComparisonFindings,
    t: Translator = ENGLISH,
    *,
    width: int = WIDE,
) -> Figure:
    """One point a fact, stacked by year; the first year played is marked.

    Args:
        years: Year and status (``verified``, ``reported``, ``remembered``) of each fact, in time.
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    first = min(year for year, _ in years)
    last = max([findings.start, *(year for year, _ in years)])
    plot = width - 30
    bin_size = max(1, -(-(last - first + 1) * 9 // plot))
    seen: Counter[int] = Counter()
    rows = []
    for year, status in years:
        at = first + (year - first) // bin_size * bin_size
        rows.append({"year": year, "at": at, "row": seen[at], "status": status})
        seen[at] += 1
    tallest = max(seen.values())
    x = quantity(
        "at",
        axis={"format": "d", "title": None, "grid": False, "tickCount": width // 80},
        scale={"domain": [first - 1, last + 1], "nice": False},
    )
    y = quantity("row", axis=None, scale={"domain": [-0.6, tallest + 0.6]})
    start = [{"at": findings.start, "said": t.say("first year played"), "row": tallest + 0.3}]
    late = findings.start > (first + last) / 2
    words: Spec = {"align": "right" if late else "left", "baseline": "top", "dx": -5 if late else 5}
    parts = [
        layer("rule", start, {"x": x}, color=INK, strokeDash=[3, 3], opacity=0.7),
        layer("text", start, {"x": x, "y": y, "text": name("said")}, color=INK, **words),
        layer(
            "point",
            rows,
            {"x": x, "y": y, "color": palette("status", STATUS)},
            filled=True,
            size=42,
            opacity=1,
        ),
    ]
    return dressed({"layer": parts, "width": plot, "height": max(60, 11 * tallest + 16)})
