"""Every picture of the brief: its figure, a sentence that says what is to be seen, and its numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from suasion.brief import figures, tables
from suasion.brief.figures.canvas import NARROW, WIDE, plain
from suasion.brief.figures.contests import SHOWN, moved
from suasion.brief.figures.origins import counts
from suasion.brief.tables import Table
from suasion.domain.case_file import CaseFile
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.words.phrases import share
from suasion.words.translator import Translator


@dataclass(frozen=True)
class Picture:
    """A figure and all that stands with it.

    Attributes:
        id: Its name in addresses and files.
        title: What it shows, in a few words.
        says: What is to be seen, in sentences.
        draw: Makes the figure for a width in pixels.
        table: Its numbers.
        kind: ``scenario`` or ``observed``.
    """

    id: str
    title: str
    says: str
    draw: Callable[[int], figures.Figure]
    table: Table | None
    kind: str = "scenario"


def dated(case: CaseFile) -> list[tuple[int, str]]:
    """Year and status of every fact, in time."""
    return [(fact.order[0], fact.status) for fact in sorted(case.facts, key=lambda fact: fact.order)]


def pictures(findings: ComparisonFindings, case: CaseFile, t: Translator) -> dict[str, Picture]:
    """The pictures that a run has the numbers for, by id, in the order of the page."""
    u = plain(t)
    made = [
        _support(findings, u),
        Picture(
            "dangers",
            u.say("Harm, breakdown and war"),
            u.say(
                "One row a strategy. Point: mean of the worlds. Line: for harm the range of nine worlds in ten,"
                " for breakdown and war the numerical error."
            ),
            lambda width: figures.dangers(findings, u, width=width),
            None,
        ),
    ]
    if findings.trajectories:
        made.append(_trajectories(findings, u))
    if findings.replay:
        made.append(
            Picture(
                "replay",
                u.say("What was observed beside what was simulated"),
                u.say(
                    "Points: observed. Line: median of the worlds. Dark band: half of the worlds; light band:"
                    " nine in ten. Out of 100."
                ),
                lambda width: figures.replay(findings, u, width=width),
                tables.replay(findings, u),
                "observed+scenario",
            )
        )
    made.append(
        Picture(
            "gains",
            u.say("What was gained, and at what cost"),
            u.say("Point: mean of the worlds, out of 100. Line: the range of nine worlds in ten."),
            lambda width: figures.gains(findings, u, width=width),
            None,
        )
    )
    if len(findings.table) > 1:
        made += _contests(findings, u)
    made += _origins(findings, u)
    if findings.treaties:
        made.append(
            Picture(
                "compliance",
                u.say("Compliance with each treaty"),
                u.say(
                    "Full point: compliance by depth. Ring: apparent compliance, which counts what would have been"
                    " there without the treaty. Out of 100; the numbers stand in this order."
                ),
                lambda width: figures.compliance(findings, u, width=width),
                tables.treaties(findings, u),
            )
        )
    if case.facts:
        years = dated(case)
        made.append(
            Picture(
                "facts",
                u.say("The case's dated facts"),
                u.count(
                    "{n} dated fact from {first} to {last}; one point each. Blue: verified against a dataset;"
                    " orange: reported; grey: remembered.",
                    "{n} dated facts from {first} to {last}; one point each. Blue: verified against a dataset;"
                    " orange: reported; grey: remembered.",
                    len(years),
                    first=years[0][0],
                    last=years[-1][0],
                ),
                lambda width: figures.facts(years, findings, u, width=width),
                None,
                "observed",
            )
        )
    return {one.id: one for one in made}


def _support(findings: ComparisonFindings, u: Translator) -> Picture:
    beyond = findings.support.beyond
    return Picture(
        "support",
        u.say("Where the case starts within the record"),
        u.count(
            "Rank among {states} state-years, {years}: 0 is the lowest, 100 the highest. {n} of {all} variables lies"
            " beyond the first or the last hundredth.",
            "Rank among {states} state-years, {years}: 0 is the lowest, 100 the highest. {n} of {all} variables lie"
            " beyond the first or the last hundredth.",
            len(beyond),
            states=u.number(findings.support.state_years),
            years=findings.support.years,
            all=u.number(len(findings.support.margins)),
        ),
        lambda width: figures.support(findings, u, width=width),
        tables.support(findings, u),
        "observed",
    )


def _trajectories(findings: ComparisonFindings, u: Translator) -> Picture:
    rows = findings.trajectories
    says = u.say(
        "Line: mean of the worlds. Dark band: half of the worlds; light band: nine in ten. Dashed: the mean of"
        " {letter}. Out of 100; the axes end at {top}.",
        letter="A",
        top=u.number(100 * max(row.q95 for row in rows)),
    )
    if any(row.mean > row.q75 for row in rows):
        says = u.join(
            [
                says,
                u.say(
                    "Where the line runs above the dark band, a few worlds with great gains carry the mean, and"
                    " most worlds lie below it."
                ),
            ]
        )
    return Picture(
        "trajectories",
        u.say("Protection of rights year by year"),
        says,
        lambda width: figures.trajectories(findings, u, width=width),
        tables.trajectories(findings, u),
    )


def _contests(findings: ComparisonFindings, u: Translator) -> list[Picture]:
    made = [
        Picture(
            "wins",
            u.say("Who is best, objective by objective"),
            u.say(
                "Share of worlds in which each strategy is best, in percent. Framed: leads by more than the numerical error."
            ),
            lambda width: figures.wins(findings, u, width=width),
            tables.wins(findings, u),
        ),
        Picture(
            "duels",
            u.say("Two by two, with the same luck"),
            u.say(
                "Share of worlds, in percent, in which the strategy of the row does better for rights than the one"
                " of the column. 50 is a draw."
            ),
            lambda width: figures.duels(findings, u, width=width),
            tables.pairs(findings, u),
        ),
    ]
    if findings.ablations:
        shown = min(SHOWN, len(moved(findings)))
        made.append(
            Picture(
                "ablations",
                u.say("Who wins without each mechanism"),
                u.count(
                    "Share of draws won for rights, in percent, chance averaged out. First the model as it is, then the"
                    " {n} removal that moves the shares most; the table has all. Framed: leads by more than the"
                    " numerical error.",
                    "Share of draws won for rights, in percent, chance averaged out. First the model as it is, then the"
                    " {n} removals that move the shares most; the table has all. Framed: leads by more than the"
                    " numerical error.",
                    shown,
                ),
                lambda width: figures.ablations(findings, u, width=width),
                tables.ablations(findings, u),
            )
        )
    if findings.fairness:
        made.append(
            Picture(
                "fairness",
                u.say("Who wins under each school's own assumptions"),
                u.say("Share of draws won for rights, in percent. Framed: the school's own strategy."),
                lambda width: figures.fairness(findings, u, width=width),
                tables.fairness(findings, u),
            )
        )
    return made


def _origins(findings: ComparisonFindings, u: Translator) -> list[Picture]:
    known = counts(findings)
    total = sum(known.values())
    made = [
        Picture(
            "origins",
            u.say("Where the numbers come from"),
            u.say(
                "Of {all} uncertain numbers {assumed} are assumed, {share}.",
                all=u.number(total),
                assumed=u.number(known["assumed"]),
                share=share(known["assumed"] / total, "parts", u),
            ),
            lambda width: figures.origins(findings, u, width=width),
            tables.origins(findings, known, u),
        )
    ]
    if findings.sensitivity.numbers:
        made.append(
            Picture(
                "movers",
                u.say("Which numbers move the result most"),
                u.say(
                    "Right of zero: the higher the number, the more the first of the two leaders is ahead. Orange:"
                    " assumed; green: published; blue: estimated from the panel."
                ),
                lambda width: figures.movers(findings, u, width=width),
                tables.movers(findings, u),
            )
        )
    return made


#: Makes SVG of Vega-Lite specifications, in their order.
Draw = Callable[[Sequence[str]], list[str]]


def rendered(some: Sequence[Picture], draw: Draw) -> dict[str, tuple[str, str]]:
    """Every picture as SVG for a phone and for wide paper, by id."""
    specs = [json.dumps(one.draw(width)) for one in some for width in (NARROW, WIDE)]
    made = draw(specs)
    return {one.id: (made[2 * i], made[2 * i + 1]) for i, one in enumerate(some)}


def day_or_year(day: date | None, year: int | None, t: Translator) -> str:
    """The date of a fact in the reader's form."""
    return t.date(day) if day else str(year)
