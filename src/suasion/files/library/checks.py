"""What each key of a case allows and the whole does not: names, sources, sums, dates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from suasion.domain.case_file import CaseFile, quantities
from suasion.domain.commitment import Commitment
from suasion.domain.strategy import Rule, Strategy
from suasion.domain.treaty import Treaty
from suasion.errors import Problem, nearest
from suasion.notation import STOCKS

STOCK_IDS = tuple(one.id for one in STOCKS)
LONGEST = 60  # years that a case can run
Placed = Sequence[tuple[str, Strategy]]
Problems = Iterator[Problem]


def contradictions(
    case: CaseFile,
    strategies: Placed,
    *,
    treaties: Mapping[str, Treaty],
    packages: Collection[str],
    bibliography: Collection[str],
) -> Problems:
    """Every problem of a case whose keys are each in order.

    Args:
        case: The case.
        strategies: Its strategies, each with its place in the file; the baseline is not among them.
        treaties: The library's treaties.
        packages: Names of the library's packages.
        bibliography: Keys of the bibliography.
    """
    yield from _names(case, strategies, treaties, packages)
    for place, source in cited(case, strategies):
        key = source.split(":", 1)[0]
        if key not in ("", "assumed") and key not in bibliography:
            fix = nearest(key, bibliography) or "Write `assumed` if nobody has published it."
            yield Problem(f"{place}.source = {source!r}", "The bibliography has no such key.", fix)
    yield from _sums(case)
    yield from _twice(case, strategies)
    for i, commitment in enumerate(case.commitments):
        yield from _dates(commitment, f"commitments[{i + 1}]", case, treaties)
    for place, strategy in strategies:
        yield from _schedule(strategy, place, case)
        for i, rule in enumerate(strategy.rules):
            yield from _rule(rule, f"{place}.rules[{i + 1}]", case)
    yield from _effects(case)
    yield from _observed(case)


def cited(case: CaseFile, strategies: Placed = ()) -> list[tuple[str, str]]:
    """Every source that a case names, with the place of what it stands behind."""
    places: list[tuple[str, Any]] = [*quantities(case), *strategies]
    places += [(f"baseline.levels.{name}", one) for name, one in case.baseline.levels.items()]
    for name in ("commitments", "senders", "third_parties", "shocks", "claims", "facts", "observed"):
        places += [(f"{name}[{i + 1}]", one) for i, one in enumerate(getattr(case, name))]
    for i, commitment in enumerate(case.commitments):
        places += [
            (f"commitments[{i + 1}].reports[{k + 1}]", one) for k, one in enumerate(commitment.reports)
        ]
    if case.network:
        places.append(("network", case.network))
    return [("target.regime", case.target.regime_source)] + [(place, one.source) for place, one in places]


def _names(
    case: CaseFile, strategies: Placed, treaties: Collection[str], packages: Collection[str]
) -> Problems:
    """Treaties and packages that the library does not hold."""
    for i, commitment in enumerate(case.commitments):
        if commitment.treaty not in treaties:
            yield Problem(
                f"commitments[{i + 1}].treaty = {commitment.treaty!r}",
                "The library has no such treaty.",
                nearest(commitment.treaty, treaties),
            )
    for place, strategy in strategies:
        named = [("after_collapse", strategy.after_collapse)]
        named += [(f"schedule[{i + 1}].package", one.package) for i, one in enumerate(strategy.schedule)]
        named += [(f"rules[{i + 1}].package", one.package) for i, one in enumerate(strategy.rules)]
        for key, package in named:
            empty = not package and key != "after_collapse"
            if not empty and package not in packages:
                yield Problem(
                    f"{place}.{key} = {package!r}",
                    "The library has no such package.",
                    nearest(package, packages),
                )


def _sums(case: CaseFile) -> Problems:
    weights = case.objectives.weights
    total = weights.physical_integrity + weights.civil_liberties + weights.group_rights
    if abs(total - 1) > 1e-6:
        yield Problem("objectives.weights", f"The weights sum to {total:g}, not to 1.", "Scale them.")
    total = sum(sender.weight for sender in case.senders)
    if abs(total - 1) > 1e-6:
        yield Problem("senders", f"The weights sum to {total:g}, not to 1.", "Scale them.")
    if not any(sender.turnover and sender.comeback for sender in case.senders):
        fix = "Give both to a sender whose government can be replaced."
        yield Problem("senders", "No sender has both `turnover` and `comeback`.", fix)


def _twice(case: CaseFile, strategies: Placed) -> Problems:
    """Names that must differ and do not."""
    ids = [("strategies", "id", [one.id for _, one in strategies])]
    ids.append(("strategies", "title", [case.baseline.title, *(one.title for _, one in strategies)]))
    ids.append(("commitments", "treaty", [one.treaty for one in case.commitments]))
    for name in ("senders", "third_parties", "shocks", "claims"):
        ids.append((name, "id", [one.id for one in getattr(case, name)]))
    for group, key, names in ids:
        for name in sorted({name for name in names if names.count(name) > 1}):
            fix = "Leave one out." if key == "treaty" else f"Give one another `{key}`."
            yield Problem(group, f"The {key} {name[:60]!r} stands there twice.", fix)
    for place, strategy in strategies:
        if strategy.id == "baseline":
            yield Problem(
                f"{place}.id", "`baseline` is the policy in force.", "Give the strategy another `id`."
            )


def _dates(commitment: Commitment, place: str, case: CaseFile, treaties: Mapping[str, Treaty]) -> Problems:
    """A treaty is adopted, then ratified, then reported on; a report is sent, then considered."""
    treaty = treaties.get(commitment.treaty)
    at = f"{place}.ratified = {commitment.ratified}"
    if commitment.ratified.year > case.target.start:
        yield Problem(at, f"This lies after the start of the case, {case.target.start}.", "Mend either.")
    if treaty and commitment.ratified < treaty.adopted:
        yield Problem(at, f"The treaty was adopted later, on {treaty.adopted}.", "Mend the date.")
    for i, report in enumerate(commitment.reports):
        for name in ("due", "sent", "considered"):
            day = getattr(report, name)
            if day and day < commitment.ratified:
                what = f"This lies before the ratification, {commitment.ratified}."
                yield Problem(f"{place}.reports[{i + 1}].{name} = {day}", what, "Mend either date.")
        if report.sent and report.considered and report.considered < report.sent:
            what = f"This lies before the report was sent, {report.sent}."
            yield Problem(
                f"{place}.reports[{i + 1}].considered = {report.considered}", what, "Mend either date."
            )


def _schedule(strategy: Strategy, place: str, case: CaseFile) -> Problems:
    first, end = case.target.start, case.target.start + case.target.horizon
    years = [case.calendar_year(period.start) for period in strategy.schedule]
    for i, year in enumerate(years):
        at = f"{place}.schedule[{i + 1}].from = {strategy.schedule[i].start}"
        if not first <= year < end:
            fix = "Give a year within it, or years since the start (below 1000)."
            yield Problem(at, f"The year {year} lies outside the case, {first} to {end - 1}.", fix)
        elif i and year <= years[i - 1]:
            what = f"This period does not begin after the one before, in {years[i - 1]}."
            yield Problem(at, what, "Sort them by `from`.")


def _rule(rule: Rule, place: str, case: CaseFile) -> Problems:
    """``not_before``, ``latest``, ``until`` rise; years after the horizon are no mistake, they never come."""
    first, last = case.target.start, case.target.start + LONGEST
    years = {
        name: case.calendar_year(year)
        for name in ("not_before", "latest", "until")
        if (year := getattr(rule, name)) is not None
    }
    for name, year in years.items():
        at = f"{place}.{name} = {getattr(rule, name)}"
        if not first <= year <= last:
            fix = "Give a calendar year, or years since the start (below 1000)."
            yield Problem(at, f"The year {year} lies outside {first} to {last}.", fix)
        elif name == "latest" and year < years["not_before"]:
            yield Problem(at, f"This lies before `not_before`, {years['not_before']}.", "Mend either year.")
        elif name == "until":
            before = max(years["not_before"], years.get("latest", first))
            if year <= before:
                yield Problem(at, f"The rule would end before it fires, {before}.", "Move `until` later.")


def _effects(case: CaseFile) -> Problems:
    bounds: dict[str, tuple[Callable[[float], bool], str]] = {
        "resources": (lambda size: -3 <= size <= 3, "This is in log points, between -3 and 3."),
        "collapse_hazard": (lambda size: -4 <= size <= 4, "This is in log points, between -4 and 4."),
        "refusal": (lambda size: -1 <= size <= 1, "This lies between -1 and 1."),
    }
    share: tuple[Callable[[float], bool], str] = (
        lambda size: -1 < size < 1,
        "A share lost or gained lies strictly between -1 and 1.",
    )
    for i, shock in enumerate(case.shocks):
        for name, size in shock.effects.items():
            fits, what = share if name in STOCK_IDS else bounds[name]
            if not fits(size):
                yield Problem(f"shocks[{i + 1}].effects.{name} = {size:g}", what)


def _observed(case: CaseFile) -> Problems:
    """Observed series that no year played has anything to say about, and years of a state given twice."""
    first, end = case.target.start, case.target.start + case.target.horizon
    for i, series in enumerate(case.observed):
        at, last = f"observed[{i + 1}]", series.years[-1]
        if last < first or series.first >= end:
            what = f"Its years {series.first} to {last} lie outside the case, {first} to {end - 1}."
            yield Problem(f"{at}.first = {series.first}", what, "Mend the year, or leave the series out.")
        for k, other in enumerate(case.observed[:i]):
            both = sorted(set(series.years) & set(other.years))
            if other.state == series.state and both:
                what = f"The year {both[0]} of this state stands in observed[{k + 1}] already."
                yield Problem(f"{at}.state = {series.state!r}", what, "Leave one of the two out.")
