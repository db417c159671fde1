"""One outcome of every strategy: over all worlds, against a reference within the same worlds, or year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from suasion.brief.figures.canvas import WIDE, colouring, label
from suasion.brief.figures.outcomes import COUNTED, EVENTS, number
from suasion.brief.figures.rows import Row, ends, panels
from suasion.brief.figures.spec import Figure
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.notation import OUTCOMES
from suasion.words.translator import ENGLISH, Translator

BY_ID = {one.id: one for one in OUTCOMES}


class Difference(NamedTuple):
    """How far a strategy lies from the reference in the same worlds.

    Attributes:
        strategy: Id of the strategy.
        mean: Mean difference; missing where no world has both.
        low: Low end of the range drawn.
        high: High end.
        better: Share of worlds in which the strategy is better, ties split.
    """

    strategy: str
    mean: float | None
    low: float | None
    high: float | None
    better: float | None


def levels(
    findings: ComparisonFindings, outcome: str, t: Translator = ENGLISH, *, width: int = WIDE
) -> Figure:
    """An outcome under each strategy: its mean, and the range that holds nine worlds in ten.

    Of what happens or not, the mean is a share of worlds and the range its numerical error.

    Args:
        findings: Of a comparison.
        outcome: Id of the outcome.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    rows = []
    for name in findings.table:
        one = findings.strategies[name][outcome]
        low, high = one.q05, one.q95
        if outcome in EVENTS and one.mean is not None:
            error = 2 * (one.se or 0.0)
            low, high = max(0.0, one.mean - error), min(1.0, one.mean + error)
        rows.append(_row(findings, name, outcome, (low, one.mean, high), number(outcome, one.mean, t), t))
    return panels([(_title(outcome), rows, ends(rows))], colouring(findings), width=width, words=60)


def differences(
    findings: ComparisonFindings,
    outcome: str,
    reference: str,
    rows: Sequence[Difference],
    t: Translator = ENGLISH,
    *,
    width: int = WIDE,
) -> Figure:
    """Each strategy less a reference, in the same worlds: the mean, and the range that holds nine worlds in ten.

    Of what happens or not the range is the numerical error of the mean.

    Args:
        findings: Of a comparison.
        outcome: Id of the outcome.
        reference: Id of the strategy that the others are set against.
        rows: The differences.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure; beside each row stand the mean and the share of worlds in which the strategy is better.
    """
    made = []
    for one in rows:
        said = "–"
        if one.mean is not None and one.better is not None:
            scale = 1 if outcome in COUNTED else 100
            said = f"{scale * one.mean:+.1f}, better in {one.better:.0%}".replace("-", "\N{MINUS SIGN}")
        made.append(_row(findings, one.strategy, outcome, (one.low, one.mean, one.high), said, t))
    lows = [row.low for row in made if row.low is not None]
    highs = [row.high for row in made if row.high is not None]
    room = 0.04 * (max([0.0, *highs]) - min([0.0, *lows]) or 1.0)
    axis = (min([0.0, *lows]) - room, max([0.0, *highs]) + room)
    title = f"{_title(outcome)}, less “{findings.titles[reference]}” in the same worlds"
    return panels([(title, made, axis)], colouring(findings), width=width, words=150)


def _row(
    findings: ComparisonFindings,
    name: str,
    outcome: str,
    numbers: tuple[float | None, float | None, float | None],
    said: str,
    t: Translator,
) -> Row:
    scale = 1 if outcome in COUNTED else 100
    low, middle, high = (None if one is None else one * scale for one in numbers)
    return Row(label(findings, name, t, chars=38), middle, low, high, said, strategy=name)


def _title(outcome: str) -> str:
    one = BY_ID[outcome]
    return titled(one.title, one.unit, whole=outcome in COUNTED)


def titled(name: str, unit: str, *, whole: bool = False) -> str:
    """What is drawn, with its unit; what is not whole in its unit is drawn out of 100."""
    title = name[:1].upper() + name[1:]
    return f"{title} ({unit})" if whole else f"{title} ({unit}, out of 100)"
