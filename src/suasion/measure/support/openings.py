"""What followed, within ten years, on state-years as closed as a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from suasion.measure.support.rows import years_of
from suasion.measure.support.variables import VARIABLES, Start

SLACK = 0.05  # a state-year is as closed as a case where it exceeds it by no more
RISE = 0.1
WINDOW = 10  # years
LINK_RISE = 0.05


def openings_near(rows: pl.DataFrame, start: Start, sources: Mapping[str, str]) -> dict[str, Any]:
    """What followed on state-years as closed as a case; without its own years where they would tell its end."""
    own = rows.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)
    level = own.row(0, named=True) if own.height else dict(start.point)
    society, physical = level["civil_society"] + SLACK, level["physical_integrity"] + SLACK
    among = rows.filter(pl.col("cow") != start.cow) if start.past else rows
    rule = f"civil society at most {society:.3f} and physical integrity at most {physical:.3f}"
    record = openings(among, rule, society, physical, sources)
    if start.past:
        record["note"] = (
            f"without {start.name} itself; years after {start.year} count, for the reader alone: "
            "the model reads none of this"
        )
    return record


def openings(
    rows: pl.DataFrame,
    rule: str,
    civil_society: float,
    physical: float,
    sources: Mapping[str, str],
    *,
    listed: bool = True,
) -> dict[str, Any]:
    """What followed, within ten years, on state-years at least as closed as that.

    Args:
        rows: From ``usable``.
        rule: Which state-years count, in words.
        civil_society: Greatest civil society.
        physical: Greatest physical integrity.
        sources: For each variable the table and version that it comes from.
        listed: Whether to name the states.
    """
    by_key = {(row["cow"], row["year"]): row for row in rows.iter_rows(named=True)}
    broken = {key for key, row in by_key.items() if row["gwf_breakdown"] == 1}
    broken_to = max((year for _, year in broken), default=0)
    counts = dict.fromkeys(
        ("state_years", "followed_ten_years", "linkage_followed", "linkage_rose_at_all",
         "both_rose_in_any_order", "rose", "rose_without_breakdown", "rose_and_linkage_known",
         "rose_and_linkage_rose", "rose_and_linkage_rose_without_breakdown"), 0)  # fmt: skip
    who: dict[int, list[tuple[int, int, bool, float | None]]] = {}
    names: dict[int, str] = {}
    linked: set[str] = set()
    for (state, year), row in by_key.items():
        if row["civil_society"] > civil_society or row["physical_integrity"] > physical:
            continue
        later = [by_key[state, y] for y in range(year + 1, year + WINDOW + 1) if (state, y) in by_key]
        counts["state_years"] += 1
        names[state] = row["name"]
        counts["followed_ten_years"] += (state, year + WINDOW) in by_key
        links = [
            one["linkage"] - row["linkage"]
            for one in later
            if one["linkage"] is not None and row["linkage"] is not None
        ]
        engaged = bool(links) and max(links) > LINK_RISE
        counts["linkage_followed"] += bool(links)
        counts["linkage_rose_at_all"] += engaged
        if engaged:
            linked.add(row["name"])
        hit = next((one for one in later if one["rights"] - row["rights"] > RISE), None)
        if hit is None:
            continue
        fell = any((state, y) in broken for y in range(year, hit["year"] + 1))
        counts["both_rose_in_any_order"] += engaged
        counts["rose"] += 1
        counts["rose_without_breakdown"] += not fell
        change = None
        if row["linkage"] is not None and hit["linkage"] is not None:
            change = hit["linkage"] - row["linkage"]
            counts["rose_and_linkage_known"] += 1
            counts["rose_and_linkage_rose"] += change > LINK_RISE
            counts["rose_and_linkage_rose_without_breakdown"] += change > LINK_RISE and not fell
        who.setdefault(state, []).append((year, hit["year"], fell, change))
    lists = {
        "states_where_linkage_rose_at_all": sorted(linked),
        "state_names": sorted(names.values()),
        "which": [_described(names[state], rises, broken_to) for state, rises in sorted(who.items())],
    }
    return {
        "rule": rule,
        "rise": f"mean rights up by more than {RISE} within {WINDOW} years",
        "linkage_rise": f"KOF interpersonal index up by more than {LINK_RISE} between the two years",
        **counts,
        "states": len(names),
        "states_that_rose": len(who),
        "n": counts["state_years"],
        "file": "; ".join(dict.fromkeys(sources[name] for name in (*VARIABLES, "gwf_breakdown"))),
        "years": years_of(rows),
        **(lists if listed else {}),
    }


def _described(name: str, rises: list[tuple[int, int, bool, float | None]], known_to: int) -> str:
    firsts = sorted({first for _, first, _, _ in rises})
    how = (
        "after a breakdown"
        if any(fell for _, _, fell, _ in rises)
        else f"without a breakdown (to {known_to})"
    )
    changes = [change for _, _, _, change in rises if change is not None]
    link = f"linkage {min(changes):+.2f} to {max(changes):+.2f}" if changes else "linkage unknown"
    return (
        f"{name}: closed {rises[0][0]}-{rises[-1][0]}, "
        f"risen by {firsts[0]}{'' if len(firsts) == 1 else f'-{firsts[-1]}'}, {how}, {link}"
    )
