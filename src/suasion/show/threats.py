"""What threats and small games print: tables and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.solution import Equilibrium, Solution, written
from suasion.domain.findings.threats import ThreatEffect, ThreatEquilibria, ThreatFitFindings
from suasion.show.console import Console

SMALLEST = 5e-5  # chances below this are not shown


def equilibria(findings: ThreatEquilibria, said: Callable[[str], Sequence[str]]) -> None:
    """All equilibria of a threat game, with what is said of them, section by section."""
    rows = [
        [
            *(f"{chance:.6f}" for chance in (one.p_resist, one.p_challenge, one.p_fight)),
            f"{one.residual:.0e}",
            "two meet here" if one.touching else "",
        ]
        for one in findings.equilibria
    ]
    console = Console()
    heads = ["B resists", "A threatens", "A fights once resisted", "residual", ""]
    console.print(_table(heads, rows, " ".join(said("title")), left=0))
    for line in said("text"):
        console.print(escape(line), highlight=False)


def fit(findings: ThreatFitFindings, text: str, effect: str, cannot_say: Sequence[str]) -> None:
    """Estimated payoffs, the words, the effect on threats, and what cannot be said."""
    console = Console()
    rows = [
        [
            one.payoff,
            escape(one.covariate),
            *(_number(value, 3) for value in (one.estimate, one.se, one.low, one.high)),
        ]
        for one in findings.table
    ]
    heads = ["payoff", "covariate", "estimate", "std. error", "95% from", "to"]
    console.print(_table(heads, rows, f"Payoffs by {findings.method_name}"))
    console.print(escape(text), highlight=False)
    if findings.effect is not None:
        _effect(console, findings.effect, effect)
    console.print("\n[bold]What this cannot say[/bold]")
    for one in cannot_say:
        console.print(f"- {escape(one)}", highlight=False)


def _effect(console: Console, effect: ThreatEffect, text: str) -> None:
    rows = [
        [
            f"{one.change:+g}" if one.change else "0",
            _number(one.level, 2),
            *(_share(value) for value in (one.threats, one.low, one.high)),
            str(one.several or ""),
        ]
        for one in effect.table
    ]
    heads = [
        f"{effect.payoff} moved by",
        "its mean",
        "threats",
        "95% from",
        "to",
        "rows with several equilibria",
    ]
    console.print()
    console.print(_table(heads, rows, "Expected share of dyads that are threatened", left=0))
    console.print(escape(text), highlight=False)


def solution(findings: Solution, said: Callable[[str], Sequence[str]]) -> None:
    """Equilibria of a small game, one table each, with what is said of them, section by section."""
    console = Console()
    headings = (*said("profiles"), *said("approached_profiles"))
    for heading, one in zip(headings, (*findings.equilibria, *findings.approached), strict=True):
        console.print(escape(heading), highlight=False)
        console.print(_table(["who", "does", "with chance"], _choices(one), "", left=2))
    console.print(escape(" ".join(said("text"))), highlight=False)
    for sentence in said("cannot_say"):
        console.print(f"It cannot say: {escape(sentence[0].lower() + sentence[1:])}", highlight=False)


def _choices(one: Equilibrium) -> list[list[str]]:
    rows = []
    for choice in one.choices:
        played = [play for play in choice.mixture if play.value > SMALLEST]
        rows += [
            [
                escape(choice.where + ("" if choice.reached else " (not reached)")) if i == 0 else "",
                escape(play.action),
                written(play.chance),
            ]
            for i, play in enumerate(played)
        ]
    return rows


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str, left: int = 2) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for i, head in enumerate(heads):
        table.add_column(head, justify="left" if i < left else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"
