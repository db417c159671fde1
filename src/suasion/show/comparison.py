"""A comparison on the screen: the table, the answer in plain words, and where the run lies."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console as RichConsole
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.findings.outcomes import Summary
from suasion.show.console import Console
from suasion.words.interpreter import Paragraph

SHARES = ("collapse", "war")
WIDE = 120  # columns of a terminal that shows every column of the table
#: Column to its head and the least width of a terminal that shows it.
HEADS = {
    "harm": ("harm", 0),
    "collapse": ("collapse", 0),
    "war": ("war", 0),
    "rights": ("rights", 0),
    "rights_final": ("last year", 96),
    "compliance": ("compliance", WIDE),
    "sender_cost": ("cost", WIDE),
}


def comparison(
    findings: ComparisonFindings,
    answer: Sequence[Paragraph],
    *,
    table_only: bool = False,
    console: RichConsole | None = None,
) -> None:
    """The table, and under it the plain words.

    Args:
        findings: The findings.
        answer: The words; empty where none are printed.
        table_only: Whether the table is printed without a heading and a legend.
        console: Where it is printed; the terminal if not given.
    """
    console = console or Console()
    if not table_only:
        console.print()
        console.print(f"[bold]{escape(findings.title)}[/bold]: a scenario, not a forecast", highlight=False)
        console.print(
            f"{findings.worlds:,} worlds, {findings.years} years from {findings.start}, seed {findings.seed}",
            highlight=False,
            style="dim",
        )
    contest = len(findings.table) > 1
    columns = _columns(console, findings, contest)
    for names, title in ((findings.table, ""), (findings.variants, "Variants, outside the contest")):
        if names:
            console.print(_table(findings, names, title, columns))
    if not table_only:
        console.print(_legend(len(columns) == len(HEADS), contest), style="dim", highlight=False)
    if away := [head for column, (head, _) in HEADS.items() if column not in columns]:
        away += ["wins last"] if contest else []
        text = f"Left out at {console.width} columns: {', '.join(away)}. {WIDE} columns show all (COLUMNS={WIDE})."
        console.print(text, style="dim", highlight=False)
    for _, heading, text in answer:
        console.print()
        console.print(f"[bold]{escape(heading)}[/bold]")
        console.print(escape(text), highlight=False)


def _columns(console: RichConsole, findings: ComparisonFindings, contest: bool) -> list[str]:
    """The columns that this width shows whole."""
    columns = [name for name, (_, least) in HEADS.items() if console.width >= least]
    while columns and any(
        console.measure(
            _table(findings, names, "", columns), options=console.options.update(max_width=999)
        ).minimum
        > console.width
        for names in (findings.table, findings.variants)
        if names
    ):
        columns.pop()
    return columns


def _legend(wide: bool, contest: bool) -> str:
    text = (
        "Mean over worlds; in grey the range that holds nine worlds in ten. Harm: years of full subsistence lost. "
        f"Collapse and war: share of worlds. Rights{', compliance and cost' if wide else ''}: out of 100."
    )
    if contest:
        text += " Wins: share of worlds in which a strategy is best for rights"
        text += ", over all years and in the last." if wide else "."
    return text


def _table(findings: ComparisonFindings, names: Sequence[str], title: str, columns: Sequence[str]) -> Table:
    wide = len(columns) == len(HEADS)
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    table.add_column("strategy", min_width=22, max_width=28)
    for name in columns:
        table.add_column(HEADS[name][0], justify="right", no_wrap=True)
    contest = names is findings.table and len(names) > 1
    if contest:
        table.add_column("wins", justify="right", no_wrap=True)
        if wide:
            table.add_column("wins last", justify="right", no_wrap=True)
    for name in names:
        numbers = findings.strategies[name]
        cells = [escape(findings.titles[name]), *(_cell(numbers[column], column) for column in columns)]
        if contest:
            cells.append(_percent(numbers["rights"].win_share))
            if wide:
                cells.append(_percent(numbers["rights_final"].win_share))
        table.add_row(*cells)
    return table


def _cell(numbers: Summary, column: str) -> str:
    if numbers.mean is None or numbers.q05 is None or numbers.q95 is None:
        return "–"
    if column in SHARES:
        return _percent(numbers.mean)
    scale = 1 if column == "harm" else 100
    low, middle, high = (scale * number for number in (numbers.q05, numbers.mean, numbers.q95))
    return f"{middle:.1f} [dim]{low:.0f}–{high:.0f}[/dim]"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def written(folder: str, *, brief: bool) -> None:
    """Where the run lies and what can be done with it."""
    console = Console()
    console.print()
    console.print(
        f"Run folder: {folder}" + (f" (open {folder}/brief.html)" if brief else ""),
        highlight=False,
        soft_wrap=True,
    )
    console.print(f"Repeat it: suasion rerun {folder}", highlight=False, soft_wrap=True)
