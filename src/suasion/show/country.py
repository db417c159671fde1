"""What a name, a code or a number means, on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from suasion.domain.findings.country import CountryFindings, StatePeriod
from suasion.errors import visible
from suasion.words import country as words

NAMES = 12  # names of a state that are printed


def country(findings: CountryFindings) -> None:
    """The answer in words, its readings, the codes of the states, and their names."""
    console = Console()
    console.print(escape(visible(words.text(findings))), highlight=False)
    if findings.readings:
        console.print(_readings(findings))
        console.print(_codes(findings))
    for name, names in {one.name: one.names.split("; ") for one in findings.states}.items():
        more = len(names) - NAMES
        rest = f"; and {more} more (--json - has them)" if more > 0 else ""
        console.print(escape(f"{name}: {'; '.join(names[:NAMES])}{rest}"), style="dim", highlight=False)


def _readings(findings: CountryFindings) -> Table:
    table = Table("means", "in", "as", "", box=SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for one in findings.readings:
        marked = "" if one.matched else "not matched"
        years = words.years(one.first, one.last)
        table.add_row(escape(one.state), years, escape(words.systems(one)), marked)
    return table


def _codes(findings: CountryFindings) -> Table:
    table = Table("state", "years", "COW", "GW", "ISO3", "ISO2", "V-Dem", box=SIMPLE_HEAD, pad_edge=False)
    for one in _merged(findings.states):
        vdem = " ".join(str(code) for code in (one.vdem, one.vdem_number) if code is not None)
        codes = (str(one.cow), str(one.gw), one.iso3 or "", one.iso2 or "", vdem)
        table.add_row(escape(one.name), words.years(one.first, one.last), *codes)
    return table


def _merged(states: Sequence[StatePeriod]) -> list[StatePeriod]:
    """Periods that differ only in which list counts the state, as one."""
    out: list[StatePeriod] = []
    for one in states:
        before = out[-1] if out else None
        alike = before and (before.name, before.cow, before.iso3, before.iso2) == (
            one.name, one.cow, one.iso3, one.iso2,
        )  # fmt: skip
        if before and alike and before.last == one.first - 1:
            out[-1] = before.model_copy(update={"last": one.last})
        else:
            out.append(one)
    return out
