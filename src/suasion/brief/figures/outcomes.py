"""Outcomes with their ranges: dangers first, then what was gained, and who wins what."""

from __future__ import annotations

from suasion.brief.figures.canvas import WIDE, colouring, label, letters, plain
from suasion.brief.figures.grid import Cell, grid
from suasion.brief.figures.rows import Row, ends, panels
from suasion.brief.figures.spec import Figure
from suasion.decide.lead import lead
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.findings.outcomes import Summary
from suasion.notation import OUTCOME_IDS
from suasion.words.phrases import TITLES
from suasion.words.translator import ENGLISH, Translator

#: Outcomes that happen or not: their mean is a share of worlds, and the range is its numerical error.
EVENTS = ("collapse", "war")
#: Outcomes that are not out of 100.
COUNTED = ("harm",)
GAINS = ("rights", "rights_final", "compliance", "durability", "partners_at_risk", "sender_cost")


def number(outcome: str, value: float | None, t: Translator) -> str:
    """An outcome's number as tables show it: out of 100, or in years for harm."""
    if value is None:
        return "–"
    if outcome in EVENTS:
        return t.percent(value)
    return t.number(value, 1) if outcome in COUNTED else t.number(100 * value, 1)


def span(outcome: str, numbers: Summary, t: Translator) -> tuple[str, str]:
    """The range of an outcome as tables show it, its low and its high end; for events the numerical error."""
    if numbers.mean is None or numbers.q05 is None or numbers.q95 is None:
        return "–", "–"
    if outcome in EVENTS:
        low, high = (numbers.mean + side * 2 * (numbers.se or 0.0) for side in (-1, 1))
        return t.number(100 * max(0.0, low)), t.percent(high)
    scale = 1 if outcome in COUNTED else 100
    return t.number(scale * numbers.q05), t.number(scale * numbers.q95)


def dangers(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Harm, breakdown and war under each strategy.

    Harm in years of full subsistence lost, with the range that holds nine worlds in ten; breakdown and
    war as shares of worlds, with their numerical error.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    groups = (
        (t.say("Harm: years of full subsistence lost"), "harm"),
        (t.say("Breakdown of the regime: % of worlds"), "collapse"),
        (t.say("War: % of worlds"), "war"),
    )
    return _ranges(findings, groups, t, width)


def gains(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Rights, compliance, durability, risk to partners and cost to the senders, out of 100.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure; the range holds nine worlds in ten.
    """
    groups = (
        (t.say("Rights, mean of all years"), "rights"),
        (t.say("Rights in the last year"), "rights_final"),
        (t.say("Compliance with the treaties, by depth"), "compliance"),
        (t.say("Share of the gain that lasts five years"), "durability"),
        (t.say("Partners inside at risk"), "partners_at_risk"),
        (t.say("Cost to the senders"), "sender_cost"),
    )
    some = [group for group in groups if findings.strategies[findings.table[0]][group[1]].mean is not None]
    return _ranges(findings, tuple(some), t, width)


def _ranges(
    findings: ComparisonFindings, groups: tuple[tuple[str, str], ...], t: Translator, width: int
) -> Figure:
    made = []
    for title, outcome in groups:
        rows = [_row(findings, name, outcome, t) for name in findings.table]
        made.append((title, rows, ends(rows)))
    return panels(made, colouring(findings), width=width)


def _row(findings: ComparisonFindings, name: str, outcome: str, t: Translator) -> Row:
    one = findings.strategies[name][outcome]
    event = outcome in EVENTS
    scale = 1 if outcome in COUNTED else 100
    low, high = one.q05, one.q95
    if event and one.mean is not None:
        error = 2 * (one.se or 0.0)
        low, high = max(0.0, one.mean - error), one.mean + error
    return Row(
        label=label(findings, name, t, chars=38),
        middle=None if one.mean is None else one.mean * scale,
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        said=number(outcome, one.mean, t),
        strategy=name,
    )


def wins(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """For each objective, the share of worlds in which each strategy is best; a clear lead is framed.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    cells = []
    rows = []
    for outcome in OUTCOME_IDS:
        known = {name: findings.strategies[name][outcome].win_share for name in findings.table}
        shares = {name: share for name, share in known.items() if share is not None}
        if len(shares) < len(known):
            continue
        row = plain(t).title(TITLES[outcome])
        rows.append(row)
        first = lead(shares, findings.worlds)
        cells += [
            Cell(
                row=row,
                column=letters(findings)[name],
                value=share,
                said=t.number(100 * share),
                framed=first.clear and name == first.leader,
                strategy=name,
            )
            for name, share in shares.items()
        ]
    columns = [letters(findings)[name] for name in findings.table]
    return grid(cells, rows, columns, width=width, most=0.8, row_height=26)
