"""Regime breakdown, what follows it, how senders change and what sanctions asked for (figures c, d, f, g)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy.stats import beta

from panel_cases import CASES, Known
from panel_read import ARCHIGOS, DOMAINS, GSDB, GWF, LAST, NORTH_KOREA, SUCCESSOR, TIES, VDEM, Floats, table

GROUPS = {
    "party": ("party", "party-military", "oligarchy"),
    "party_personal": ("party-personal", "party-military-personal"),
    "personal": ("personal",),
    "military": ("military", "military-personal", "indirect military"),
    "monarchy": ("monarchy",),
}
EASTERN_BLOC = (
    "Poland", "Hungary", "Czechoslovakia", "Bulgaria", "Germany East", "German East", "East Germany",
    "Romania", "Albania", "Yugoslavia", "Soviet Union",
)  # fmt: skip
STOCKS = ("civil_society", "information", "capacity")
FEWEST = 12
KNOTS = 10
KIN_WEIGHT = 100  # regime-years that kindred regimes count for against a state's own: assumed
GOOD = 0.1

CHIEFS = {
    "united_states": 2, "south_korea": 732, "japan": 740, "united_kingdom": 200, "france": 220,
    "germany": 260,
}  # fmt: skip
# Years in which the party of the chief executive changed: general knowledge, in none of the files.
PARTY_CHANGES = {
    "united_states": (1946, 2025, (1953, 1961, 1969, 1977, 1981, 1993, 2001, 2009, 2017, 2021, 2025)),
    "south_korea": (1988, 2025, (1998, 2008, 2017, 2022, 2025)),
    "japan": (1990, 2025, (1993, 1994, 1996, 2009, 2012)),
}


def jeffreys(events: int, years: int) -> dict[str, Any]:
    """Yearly chance with its 90% interval under Jeffreys' prior."""
    law = beta(events + 0.5, years - events + 0.5)
    return {
        "regime_years": years,
        "events": events,
        "hazard": events / years,
        "low": float(law.ppf(0.05)),
        "median": float(law.ppf(0.5)),
        "high": float(law.ppf(0.95)),
    }


def regime_years() -> pl.DataFrame:
    """Autocratic regime-years 1946 to 2010; ``gwf_fail`` is 1 in the year in which the regime broke down."""
    data = table(GWF).filter(pl.col("gwf_regimetype").is_not_null(), pl.col("year").is_between(1946, 2010))
    kind = {t: g for g, types in GROUPS.items() for t in types}
    return data.with_columns(group=pl.col("gwf_regimetype").replace_strict(kind))


def hazards() -> dict[str, Any]:
    """Figure c: yearly hazard of regime breakdown."""
    data = regime_years()
    result: dict[str, Any] = {}

    def add(name: str, rows: pl.DataFrame) -> None:
        result[name] = jeffreys(int(rows["gwf_fail"].sum()), rows.height) | {
            "regimes": rows["gwf_casename"].n_unique(),
            "file": GWF,
            "years": f"{min(rows['year'].to_list())}-{max(rows['year'].to_list())}",
        }

    add("all", data)
    for kind in sorted(str(t) for t in data["gwf_regimetype"].unique()):
        add("type_" + kind.replace("-", "_").replace(" ", "_"), data.filter(pl.col("gwf_regimetype") == kind))
    for group in GROUPS:
        add("group_" + group, data.filter(pl.col("group") == group))
        old = data.filter(pl.col("group") == group, pl.col("gwf_duration") > 20)
        add(f"group_{group}_over_20_years", old)
    add(
        "group_party_personal_over_40_years",
        data.filter(pl.col("group") == "party_personal", pl.col("gwf_duration") > 40),
    )
    add("all_over_40_years", data.filter(pl.col("gwf_duration") > 40))
    bloc = data.filter(pl.col("gwf_country").is_in(EASTERN_BLOC))
    add("eastern_bloc", bloc)
    add("eastern_bloc_to_1988", bloc.filter(pl.col("year") <= 1988))
    for case in CASES:
        known = case.up_to(data)
        kin = f"group_{case.kin}"
        if case.before is not None:
            kin += f"_to_{case.before}"
            add(kin, known.filter(pl.col("group") == case.kin))
            add(f"all_to_{case.before}", known)
            if case.name in EASTERN_BLOC:
                add(f"eastern_bloc_to_{case.before}", case.up_to(bloc))
        add(case.id, known.filter(pl.col("cown") == case.code))
        result[f"{case.id}_shrunken"] = shrunken(case, result[kin], result[case.id])
    return result


