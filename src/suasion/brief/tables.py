"""Numbers behind the figures, as tables of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suasion.brief.figures.canvas import letters
from suasion.brief.figures.contests import moved, switched
from suasion.brief.figures.outcomes import number, span
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.findings.treaties import Spread
from suasion.words.phrases import ORIGIN_NAMES, TITLES, VARIABLES
from suasion.words.translator import Translator


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, what stands small under it, the number it is sorted by."""

    said: str
    under: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Table:
    """A table: heads, and rows of a head cell and cells; ``ids`` are the rows' strategies."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    ids: Sequence[str] = ()


def titled(findings: ComparisonFindings, name: str, t: Translator) -> str:
    """A strategy's letter and title."""
    return t.say("{letter} {title}", letter=letters(findings)[name], title=t.title(findings.titles[name]))


def outcomes(
    findings: ComparisonFindings, names: Sequence[str], columns: Sequence[str], caption: str, t: Translator
) -> Table:
    """Strategies down, outcomes across: the mean, and under it the range."""
    rows = []
    for name in names:
        cells = []
        for outcome in columns:
            one = findings.strategies[name][outcome]
            low, high = span(outcome, one, t)
            under = t.say("{low} to {high}", low=low, high=high) if one.mean is not None else ""
            cells.append(Cell(number(outcome, one.mean, t), under, one.mean))
        rows.append((titled(findings, name, t), cells))
    return Table(caption, [t.title(TITLES[name]) for name in columns], rows, list(names))


def wins(findings: ComparisonFindings, t: Translator) -> Table:
    """Strategies down, objectives across: the share of worlds in which each is best."""
    first = findings.table[0]
    columns = [name for name in TITLES if findings.strategies[first][name].win_share is not None]
    rows = [
        (
            titled(findings, name, t),
            [_share(findings.strategies[name][outcome].win_share, t) for outcome in columns],
        )
        for name in findings.table
    ]
    caption = t.say("Share of worlds in which each strategy is best, in percent; ties are split.")
    return Table(caption, [t.title(TITLES[name]) for name in columns], rows, findings.table)


def pairs(findings: ComparisonFindings, t: Translator) -> Table:
    """Every pair for rights: the mean difference, its error and who does better how often."""
    rows = []
    for one in findings.pairs:
        if one.outcome == "rights" and one.difference is not None:
            error = 200 * (one.se or 0.0)
            rows.append(
                (
                    t.say("{a} less {b}", a=titled(findings, one.a, t), b=titled(findings, one.b, t)),
                    [
                        Cell(t.number(100 * one.difference, 2), f"± {t.number(error, 2)}", one.difference),
                        _share(one.share_a_better, t),
                    ],
                )
            )
    caption = t.say(
        "Difference in rights in the same worlds with the same luck, out of 100, with its numerical error; and"
        " the share of worlds in which the first does better."
    )
    return Table(caption, [t.say("difference"), t.say("first is better")], rows)


def ablations(findings: ComparisonFindings, t: Translator) -> Table:
    """All ablations: each strategy's share of draws won."""
    shift = moved(findings)
    names = ["none", *sorted(shift, key=lambda name: -shift[name])]
    heads = [letters(findings)[name] for name in findings.table]
    rows = [
        (
            switched(findings, name, t),
            [_share(findings.ablations[name].expected_win_share[one], t) for one in findings.table],
        )
        for name in names
    ]
    caption = t.say("Share of draws of the parameters won for rights, chance averaged out, in percent.")
    return Table(caption, heads, rows)


def fairness(findings: ComparisonFindings, t: Translator) -> Table:
    """Each school: shares of draws won, and its own strategies' share."""
    rows = []
    for one in findings.fairness.values():
        cells = [_share(one.expected_win_share[name], t) for name in findings.table]
        rows.append((t.title(one.title), [*cells, _share(one.own_share, t)]))
    heads = [*(letters(findings)[name] for name in findings.table), t.say("its own")]
    caption = t.say("Share of draws won under each school's priors, in percent.")
    return Table(caption, heads, rows)


