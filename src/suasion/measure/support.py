"""How far a case lies from the state-years that were observed: by variable, jointly, and what followed near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DOMAINS = ("physical_integrity", "civil_liberties", "group_rights")
VARIABLES = (*DOMAINS, "civil_society", "linkage", "information", "capacity")
WITHOUT_LINKAGE = tuple(name for name in VARIABLES if name != "linkage")
LEVELS = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
FLOOR = 0.01  # values are held off 0 and 1 by this before the logit
SLACK = 0.05  # a state-year is as closed as a case where it exceeds it by no more
RISE = 0.1
WINDOW = 10  # years
LINK_RISE = 0.05
NEAREST = 5
NEEDED = (*VARIABLES, "gsdb_trade", "gwf_breakdown", "regime_class")


class Start(NamedTuple):
    """Where a case starts.

    Attributes:
        label: The case with the year of its data, as the figures name it: ``north_korea_2016``.
        name: Its name in sentences.
        cow: The state's number.
        year: Year of the data that it starts from.
        past: Whether more is known than the case may know: its own later years then stay out of what followed.
        point: The case's own values of the variables; ``linkage`` may be missing from the panel.
    """

    label: str
    name: str
    cow: int
    year: int
    past: bool
    point: Mapping[str, float]


def logit(x: Floats) -> Floats:
    """Log odds, held off the ends by ``FLOOR``."""
    held = np.clip(x, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)


def years_of(rows: pl.DataFrame) -> str:
    """First and last year of some state-years."""
    years: list[int] = rows["year"].unique().sort().to_list()
    return f"{years[0]}-{years[-1]}"


def usable(table: pl.DataFrame) -> pl.DataFrame:
    """State-years with every variable but linkage, with their mean ``rights``; in order of state and year."""
    return (
        table.select("cow", "name", "year", *NEEDED)
        .drop_nulls(list(WITHOUT_LINKAGE))
        .with_columns(rights=pl.mean_horizontal(DOMAINS))
        .sort("cow", "year")
    )


def summary(table: pl.DataFrame, starts: Sequence[Start], sources: Mapping[str, str]) -> dict[str, Any]:
    """What the panel says of the support of cases, small enough to ship.

    Rows without a value of ``regime_class`` or ``gwf_breakdown`` count where these are not asked for.

    Args:
        table: The panel's table.
        starts: The cases.
        sources: For each variable the table and version that it comes from.

    Returns:
        ``margins``, ``joint``, ``joint_without_linkage``, ``openings_all``, ``openings_LABEL`` and ``regime_class``.
    """
    rows = usable(table)
    years = years_of(rows)
    figures: dict[str, Any] = {
        "margins": margins(rows, starts, sources),
        "joint": joint(rows, VARIABLES, starts, sources),
        "joint_without_linkage": joint(rows, WITHOUT_LINKAGE, starts, sources),
        "openings_all": openings(rows, "every state-year: the base rate", 2.0, 2.0, sources, listed=False),
    }
    for start in starts:
        figures[f"openings_{start.label}"] = openings_near(rows, start, sources)
    known = rows["regime_class"].drop_nulls().len()
    figures["regime_class"] = {
        "autocracy_known": known,
        "n": rows.height,
        "years": years,
        "file": sources["regime_class"],
    }
    return figures


def margins(rows: pl.DataFrame, starts: Sequence[Start], sources: Mapping[str, str]) -> dict[str, Any]:
    """Quantiles over state-years, the ends of what was ever observed elsewhere, and where each state itself lay."""
    result: dict[str, Any] = {}
    for name in VARIABLES:
        known = rows.drop_nulls(name)
        values = known[name].to_numpy()
        row: dict[str, Any] = {
            f"q{round(100 * level):02d}": float(knot)
            for level, knot in zip(LEVELS, np.quantile(values, LEVELS), strict=True)
        }
        row |= {"least": float(values.min()), "greatest": float(values.max())}
        for start in starts:
            own = known.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)[name]
            others = known.filter(pl.col("cow") != start.cow)[name].to_numpy()
            row[f"{start.label}_least_elsewhere"] = float(others.min())
            row[f"{start.label}_greatest_elsewhere"] = float(others.max())
            if len(own):
                row[start.label] = float(own[0])
                row[f"{start.label}_share_at_or_below"] = float((values <= own[0]).mean())
                row[f"{start.label}_share_below"] = float((values < own[0]).mean())
                row[f"{start.label}_elsewhere_at_or_below"] = int((others <= own[0]).sum())
        row |= {
            "n": len(values),
            "years": years_of(known),
            "file": sources[name],
        }
        result[name] = row
    under = rows.drop_nulls("gsdb_trade")
    shares = (under["gsdb_trade"] > 0).cast(pl.Float64)
    result["trade_sanctions"] = {
        "share_of_state_years": float(shares.mean()),  # type: ignore[arg-type]
        **{
            start.label: float((one[0] > 0) if len(one) else float("nan"))
            for start in starts
            for one in [under.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)["gsdb_trade"]]
        },
        "n": under.height,
        "years": years_of(under),
        "file": sources["gsdb_trade"],
    }
    return result


def joint(
    rows: pl.DataFrame, variables: tuple[str, ...], starts: Sequence[Start], sources: Mapping[str, str]
) -> dict[str, Any]:
    """Mahalanobis distances on the logit scale from the panel's mean, and the nearest state-years of each case.

    A case is measured by the state as it was in the year of its data, and left out where that is not known; the
    state-years nearest to the values that the case itself starts from stand beside it (``start_nearest``).
    """
    data = rows.drop_nulls(list(variables))
    x = logit(data.select(variables).to_numpy())
    mean, covariance = x.mean(axis=0), np.cov(x.T)
    inverse: Floats = np.linalg.inv(covariance).astype(np.float64)
    spread = _length(x - mean, inverse)
    result: dict[str, Any] = {
        "variables": list(variables),
        "scale": f"logit, values held to [{FLOOR}, {1 - FLOOR}]",
        "mean": mean.tolist(),
        "covariance": covariance.tolist(),
        "distance_levels": list(LEVELS),
        "distance_quantiles": np.quantile(spread, LEVELS).tolist(),
        "distance_largest": float(spread.max()),
        "n": len(x),
        "states": data["cow"].n_unique(),
        "years": years_of(data),
        "file": "; ".join(dict.fromkeys(sources[name] for name in variables)),
    }

    def apart(point: Floats, cow: int) -> pl.DataFrame:
        distances = data.select("cow", "name", "year", apart=pl.Series(_length(x - point, inverse)))
        return distances.filter(pl.col("cow") != cow).sort("apart", "cow", "year")

    for start in starts:
        own = data.filter(pl.col("cow") == start.cow, pl.col("year") == start.year)
        if own.is_empty():
            continue
        point = logit(own.select(variables).to_numpy())
        others, own_length = apart(point, start.cow), float(_length(point - mean, inverse)[0])
        begins = logit(np.array([[start.point[name] for name in variables]], dtype=np.float64))
        result[start.label] = {
            "distance": own_length,
            "share_of_panel_nearer_the_mean": float((spread < own_length).mean()),
            "nearest": _names(others),
            "share_of_other_states_within_1": float((others["apart"] < 1).mean()),  # type: ignore[arg-type]
            "share_of_other_states_within_2": float((others["apart"] < 2).mean()),  # type: ignore[arg-type]
            "start_nearest": _names(apart(begins, start.cow)),
        }
    return result


def _names(apart: pl.DataFrame) -> list[str]:
    """The nearest state-years, one of each state: ``NAME YEAR: DISTANCE``."""
    near = apart.unique("cow", keep="first", maintain_order=True).head(NEAREST)
    return [f"{name} {year}: {d:.2f}" for _, name, year, d in near.iter_rows()]


def _length(d: Floats, inverse: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", d, inverse, d)), dtype=np.float64)


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
