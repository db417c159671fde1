"""Treaty by treaty: how far what it asks is kept, counted by depth and at face value."""

from __future__ import annotations

from suasion.brief.figures.canvas import WIDE, colouring, label, plain
from suasion.brief.figures.rows import Row, panels
from suasion.brief.figures.spec import Figure
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.words.translator import ENGLISH, Translator


def compliance(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Compliance with each treaty under each strategy: by depth (full point) and apparent (ring).

    By depth only what lies between the state's rights without the treaty and what the treaty asks counts;
    apparent compliance counts what would have been there anyway.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure; out of 100.
    """
    groups = []
    for one in findings.treaties.values():
        rows = []
        for name in findings.table:
            deep, face = (one.strategies[name].compliance, one.strategies[name].apparent)
            low, high = (None if part.mean is None else 100 * part.mean for part in (deep, face))
            rows.append(
                Row(
                    label=label(findings, name, t, chars=38),
                    middle=low,
                    low=low,
                    high=high,
                    said=" / ".join("–" if value is None else t.number(value, 1) for value in (low, high)),
                    strategy=name,
                )
            )
        groups.append((plain(t).title(one.title), rows))
    values = [
        value for _, rows in groups for row in rows for value in (row.low, row.high) if value is not None
    ]
    most = max(values, default=1.0) * 1.06
    return panels(
        [(title, rows, (0.0, most)) for title, rows in groups],
        colouring(findings),
        width=width,
        mark="pair",
        columns=2,
    )