def shrunken(case: Known, kin: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A state's hazard: that of kindred regimes, updated by its own regime-years."""
    law = beta(
        KIN_WEIGHT * kin["hazard"] + own["events"],
        KIN_WEIGHT * (1 - kin["hazard"]) + own["regime_years"] - own["events"],
    )
    group = case.kin.replace("_", "-")
    return {
        "rule": f"beta prior with the {group} group's hazard and the "
        f"weight of {KIN_WEIGHT} regime-years (assumed), updated by {case.name}'s own regime-years",
        "low": float(law.ppf(0.05)),
        "median": float(law.ppf(0.5)),
        "high": float(law.ppf(0.95)),
        "regime_years": own["regime_years"],
        "events": own["events"],
        "file": GWF,
        "years": own["years"],
    } | ({} if case.before is None else {"note": f"both know the years up to {case.before} alone"})


def breakdowns(panel: pl.DataFrame) -> pl.DataFrame:
    """Breakdowns 1970 to 2010, every variable a year before and five years after (successor if gone)."""
    values = {(r["gwcode"], r["year"]): r for r in panel.iter_rows(named=True)}
    variables = ("rights", *DOMAINS, *STOCKS)
    rows: list[dict[str, Any]] = []
    for event in regime_years().filter(pl.col("gwf_fail") == 1, pl.col("year") >= 1970).iter_rows(named=True):
        code, year = int(event["GWn"] or event["gwf_cowcode"]), int(event["year"])
        before = values.get((code, year - 1))
        after = values.get((code, year + 5)) or values.get((SUCCESSOR.get(code, code), year + 5))
        if before is None or after is None:
            continue
        row: dict[str, Any] = {"case": event["gwf_casename"], "group": event["group"], "year": year}
        row |= {f"{v}_before": before[v] for v in variables} | {f"{v}_after": after[v] for v in variables}
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


def by_tenths(ordered: Floats) -> list[float]:
    """Means over the ten tenths of an ordered sample; a case on a border counts for both in proportion."""
    n = len(ordered)
    edges = np.linspace(0, n, KNOTS + 1)
    total = np.concatenate([[0.0], np.cumsum(ordered)])
    at = np.interp(edges, np.arange(n + 1), total)
    return [float(x) for x in np.diff(at) / (n / KNOTS)]


def after_breakdown(panel: pl.DataFrame) -> dict[str, Any]:
    """Figure d: levels before and after breakdown, and the table of tenths ordered by mean rights after."""
    events = breakdowns(panel)
    total = regime_years().filter(pl.col("gwf_fail") == 1, pl.col("year") >= 1970).height
    result: dict[str, Any] = {"coverage": {"events_in_gwf": total, "events_with_both_years": events.height}}
    for group in ("all", *GROUPS):
        mine = events if group == "all" else events.filter(pl.col("group") == group)
        rise = (mine["rights_after"] - mine["rights_before"]).to_numpy()
        good = int((rise > GOOD).sum())
        worse = int((rise < -GOOD).sum())
        law = beta(good + 0.5, mine.height - good + 0.5)
        row: dict[str, Any] = {
            "n": mine.height,
            "file": f"{GWF}; {VDEM}",
            "years": "1970-2010",
            "good": good,
            "share_good": good / mine.height,
            "share_good_low": float(law.ppf(0.05)),
            "share_good_high": float(law.ppf(0.95)),
            "worse": worse,
            "mean_rise": float(rise.mean()),
            "fell_back_to": "" if group == "all" or mine.height >= FEWEST else "all",
        }
        for v in ("rights", *DOMAINS, *STOCKS):
            row[f"mean_before_{v}"] = float(mine[f"{v}_before"].mean())  # type: ignore[arg-type]
            row[f"mean_after_{v}"] = float(mine[f"{v}_after"].mean())  # type: ignore[arg-type]
        source = (events if row["fell_back_to"] else mine).sort("rights_after", "case")
        for v in ("rights", *DOMAINS, *STOCKS):
            row[f"tenths_{v}"] = by_tenths(source[f"{v}_after"].to_numpy().astype(np.float64))
        result[group] = row
    low = events.filter(pl.col("rights_before") < 0.25)
    rise_low = (low["rights_after"] - low["rights_before"]).to_numpy()
    result["from_low_rights"] = {
        "rule": "mean rights under .25 a year before",
        "n": low.height,
        "share_good": float((rise_low > GOOD).mean()),
        "share_good_low": float(
            beta((rise_low > GOOD).sum() + 0.5, (rise_low <= GOOD).sum() + 0.5).ppf(0.05)
        ),
        "share_good_high": float(
            beta((rise_low > GOOD).sum() + 0.5, (rise_low <= GOOD).sum() + 0.5).ppf(0.95)
        ),
        "worse": int((rise_low < -GOOD).sum()),
        "mean_after_rights": float(low["rights_after"].mean()),  # type: ignore[arg-type]
        "cases": low.sort("year")["case"].to_list(),
    }
    ordered = low.sort("rights_after", "case")
    for v in ("rights", *DOMAINS, *STOCKS):
        result["from_low_rights"][f"tenths_{v}"] = by_tenths(
            ordered[f"{v}_after"].to_numpy().astype(np.float64)
        )
    return result


def turnover() -> dict[str, Any]:
    """Figure f: yearly chance that the chief executive changes, and that the executive's party does."""
    data = table(ARCHIGOS)
    result: dict[str, Any] = {}
    for name, code in CHIEFS.items():
        starts = data.filter(pl.col("gwcode") == code)["startdate"].str.slice(0, 4).cast(pl.Int64)
        years = starts.filter(starts.is_between(1990, 2015))
        count = int(years.n_unique())
        result[name] = {
            "replacements": len(years),
            "n": 26,
            "years_with_replacement": count,
            "chance": count / 26,
            "low": float(beta(count + 0.5, 26.5 - count).ppf(0.05)),
            "high": float(beta(count + 0.5, 26.5 - count).ppf(0.95)),
            "file": ARCHIGOS,
            "years": "1990-2015",
        }
    for name, (first, last, changes) in PARTY_CHANGES.items():
        n, k = last - first + 1, len(changes)
        result[f"{name}_party"] = {
            "changes": k,
            "n": n,
            "chance": k / n,
            "low": float(beta(k + 0.5, n - k + 0.5).ppf(0.05)),
            "high": float(beta(k + 0.5, n - k + 0.5).ppf(0.95)),
            "file": "none: a list of known changes, written in this script",
            "years": f"{first}-{last}",
        }
    return result


def conditionality() -> dict[str, Any]:
    """Figure g: what sanctions on North Korea asked for; how threats of sanctions ended."""
    cases = table(GSDB).filter(pl.col("sanctioned_state").str.contains("Korea, North", literal=True))
    rights = cases.filter(pl.col("objective").str.contains("human_rights"))
    weapons = cases.filter(pl.col("objective").str.contains("prevent_war"))
    ties = table(TIES)
    korean = ties.filter(pl.col("targetstate") == NORTH_KOREA)
    issues = [f"issue{i}" for i in (1, 2, 3)]
    threats = ties.filter(pl.col("threat") == 1)
    return {
        "gsdb_north_korea": {
            "cases": cases.height,
            "trade": int(cases["trade"].sum()),
            "naming_human_rights": rights.height,
            "naming_human_rights_share": rights.height / cases.height,
            "naming_human_rights_which": [
                f"{s} {b}" for s, b in rights.select("sanctioning_state", "begin").iter_rows()
            ],
            "naming_prevent_war": weapons.height,
            "single_target": cases.filter(pl.col("sanctioned_state") == "Korea, North").height,
            "success_total_or_part": cases.filter(pl.col("success").str.contains("success_")).height,
            "file": GSDB,
            "years": f"{min(cases['begin'].to_list())}-{max(cases['end'].to_list())}",
        },
        "ties_north_korea": {
            "cases": korean.height,
            "naming_human_rights": korean.filter(pl.any_horizontal(pl.col(c) == 8 for c in issues)).height,
            "file": TIES,
            "years": "1945-2005",
        },
        "ties_threats": {
            "n": threats.height,
            "imposed": int(threats["imposition"].sum()),
            "imposed_share": float(threats["imposition"].mean()),  # type: ignore[arg-type]
            "yielded_at_threat": threats.filter(pl.col("finaloutcome").is_in([1, 2])).height,
            "file": TIES,
            "years": f"1945-{min(2005, LAST)}",
        },
    }