def trajectories(findings: ComparisonFindings, t: Translator) -> Table:
    """Rights at the end of the first year, the middle and the last: mean and range."""
    years = sorted({findings.start + step for step in (0, findings.years // 2, findings.years - 1)})
    by = {(row.strategy, row.year): row for row in findings.trajectories}
    rows = []
    for name in findings.table:
        cells = []
        for year in years:
            one = by[name, year]
            low, high = t.number(100 * one.q05, 1), t.number(100 * one.q95, 1)
            cells.append(Cell(t.number(100 * one.mean, 1), t.say("{low} to {high}", low=low, high=high)))
        rows.append((titled(findings, name, t), cells))
    caption = t.say("Rights out of 100 at the end of the year: mean, and the range of nine worlds in ten.")
    return Table(caption, [str(year) for year in years], rows, findings.table)


def support(findings: ComparisonFindings, t: Translator) -> Table:
    """Each variable: the case's start, and the first hundredth, the middle and the last of the record."""
    rows = []
    for name, one in findings.support.margins.items():
        cells = [Cell(t.number(100 * value, 1)) for value in (one.value, one.q01, one.q50, one.q99)]
        rows.append((t.say(VARIABLES[name]), cells))
    heads = [t.say("this case"), t.say("lowest hundredth"), t.say("middle"), t.say("highest hundredth")]
    return Table(t.say("Out of 100; the last three columns are the record's."), heads, rows)


def origins(findings: ComparisonFindings, counts: dict[str, int], t: Translator) -> Table:
    """Numbers and share of the spread by origin."""
    rows = []
    for origin, title in ORIGIN_NAMES.items():
        share = getattr(findings.origins, origin, None)
        many = Cell(t.number(counts[origin])) if origin in counts else Cell("–")
        rows.append((t.say(title), [many, _share(share, t)]))
    caption = t.say("How many numbers, and what share of the spread of the result, in percent.")
    return Table(caption, [t.say("numbers"), t.say("share of the spread")], rows)


def movers(findings: ComparisonFindings, t: Translator) -> Table:
    """The numbers that move the result most."""
    rows = [
        (
            t.title(one.meaning),
            [
                Cell(t.say(ORIGIN_NAMES[one.origin])),
                Cell(t.number(one.rank_correlation, 2)),
                Cell(f"{one.q05:.3g} – {one.q95:.3g}"),
            ],
        )
        for one in findings.sensitivity.numbers
    ]
    heads = [t.say("origin"), t.say("rank correlation"), t.say("range")]
    return Table(
        t.say("Rank correlation with the difference in rights between the two leaders."), heads, rows
    )


def treaties(findings: ComparisonFindings, t: Translator) -> Table:
    """Treaty by treaty and strategy by strategy: compliance by depth, and apparent."""
    rows = []
    for one in findings.treaties.values():
        for name in findings.table:
            both = (one.strategies[name].compliance, one.strategies[name].apparent)
            head = t.say(
                "{treaty}: {strategy}", treaty=t.title(one.title), strategy=titled(findings, name, t)
            )
            rows.append((head, [_spanned(part, t) for part in both]))
    heads = [t.say("by depth"), t.say("apparent")]
    return Table(t.say("Out of 100: mean, and the range of nine worlds in ten."), heads, rows)


def replay(findings: ComparisonFindings, t: Translator) -> Table:
    """How well what was observed lies within what was simulated, series by series."""
    rows = []
    for series in findings.replay:
        for name, one in series.strategies.items():
            head = t.say(
                "{variable}: {strategy}",
                variable=t.say(VARIABLES[series.state]),
                strategy=titled(findings, name, t),
            )
            errors = (one.error, series.error_of_no_change)
            cells = [_share(one.within_90, t), *(Cell(t.number(100 * error, 1)) for error in errors)]
            rows.append((head, cells))
    heads = [t.say("years within the range"), t.say("error of the median"), t.say("error of no change")]
    return Table(t.say("Years in percent, errors out of 100."), heads, rows)


def _spanned(numbers: Spread, t: Translator) -> Cell:
    if numbers.mean is None or numbers.q05 is None or numbers.q95 is None:
        return Cell("–")
    low, high = t.number(100 * numbers.q05), t.number(100 * numbers.q95)
    return Cell(t.number(100 * numbers.mean, 1), t.say("{low} to {high}", low=low, high=high))


def _share(share: float | None, t: Translator) -> Cell:
    return Cell("–") if share is None else Cell(t.number(100 * share), "", share)
