"""How far a case lies from the states that the panel holds (figure e)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from panel_cases import CASES, PAST, Known
from panel_read import (
    DOMAINS,
    FIRST,
    GSDB,
    KOF,
    LAST,
    NORTH_KOREA,
    VDEM,
    VDEM_REGIME,
    Floats,
    names,
)
from panel_regimes import regime_years

VARIABLES = (*DOMAINS, "civil_society", "linkage", "information", "capacity")
WITHOUT_LINKAGE = tuple(v for v in VARIABLES if v != "linkage")
LEVELS = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
FLOOR = 0.01  # values are held off 0 and 1 by this before the logit
SLACK = 0.05
RISE = 0.1
WINDOW = 10
LINK_RISE = 0.05  # a rise of KOF interpersonal globalisation by more than 5 points of 100


def logit(x: Floats) -> Floats:
    """Log odds, held off the ends by ``FLOOR``."""
    held = np.clip(x, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)


def one(panel: pl.DataFrame, state: int, year: int) -> dict[str, Any]:
    """The row of one state-year."""
    return panel.filter(pl.col("gwcode") == state, pl.col("year") == year).row(0, named=True)


def margins(panel: pl.DataFrame) -> dict[str, Any]:
    """Quantiles over state-years, and where each case lies."""
    result: dict[str, Any] = {}
    starts = {case.label: one(panel, case.code, case.data) for case in CASES}
    korea = one(panel, NORTH_KOREA, LAST)
    for v in VARIABLES:
        values = panel[v].drop_nulls().to_numpy()
        row: dict[str, Any] = {
            f"q{round(100 * p):02d}": float(q)
            for p, q in zip(LEVELS, np.quantile(values, LEVELS), strict=True)
        }
        for label, case in starts.items():
            if case[v] is not None:
                row[label] = case[v]
                row[f"{label}_share_at_or_below"] = float((values <= case[v]).mean())
                row[f"{label}_share_below"] = float((values < case[v]).mean())
        others = panel.filter(pl.col("gwcode") != NORTH_KOREA)[v].drop_nulls().to_numpy()
        row["other_states_at_or_below_north_korea"] = int((others <= korea[v]).sum())
        row |= {"n": len(values), "file": KOF if v == "linkage" else VDEM, "years": f"{FIRST}-{LAST}"}
        result[v] = row
    under = panel["trade_sanctions"].to_numpy()
    result["trade_sanctions"] = {
        "share_of_state_years": float(under.mean()),
        **{label: case["trade_sanctions"] for label, case in starts.items()},
        "n": len(under),
        "file": GSDB,
        "years": f"{FIRST}-{LAST}",
        "note": "single-target cases only: a lower bound",
    }
    return result


def distances(panel: pl.DataFrame, variables: tuple[str, ...]) -> dict[str, Any]:
    """Mahalanobis distances on the logit scale from the panel's mean, and nearest state-years."""
    data = panel.drop_nulls(list(variables))
    x = logit(data.select(variables).to_numpy())
    mean, covariance = x.mean(axis=0), np.cov(x.T)
    inverse = np.linalg.inv(covariance)

    def length(d: Floats) -> Floats:
        return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", d, inverse, d)), dtype=np.float64)

    spread = length(x - mean)
    result: dict[str, Any] = {
        "variables": list(variables),
        "scale": f"logit, values held to [{FLOOR}, {1 - FLOOR}]",
        "mean": mean.tolist(),
        "covariance": covariance.tolist(),
        "distance_levels": list(LEVELS),
        "distance_quantiles": np.quantile(spread, LEVELS).tolist(),
        "distance_largest": float(spread.max()),
        "n": len(x),
        "states": data["gwcode"].n_unique(),
        "file": f"{VDEM}; {KOF}" if "linkage" in variables else VDEM,
        "years": f"{FIRST}-{LAST}",
    }
    label = names()
    codes, years = data["gwcode"].to_numpy(), data["year"].to_numpy()
    for case in CASES:
        state = case.code
        row = one(panel, state, case.data)
        if any(row[v] is None for v in variables):
            continue
        point = logit(np.array([[row[v] for v in variables]], dtype=np.float64))
        own = float(length(point - mean)[0])
        apart = length(x - point)
        best: dict[int, tuple[float, int]] = {}
        for c, y, d in zip(codes.tolist(), years.tolist(), apart.tolist(), strict=True):
            if c != state and (c not in best or d < best[c][0]):
                best[c] = (d, y)
        near = sorted((d, c, y) for c, (d, y) in best.items())[:5]
        result[case.label] = {
            "distance": own,
            "share_of_panel_nearer_the_mean": float((spread < own).mean()),
            "nearest": [f"{label.get(c, str(c))} {y}: {d:.2f}" for d, c, y in near],
            "share_of_other_states_within_1": float((apart[codes != state] < 1).mean()),
            "share_of_other_states_within_2": float((apart[codes != state] < 2).mean()),
        }
    return result


