"""What the answer for Myanmar 1990 hangs on in the case itself, and how often worlds open without a breakdown.

``scripts/docs_cases.py`` calls this for the page of that case.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import suasion
from docs_markdown import table
from docs_variations import leads, means
from suasion.domain.case import Case
from suasion.domain.commitment import Commitment
from suasion.domain.strategy import Strategy
from suasion.lab.comparison import Comparison

SHOWN = (
    "baseline",
    "as_it_was",
    "sanctions_kept",
    "constructive_engagement",
    "engagement",
    "both_at_once",
    "as_on_south_africa",
)
AGAINST = ("baseline", "sanctions_kept", "constructive_engagement", "engagement")
#: What happened: years between which mean rights rose while the regime stood, and the states it is reckoned from.
OPENED = (2009, 2015)
#: How many of the changes are looked at closely: the case as it is, and with the hazard of hindsight.
CLOSELY = 2
RIGHTS = ("physical_integrity", "civil_liberties", "group_rights")


def variations(case: Case, worlds: int) -> str:
    """Mean rights, those of the last year and breakdown with one coding changed, and openings."""
    rows: list[list[str]] = []
    pairs: list[list[str]] = []
    openings: list[list[str]] = []
    replays, carried = [], ""
    for label, change in CHANGES.items():
        changed = change(case)
        found = suasion.compare(changed, worlds=worlds, audits=not rows)
        rows.append(means(label, found, SHOWN))
        pairs.append(leads(label, found, AGAINST))
        carried = carried or _carried(found.results["ablations"])
        if len(rows) <= CLOSELY:
            openings += _openings(label, found)
            replays.append(found.results["replay"])
    rise = _observed(case)
    return "\n\n".join(
        (
            "### What carries the lead of engagement\n\nMean rights less the baseline's, of 100, with one mechanism "
            "switched off: the six that take most from `engagement`.",
            carried,
            "### One coding changed\n\nMean rights, rights of the last year (both of 100) and share of breakdowns. "
            "From the second row on the hazard of breakdown is what hindsight would put there: .02 a year (.008 to "
            ".045) in place of .108.",
            table(["changed", *(f"`{name}`" for name in SHOWN)], rows),
            "`as_it_was` less others in mean rights, of 100, ± one standard error.",
            table(["changed", *(f"less `{name}`" for name in AGAINST)], pairs),
            f"### Opening without a breakdown\n\nBetween {OPENED[0]} and {OPENED[1]} observed mean rights rose by "
            f"{rise:.3f} under a government of the army's making. Of all spans of {OPENED[1] - OPENED[0]} years in which the simulated "
            "regime stands throughout, the share in which mean rights rise by more than .1, .2 and .3, and the greatest "
            "rise of all.",
            table(["changed", "strategy", "spans", "> .1", "> .2", "> .3", "greatest"], openings),
            "### The replay with the hazard of hindsight\n\n`as_it_was`, the case as it is and with a hazard of .02.",
            _replays(*replays),
        )
    )


def _carried(ablations: dict[str, Any]) -> str:
    """Advantages over the baseline in the model as it is, and without each of the mechanisms that carry most."""

    def over(check: str, name: str) -> float:
        mean = ablations[check]["mean"]
        return 100 * float(mean[name] - mean["baseline"])

    single = [check for check in ablations if check != "none" and ":" not in check]
    most = sorted(single, key=lambda check: over(check, "engagement"))[:6]
    names = ("engagement", "constructive_engagement", "as_it_was")
    rows = [
        ["nothing" if check == "none" else f"`{check}`"] + [f"{over(check, name):+.2f}" for name in names]
        for check in ("none", *most)
    ]
    return table(["switched off", *(f"`{name}`" for name in names)], rows)


def _observed(case: Case) -> float:
    """Observed rise of mean rights between the two years, by the weights of the case."""
    weights = case.objectives.weights
    rise = 0.0
    for name in RIGHTS:
        (series,) = (one for one in case.observed if one.state == name)
        first, last = (series.values[series.years.index(year)] for year in OPENED)
        rise += getattr(weights, name) * (last - first)
    return rise


def _openings(label: str, found: Comparison) -> list[list[str]]:
    """Rises of mean rights over spans of years through which the regime stands, [changed, strategy, shares]."""
    span = OPENED[1] - OPENED[0]
    rows = []
    for name in ("baseline", "as_it_was"):
        alive, rights = (
            found.paths[what].sel(strategy=name).values.astype(float) for what in ("alive", "rights")
        )
        stands = alive[:, span:] > 0.5
        rises = (rights[:, span:] - rights[:, :-span])[stands]
        rows.append(
            [label, f"`{name}`", f"{rises.size:,}"]
            + [f"{(rises > least).mean():.4f}" for least in (0.1, 0.2, 0.3)]
            + [f"{rises.max():.3f}"]
        )
    return rows


def _replays(own: list[dict[str, Any]], changed: list[dict[str, Any]]) -> str:
    """Errors and shares within the bands of both, series by series."""
    rows = []
    for one, other in zip(own, changed, strict=True):
        a, b = (series["strategies"]["as_it_was"] for series in (one, other))
        rows.append(
            [one["state"].replace("_", " ")]
            + [f"{of['error']:.3f} / {of['within_90']:.2f}" for of in (a, b)]
            + [f"{one['error_of_no_change']:.3f}"]
        )
    heads = [
        "state",
        "error of the median / share within 90%",
        "the same, hazard of .02",
        "error of no change",
    ]
    return table(heads, rows)


def _with(case: Case, **update: Any) -> Case:
    return replace(case, file=case.file.model_copy(update=update))


def _hindsight(case: Case) -> Case:
    """The hazard of a regime that was to stand for two decades and more."""
    hazard = case.target.collapse_hazard.model_copy(update={"value": 0.02, "low": 0.008, "high": 0.045})
    return _with(case, target=case.target.model_copy(update={"collapse_hazard": hazard}))


def _unbelieved(case: Case) -> Case:
    """Conditionality read by whether a text names the acts that end a sanction: next to none does."""
    base = case.baseline
    levels = {
        name: one.model_copy(update={"level": 0.05}) if name == "conditionality" else one
        for name, one in base.levels.items()
    }

    def low(strategy: Strategy) -> Strategy:
        parts = [
            part.model_copy(
                update={
                    "levels": {
                        k: min(v, 0.05) if k == "conditionality" else v for k, v in part.levels.items()
                    }
                }
            )
            for part in strategy.schedule
        ]
        own = strategy.id in ("as_it_was", "sanctions_kept")
        return strategy.model_copy(update={"schedule": tuple(parts)}) if own else strategy

    changed = _with(case, baseline=base.model_copy(update={"levels": levels}))
    return replace(changed, strategies=tuple(low(one) for one in case.strategies))


def _treaties(case: Case) -> Case:
    """The two conventions of the nineties as if they had been in force from the first year."""
    clarity = case.state.clarity  # for the reader: the engine reads the state's
    both = tuple(
        Commitment(
            treaty=name,
            ratified=datetime.date(1990, 1, 1),
            form="accession",
            reservations="none",
            source="assumed",
            clarity=clarity,
        )
        for name in ("crc", "cedaw")
    )
    return _with(case, commitments=both)


def _patron(case: Case) -> Case:
    """China's weight of twenty years later, from the start."""
    state = case.state
    patron = state.patron.model_copy(update={"value": 0.70, "low": 0.50, "high": 0.85})
    return _with(case, state=state.model_copy(update={"patron": patron}))


def _rebuilt(case: Case) -> Case:
    """What follows a breakdown: as the North Korean case assumes for breakdowns from low rights."""
    after = case.target.after_breakdown.model_copy(update={"value": 0.42, "low": 0.15, "high": 0.70})
    return _with(case, target=case.target.model_copy(update={"after_breakdown": after}))


CHANGES: dict[str, Callable[[Case], Case]] = {
    "nothing": lambda case: case,
    "hindsight: hazard of .02": _hindsight,
    "the same, no condition counted": lambda case: _unbelieved(_hindsight(case)),
    "the same, two treaties from the start": lambda case: _treaties(_hindsight(case)),
    "the same, patron at .70": lambda case: _patron(_hindsight(case)),
    "the same, .42 of breakdowns go well": lambda case: _rebuilt(_hindsight(case)),
}
