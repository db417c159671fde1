"""Strategies against each other: pair by pair, without each mechanism, and under each school's priors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from suasion.brief.figures.canvas import WIDE, label, letters, needed, plain
from suasion.brief.figures.grid import Cell, grid
from suasion.brief.figures.spec import Figure
from suasion.decide.facts.pairs import better
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.words.phrases import SPECIAL, TOGETHER
from suasion.words.translator import ENGLISH, Translator

SHOWN = 16  # ablations in the picture; the table has all
AUDITED = "Compare with audits (without `--table-only`), two strategies or more."


def duels(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Share of worlds in which the strategy of the row does better for rights than that of the column.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.
    """
    cells = []
    for a in findings.table:
        for b in findings.table:
            share = None if a == b else better(findings, a, b)
            cells.append(
                Cell(
                    row=label(findings, a, t),
                    column=letters(findings)[b],
                    value=share if share is not None else 0,
                    said="·" if share is None else t.number(100 * share),
                    framed=False,
                    strategy=a,
                )
            )
    rows = [label(findings, name, t) for name in findings.table]
    columns = [letters(findings)[name] for name in findings.table]
    return grid(cells, rows, columns, width=width)


def moved(findings: ComparisonFindings) -> dict[str, float]:
    """How far each ablation moves the strategies' shares of draws won: half the sum of the changes."""
    base = findings.ablations["none"].expected_win_share
    return {
        name: sum(abs(one.expected_win_share[key] - base[key]) for key in base) / 2
        for name, one in findings.ablations.items()
        if name != "none"
    }


def switched(findings: ComparisonFindings, name: str, t: Translator) -> str:
    """The name of an ablation in a table or a picture."""
    if name == "none":
        return t.say("The model as it is")
    if name in SPECIAL:
        return t.say(SPECIAL[name])
    if name in TOGETHER:
        return t.say("Without {names}", names=t.say(TOGETHER[name]))
    return t.say("Without {names}", names=t.title(findings.mechanisms[name].title))


def ablations(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Who wins without each mechanism: share of draws of the parameters, chance averaged out.

    The model as it is stands first, then the mechanisms whose removal moves the shares most. A frame
    marks a strategy that leads by more than the numerical error.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.

    Raises:
        SuasionError: The run has no audits.
    """
    needed(findings.ablations, "ablations", AUDITED)
    shift = moved(findings)
    names = ["none", *sorted(shift, key=lambda name: -shift[name])[:SHOWN]]
    rows, cells = [], []
    for name in names:
        one = findings.ablations[name]
        row = switched(findings, name, plain(t))
        rows.append(row)
        cells += _shares(findings, row, one.expected_win_share, [one.leader] if one.clear else [], t)
    columns = [letters(findings)[name] for name in findings.table]
    return grid(cells, rows, columns, width=width, most=0.8)


def fairness(findings: ComparisonFindings, t: Translator = ENGLISH, *, width: int = WIDE) -> Figure:
    """Who wins under each school's priors: share of draws; a frame marks the school's own strategies.

    Args:
        findings: Of a comparison.
        t: The reader's language.
        width: Pixels.

    Returns:
        The figure.

    Raises:
        SuasionError: The run has no audits.
    """
    rows, cells = [], []
    for one in needed(findings.fairness, "fairness", AUDITED).values():
        row = plain(t).title(one.title)
        rows.append(row)
        cells += _shares(findings, row, one.expected_win_share, one.own, t)
    columns = [letters(findings)[name] for name in findings.table]
    return grid(cells, rows, columns, width=width, most=0.8)


def _shares(
    findings: ComparisonFindings, row: str, shares: Mapping[str, float], framed: Sequence[str], t: Translator
) -> list[Cell]:
    return [
        Cell(
            row=row,
            column=letters(findings)[name],
            value=share,
            said=t.number(100 * share),
            framed=name in framed,
            strategy=name,
        )
        for name, share in shares.items()
    ]