def openings(
    panel: pl.DataFrame, rule: str, civil_society: float, physical: float, *, listed: bool = True
) -> dict[str, Any]:
    """The crux: what followed, within ten years, on state-years at least as closed as that."""
    rows = {(r["gwcode"], r["year"]): r for r in panel.iter_rows(named=True)}
    broken = {
        (int(e["GWn"] or e["gwf_cowcode"]), int(e["year"]))
        for e in regime_years().filter(pl.col("gwf_fail") == 1).iter_rows(named=True)
    }
    label = names()
    counts = dict.fromkeys(
        ("state_years", "followed_ten_years", "linkage_followed", "linkage_rose_at_all",
         "both_rose_in_any_order", "rose", "rose_without_breakdown", "rose_and_linkage_known",
         "rose_and_linkage_rose", "rose_and_linkage_rose_without_breakdown"), 0)  # fmt: skip
    who: dict[int, list[tuple[int, int, bool, float | None]]] = {}
    states: set[int] = set()
    linked: set[str] = set()
    for (state, year), row in rows.items():
        if row["civil_society"] > civil_society or row["physical_integrity"] > physical:
            continue
        counts["state_years"] += 1
        states.add(state)
        counts["followed_ten_years"] += (state, year + WINDOW) in rows
        links = [rows[state, y]["linkage"] for y in range(year + 1, year + WINDOW + 1) if (state, y) in rows]
        links = [x - row["linkage"] for x in links if x is not None and row["linkage"] is not None]
        engaged = bool(links) and max(links) > LINK_RISE
        counts["linkage_followed"] += bool(links)
        counts["linkage_rose_at_all"] += engaged
        if engaged:
            linked.add(f"{label.get(state, str(state))}")
        later = [rows.get((state, y)) for y in range(year + 1, year + WINDOW + 1)]
        hits = [r for r in later if r is not None and r["rights"] - row["rights"] > RISE]
        if not hits:
            continue
        counts["both_rose_in_any_order"] += engaged
        first = hits[0]["year"]
        fell = any((state, y) in broken for y in range(year, first + 1))
        counts["rose"] += 1
        counts["rose_without_breakdown"] += not fell
        change = None
        if row["linkage"] is not None and hits[0]["linkage"] is not None:
            change = hits[0]["linkage"] - row["linkage"]
            counts["rose_and_linkage_known"] += 1
            counts["rose_and_linkage_rose"] += change > LINK_RISE
            counts["rose_and_linkage_rose_without_breakdown"] += change > LINK_RISE and not fell
        who.setdefault(state, []).append((year, first, fell, change))
    which = []
    for state, found in sorted(who.items()):
        firsts = sorted({f for _, f, _, _ in found})
        how = "after a breakdown" if any(b for _, _, b, _ in found) else "without a breakdown (to 2010)"
        changes = [c for _, _, _, c in found if c is not None]
        link = f"linkage {min(changes):+.2f} to {max(changes):+.2f}" if changes else "linkage unknown"
        which.append(
            f"{label.get(state, str(state))}: closed {found[0][0]}-{found[-1][0]}, "
            f"risen by {firsts[0]}{'' if len(firsts) == 1 else f'-{firsts[-1]}'}, {how}, {link}"
        )
    lists = {
        "states_where_linkage_rose_at_all": sorted(linked),
        "state_names": sorted(label.get(s, str(s)) for s in states),
        "which": which,
    }
    return {
        "rule": rule,
        "rise": f"mean rights up by more than {RISE} within {WINDOW} years",
        "linkage_rise": f"KOF interpersonal index up by more than {LINK_RISE} between the two years",
        **counts,
        "states": len(states),
        "states_that_rose": len(who),
        "n": counts["state_years"],
        "file": f"{VDEM}; {KOF}",
        "years": f"{FIRST}-{LAST}",
        **(lists if listed else {}),
    }


def _openings_of_others(panel: pl.DataFrame, case: Known) -> dict[str, Any]:
    """The same for a case that starts in the past, without its own years: they would tell what came of it."""
    row = one(panel, case.code, case.data)
    found = openings(
        panel.filter(pl.col("gwcode") != case.code),
        f"civil society and physical integrity at most {case.name}'s of {case.data} plus {SLACK}",
        row["civil_society"] + SLACK,
        row["physical_integrity"] + SLACK,
    )
    return found | {
        "note": f"without {case.name} itself; years after {case.data} count, for the reader alone: "
        "the model reads none of this"
    }


def support(panel: pl.DataFrame) -> dict[str, Any]:
    """Figure e."""
    korea = one(panel, NORTH_KOREA, LAST)
    society, physical = korea["civil_society"] + SLACK, korea["physical_integrity"] + SLACK
    return {
        "margins": margins(panel),
        "joint": distances(panel, VARIABLES),
        "joint_without_linkage": distances(panel, WITHOUT_LINKAGE),
        "openings_all": openings(panel, "every state-year: the base rate", 2.0, 2.0, listed=False),
        "openings_north_korea": openings(
            panel,
            f"civil society at most {society:.3f} and physical integrity at most {physical:.3f}",
            society,
            physical,
        ),
        **{f"openings_{case.label}": _openings_of_others(panel, case) for case in PAST},
        "regime_class": {
            "autocracy_known": panel["autocracy"].drop_nulls().len(),
            "n": panel.height,
            "file": VDEM_REGIME,
        },
    }
