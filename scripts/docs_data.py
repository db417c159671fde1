"""The reference page of datasets, written from the catalogue."""

from __future__ import annotations

from docs_markdown import SCRIPT, code, table
from suasion import lab
from suasion.domain.dataset import Indicator, Release, Table
from suasion.domain.findings.data import DatasetDescription

BETTER = {"up": "higher", "down": "lower", "neither": ""}


def datasets() -> str:
    """The whole of docs/reference/datasets.md: every dataset of the catalogue with its tables and columns."""
    rows, parts = [], []
    for one in lab.list_data().datasets:
        known = lab.describe_data(one.id)
        rows.append([code(one.id), one.title, ", ".join(one.read_by), _offered(known.dataset.address)])
        parts.append(_dataset(known))
    head = [
        "# Datasets",
        SCRIPT,
        "What Suasion knows of each dataset, from `src/suasion/library/datasets/`. "
        "[How to get and add them](../how-to/get-the-datasets.md) is a page of its own.",
        "*Better* says which way is better for people, where either is. *Scale* gives the ends that a value must lie "
        "between. *Missing* lists codes that are read as missing. A column with `*` stands for all that are so named. "
        "*Releases seen* are the files that the catalogue was checked against; where one was an excerpt, the producer's "
        "own file has more rows, columns or years. *Also called* gives the names that columns have in older releases and in "
        "copies. Country codes: `cow` Correlates of War, `gw` Gleditsch-Ward, `vdem` "
        "V-Dem, `iso2` and `iso3` ISO 3166-1, `name` a name in words. No dataset comes with Suasion.",
        table(["id", "what it is", "read by `suasion`", "offered at"], rows),
    ]
    return "\n\n".join([*head, *parts]) + "\n"


def _offered(address: str) -> str:
    return f"<{address}>" if address else "no address known"


def _dataset(known: DatasetDescription) -> str:
    one = known.dataset
    parts = [
        f"## {one.title}",
        f"`{one.id}` · {one.says} Newest version known: {one.version}.",
        f"Offered at {_offered(one.address)}. Licence: {one.licence}. Cite: {', '.join(map(code, one.cite))}.",
    ]
    if one.flaws:
        parts.append("Known flaws:\n\n" + "\n".join(f"- {flaw}" for flaw in one.flaws))
    parts += [_table(name, part) for name, part in known.tables.items()]
    return "\n\n".join(parts)


def _table(name: str, one: Table) -> str:
    states = ", ".join(f"{code(column)} ({system})" for column, system in one.states.items())
    facts = [
        f"Rows: {one.title}.",
        f"No two rows share {', '.join(map(code, one.keys))}." if one.keys else "",
        f"States: {states}." if states else "",
        f"Year: {code(one.year)}." if one.year else "",
        f"Also called: {_also(one)}." if one.also else "",
        f"Forms that are read besides: {'; '.join(form.title for form in one.layouts)}."
        if one.layouts
        else "",
        "Of the producer's file only these columns are kept." if one.keep == "named" else "",
        f"Kept beside each: columns that end in {', '.join(map(code, one.bands))}." if one.bands else "",
        f"Releases seen: {'; '.join(map(_release, one.releases)) or 'none'}.",
        one.note,
    ]
    rows = [
        [code(each.column), _held(each), each.unit, BETTER[each.better], _scale(each), _codes(each)]
        for each in one.indicators
    ]
    heads = ["column", "what it holds", "unit", "better", "scale", "missing"]
    return f"### {code(name)}\n\n{' '.join(filter(None, facts))}\n\n{table(heads, rows)}"


def _also(one: Table) -> str:
    return "; ".join(f"{code(name)} {', '.join(map(code, others))}" for name, others in one.also.items())


def _held(each: Indicator) -> str:
    return " ".join(filter(None, [each.title, each.note]))


def _codes(each: Indicator) -> str:
    return ", ".join(code(str(one)) for one in each.missing)


def _scale(each: Indicator) -> str:
    low, high = each.low, each.high
    if high is None:
        return "" if low is None else f"from {low:g}"
    return f"{low:g} to {high:g}" if low is not None else f"up to {high:g}"


def _release(one: Release) -> str:
    years = f", {one.years[0]} to {one.years[1]}" if one.years else ""
    kind = ", excerpt" if one.excerpt else ""
    return f"{one.version} ({one.rows:,} rows{years}{kind})"
