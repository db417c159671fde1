"""What the games print: tables and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.depth import DepthOfCase, DepthOfNumbers
from suasion.domain.findings.talks import TalksFindings
from suasion.show.console import Console


def depth(findings: DepthOfNumbers | DepthOfCase, answer: Sequence[Mapping[str, str]]) -> None:
    """The depth game: its tables, then its words."""
    console = Console()
    console.print()
    if isinstance(findings, DepthOfCase):
        _case(console, findings)
    else:
        _numbers(console, findings)
    _words(console, answer)


def _numbers(console: Console, findings: DepthOfNumbers) -> None:
    surface = findings.surface
    _title(console, "Deepest treaty that is kept", f"{findings.deepest:.2f}")
    heads = ["detection", *(f"patience {one:g}" for one in surface.patience)]
    rows = [
        [f"{seen:g}", *(f"{one:.2f}" for one in depths)]
        for seen, depths in zip(surface.detection, surface.depth, strict=True)
    ]
    console.print(_table(heads, rows, f"At a benefit of {findings.inputs.benefit[0]:g}"))


def _case(console: Console, findings: DepthOfCase) -> None:
    _title(console, findings.title, "when would its treaties be self-enforcing?")
    console.print(
        f"{findings.worlds:,} draws of the case's priors, seed {findings.seed}", style="dim", highlight=False
    )
    letters = dict(zip(findings.seen, "ABCDEFGH", strict=False))
    rows = [
        [
            name,
            *map(_span, (one.asked, one.benefit, one.detection, one.patience)),
            *(f"{one.honoured[reading]:.0%}" for reading in letters),
        ]
        for name, one in findings.treaties.items()
    ]
    heads = ["treaty", "asks", "benefit", "detection", "patience"]
    heads += [f"kept {letter}" for letter in letters.values()]
    title = "Least benefit, detection and patience that keep each, were rights worth what the linked issue is worth"
    console.print(_table(heads, rows, title))
    rows = [
        [
            letters[row.reading],
            row.demand,
            f"{row.honoured:.0%}",
            _span(row.depth),
            f"{row.every_treaty:.0%}",
        ]
        for row in findings.linked
    ]
    heads = ["", "demand", "package kept", "depth of rights", "every treaty kept"]
    console.print(_table(heads, rows, f"Rights worth nothing in themselves, tied to {findings.issue}"))
    console.print(
        "Middle of the worlds, in grey the range that holds nine in ten; a dash is out of reach. Chance that a breach"
        f" is seen: {'; '.join(f'{letter} {name}' for name, letter in letters.items())}.",
        style="dim",
        highlight=False,
    )


def talks(findings: TalksFindings, answer: Sequence[Mapping[str, str]]) -> None:
    """What talks came to: issue by issue, table by table, then the words."""
    console = Console()
    issues, parties = findings.issues, findings.parties
    console.print()
    _title(console, findings.title, "a scenario, not a forecast")
    rows = [
        [
            one.title,
            f"{one.status_quo:.2f}",
            _pair(one.median),
            f"{one.mean:.2f}",
            _pair(one.core),
            " or ".join(f"{rest.mean:.2f}" for rest in one.bargained) or "–",
        ]
        for one in issues.values()
    ]
    heads = ["issue", "now", "median", "mean", "core", "bargained"]
    console.print(_table(heads, rows, "Each issue by itself"))
    rows = [
        [
            "all linked" if name == "linked" else issues[name].title,
            *(f"{one.package[issue]:.2f}" if issue in one.package else "" for issue in issues),
            "all gain" if one.reached else "none",
        ]
        for name, one in findings.tables.items()
    ]
    console.print(
        _table(
            ["table", *(one.title for one in issues.values()), "agreement"],
            rows,
            "Nash's package, table by table",
        )
    )
    rows = [
        [
            escape(called),
            f"{findings.power[party]:.0%}",
            *(f"{one.gains[party]:+.2f}" for one in findings.tables.values()),
        ]
        for party, called in parties.items()
    ]
    heads = [
        "party",
        "power",
        *("all linked" if n == "linked" else issues[n].title for n in findings.tables),
    ]
    console.print(_table(heads, rows, "What each gains at each table, in units of its own loss"))
    console.print(_sensitivity(findings))
    _words(console, answer)


def _sensitivity(findings: TalksFindings) -> Table:
    """The numbers that move linked rights most."""
    rows = [
        [
            one.id,
            f"{one.low:.3g} to {one.high:.3g}",
            *(_ends(way) for way in (one.linked, one.alone)),
        ]
        for one in findings.swings[:10]
    ]
    title = f"{findings.issues[findings.rights].title}, as one number goes from low to high (the ten that move it most)"
    return _table(["number", "from, to", "linked", "own table"], rows, title)


def _title(console: Console, what: str, more: str) -> None:
    console.print(f"[bold]{escape(what)}[/bold]: {escape(more)}", highlight=False)


def _words(console: Console, answer: Sequence[Mapping[str, str]]) -> None:
    for part in answer:
        console.print()
        console.print(f"[bold]{escape(part['heading'])}[/bold]")
        console.print(escape(part["text"]), highlight=False)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _span(three: Sequence[float | None]) -> str:
    low, middle, high = ("–" if one is None else f"{one:.2f}" for one in three)
    return f"{middle} [dim]{low}–{high}[/dim]"


def _pair(two: Sequence[float]) -> str:
    return " to ".join(dict.fromkeys(f"{one:.2f}" for one in two))


def _ends(two: Sequence[float]) -> str:
    return f"{two[0]:.2f} to {two[1]:.2f}"
