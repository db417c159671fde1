"""What was observed of each case after it starts, as ``[[observed]]`` tables for its file.

    python scripts/observed.py [CASE ...]

The datasets are read from the folder ``SUASION_TEST_DATA`` (default: ``shared/data`` beside the checkout). The
case files hold exactly what this prints; a test compares them. A series begins with the first year played for
which the data have a value, and ends where they end or before the first gap. A case that starts after the data
end has none.
"""

from __future__ import annotations

import sys
from typing import Any

import polars as pl

from panel_cases import CASES, Known
from panel_figures import toml_value
from panel_read import KOF, LAST, UNDERNOURISHED, VDEM, suasion_panel

DIGITS = 4
PARTS = "mean of v2x_clpol, v2x_clpriv and v2x_freexp_altinf"
#: State, source key, what is read, file, and a word of caution.
SERIES = (
    ("physical_integrity", "vdem12", "v2x_clphy", VDEM, ""),
    ("civil_liberties", "vdem12", PARTS, VDEM, ""),
    ("group_rights", "vdem12", "v2x_gencl", VDEM, ""),
    ("civil_society", "vdem12", "v2xcs_ccsi", VDEM, ""),
    (
        "subsistence",
        "owid_undernourishment",
        "1 minus the prevalence of undernourishment",
        UNDERNOURISHED,
        "; food alone, not health and shelter",
    ),
    (
        "linkage",
        "kof2023",
        "KOFIpGI divided by 100",
        KOF,
        "; counts ties with all partners, not with the senders alone",
    ),
)


def values_of(case: Known) -> dict[str, dict[int, float]]:
    """State to year to value, for the years that the case plays; nothing is filled in."""
    mine = pl.col("cow") == case.code, pl.col("year").is_between(*case.played)
    rows = suasion_panel().frame.filter(*mine)
    return {
        name: {y: v for y, v in rows.select("year", name).iter_rows() if v is not None}
        for name, _, _, _, _ in SERIES
    }


def observed(case: Known) -> list[dict[str, Any]]:
    """The case's observed series, as its file holds them."""
    found = values_of(case)
    result = []
    for name, key, what, file, caution in SERIES:
        values = found[name]
        if not values:
            continue
        first = last = min(values)
        while last + 1 in values:
            last += 1
        cut = f"; V-Dem is read to {LAST}" if file == VDEM and last == LAST < case.played[1] else ""
        result.append(
            {
                "state": name,
                "first": first,
                "values": [round(values[year], DIGITS) for year in range(first, last + 1)],
                "source": f"{key}:{case.name},{first}-{last}",
                "note": f"{what} ({file.split('/')[-1].split('.csv')[0]}){caution}{cut}",
            }
        )
    return result


def text_of(series: dict[str, Any]) -> str:
    """One series as TOML."""
    lines = [
        f"{key} = {number_list(value) if key == 'values' else toml_value(value)}"
        for key, value in series.items()
    ]
    return "\n".join(["[[observed]]", *lines])


def number_list(values: list[float]) -> str:
    return "[" + ", ".join(f"{value:g}" if value % 1 else f"{value:.1f}" for value in values) + "]"


def main() -> None:
    """Prints the tables of the cases named, or of all."""
    names = sys.argv[1:] or [case.id for case in CASES]
    unknown = set(names) - {case.id for case in CASES}
    if unknown:
        raise SystemExit(
            f"No such case: {', '.join(sorted(unknown))}. Known: {', '.join(c.id for c in CASES)}."
        )
    for case in CASES:
        if case.id in names:
            series = observed(case)
            print(
                f"# {case.name}: {len(series)} series in the years played, {case.played[0]} to {case.played[1]}\n"
            )
            print("\n\n".join(map(text_of, series)) + "\n")


if __name__ == "__main__":
    main()
