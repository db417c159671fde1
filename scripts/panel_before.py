"""What was known of breakdowns, senders and sanctions when a case of the past starts (figures d, f, g).

The other figures of such a case stand with those of the panel: ``hazards``, ``still``, ``support``.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from scipy.stats import beta

from panel_cases import PAST, Known
from panel_read import ARCHIGOS, GSDB, GWF, TIES, VDEM_LONG, table
from panel_regimes import CHIEFS, GOOD, PARTY_CHANGES, regime_years

AFTER = 5
WINDOW = 26  # years of a sender's governments, as many as for the senders of today
FIRST_KNOWN = 1946  # governments before it are not counted
#: Year in which the list of party changes begins, of senders that only cases of the past have.
PAST_CHANGES = {
    "united_kingdom": (1946, (1951, 1964, 1970, 1974, 1979)),
    "germany": (1950, (1969, 1982)),
    "japan": (1956, ()),
}


def chance(events: int, n: int) -> dict[str, Any]:
    """Share and its 90% interval under Jeffreys' prior."""
    law = beta(events + 0.5, n - events + 0.5)
    return {"chance": events / n, "low": float(law.ppf(0.05)), "high": float(law.ppf(0.95))}


def breakdowns_before() -> dict[str, Any]:
    """Figure d as each case of the past could know it: what breakdowns had left five years after."""
    data = table(VDEM_LONG).select("COWcode", "year", level=pl.mean_horizontal("v2x_clphy", "v2x_gencl"))
    levels = {(c, y): x for c, y, x in data.drop_nulls().iter_rows()}
    result: dict[str, Any] = {}
    for case in PAST:
        rises: list[tuple[str, float]] = []
        events = case.up_to(regime_years().filter(pl.col("gwf_fail") == 1))
        for event in events.iter_rows(named=True):
            code, year = int(event["cown"] or event["gwf_cowcode"]), int(event["year"])
            if year + AFTER > (case.before or year + AFTER):
                continue
            before, after = levels.get((code, year - 1)), levels.get((code, year + AFTER))
            if before is not None and after is not None:
                rises.append((event["group"], after - before))
        for name, group in ((case.label, None), (f"{case.label}_kin", case.kin)):
            mine = [rise for kind, rise in rises if group in (None, kind)]
            good = sum(rise > GOOD for rise in mine)
            found = chance(good, len(mine))
            result[name] = {
                "rule": f"mean of physical integrity and group rights up by more than {GOOD} five years after; "
                "civil liberties begin in 1970 in the excerpt read here",
                "of": f"breakdowns of {(group or 'all').replace('_', '-')} regimes",
                "n": len(mine),
                "good": good,
                "worse": sum(rise < -GOOD for rise in mine),
                "share_good": found["chance"],
                "share_good_low": found["low"],
                "share_good_high": found["high"],
                "mean_rise": sum(mine) / len(mine),
                "file": f"{GWF}; {VDEM_LONG}",
                "years": f"{FIRST_KNOWN}-{(case.before or 0) - AFTER}",
            }
    return result


def turnover_before() -> dict[str, Any]:
    """Figure f for the senders of each case of the past, up to the year before it starts."""
    data = table(ARCHIGOS).with_columns(year=pl.col("startdate").str.slice(0, 4).cast(pl.Int64))
    result: dict[str, Any] = {}
    for case in PAST:
        last = case.data
        for name in case.senders:
            first = last - WINDOW + 1
            code = CHIEFS[name] if name != "germany" or last >= 1990 else 260
            years = data.filter(pl.col("gwcode") == code, pl.col("year").is_between(first, last))["year"]
            count = int(years.n_unique())
            result[f"{name}_to_{last}"] = {
                "replacements": len(years),
                "n": WINDOW,
                "years_with_replacement": count,
                **chance(count, WINDOW),
                "file": ARCHIGOS,
                "years": f"{first}-{last}",
            }
            listed = PAST_CHANGES.get(name) or (
                (PARTY_CHANGES[name][0], PARTY_CHANGES[name][2]) if name in PARTY_CHANGES else None
            )
            if listed is None:
                continue
            start, changes = listed
            known = [year for year in changes if year <= last]
            result[f"{name}_party_to_{last}"] = {
                "changes": len(known),
                "n": last - start + 1,
                **chance(len(known), last - start + 1),
                "file": "none: a list of known changes, written in this script",
                "years": f"{start}-{last}",
            }
    return result


def sanctions_on(case: Known) -> dict[str, Any]:
    """Figure g for a case of the past: cases begun before it starts, and those in force in each year it plays."""
    cases = table(GSDB).filter(pl.col("sanctioned_state").str.contains(case.gsdb, literal=True))
    ties = table(TIES).filter(pl.col("targetstate") == case.code)
    issues = [f"issue{i}" for i in (1, 2, 3)]
    named = ties.filter(pl.any_horizontal(pl.col(c) == 8 for c in issues))
    return {
        f"gsdb_{case.id}": {
            "title": f"cases begun up to {case.data}",
            **_counts(case.up_to(cases, "begin")),
            "file": GSDB,
            "years": f"1949-{case.data}",
        },
        f"gsdb_{case.id}_played": {
            "title": "cases in force, year by year; for the policy that was followed, not for the start",
            **_by_year(cases, *case.played),
            "file": GSDB,
            "years": f"{case.played[0]}-{case.played[1]}",
        },
        f"ties_{case.id}": {
            "cases": case.up_to(ties, "startyear").height,
            "naming_human_rights": case.up_to(named, "startyear").height,
            "file": TIES,
            "years": f"1945-{case.data}",
        },
    }


def _counts(cases: pl.DataFrame) -> dict[str, Any]:
    rights = cases.filter(pl.col("objective").str.contains("human_rights"))
    return {
        "cases": cases.height,
        "trade": int(cases["trade"].sum()),
        "financial": int(cases["financial"].sum()),
        "naming_human_rights": rights.height,
        "which": [f"{s} {b}" for s, b in cases.select("sanctioning_state", "begin").iter_rows()],
    }


def _by_year(cases: pl.DataFrame, first: int, last: int) -> dict[str, Any]:
    """In force per year; ``share_by_rule`` is that of ``conditionality``: 1 over the aims, where rights are one."""
    columns = ("in_force", "trade", "financial", "travel", "arms", "naming_human_rights", "share_by_rule")
    found: dict[str, list[Any]] = {name: [] for name in columns}
    for year in range(first, last + 1):
        now = cases.filter(pl.col("begin") <= year, pl.col("end") >= year)
        aims = [text.split(",") for text in now["objective"].fill_null("")]
        found["in_force"].append(now.height)
        for name in ("trade", "financial", "travel", "arms"):
            found[name].append(int(now[name].sum()))
        named = [1 / len(one) for one in aims if "human_rights" in one]
        found["naming_human_rights"].append(len(named))
        found["share_by_rule"].append(sum(named) / now.height if now.height else 0.0)
    return {"year": list(range(first, last + 1)), **found}


def conditionality_before() -> dict[str, Any]:
    """``sanctions_on`` for every case of the past."""
    return {key: one for case in PAST for key, one in sanctions_on(case).items()}
