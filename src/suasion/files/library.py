"""The bundled content, and cases resolved against it; every problem of a case is found at once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from suasion.domain.case import Case, quantities
from suasion.domain.instrument import Instrument, Package
from suasion.domain.resolved import Resolved, absolute
from suasion.domain.strategy import Period, Rule, Strategy
from suasion.domain.treaty import Treaty
from suasion.domain.worldview import Worldview
from suasion.errors import Problem, SuasionError, nearest
from suasion.files import toml
from suasion.notation import INSTRUMENT_IDS, OUTCOME_IDS, STATE_IDS, STOCKS

ROOT = Path(str(files("suasion") / "library"))
SHOCK_EFFECTS = (*STOCKS, "resources", "collapse_hazard", "refusal")
M = TypeVar("M", bound=BaseModel)


@cache
def folder(kind: str) -> dict[str, Any]:
    """Every record of one library folder by id; a folder lists itself."""
    models: dict[str, type[BaseModel]] = {
        "instruments": Instrument,
        "packages": Package,
        "strategies": Strategy,
        "treaties": Treaty,
        "worldviews": Worldview,
    }
    found = {}
    for path in sorted((ROOT / kind).glob("*.toml")):
        record: Any = toml.parse(models[kind], toml.read(path), path.name)
        found[record.id] = record
    return found


def case_names() -> list[str]:
    """Ids of the bundled cases."""
    return sorted(path.stem for path in (ROOT / "cases").glob("*.toml"))


def case_path(name: str) -> Path:
    """The file of a bundled case, or the path that was given."""
    if name in case_names():
        return ROOT / "cases" / f"{name}.toml"
    path = Path(name)
    if not path.exists() and not name.endswith(".toml") and "/" not in name:
        raise SuasionError(
            Problem(name, "No bundled case has this name, and no such file exists.", nearest(name, case_names()))
        )
    return path


@cache
def panel_figures() -> dict[str, Any]:
    """Figures that Suasion computed from the panel of states."""
    return toml.read(ROOT / "panel" / "figures.toml")


@cache
def bibliography() -> dict[str, str]:
    """Entries of the bibliography by key, as BibTeX."""
    text = (ROOT / "sources.bib").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=@)", text)
    found = {}
    for entry in entries:
        match = re.match(r"@\w+\{([^,\s]+),", entry)
        if match:
            found[match.group(1)] = entry.strip()
    return found


def load_case(name: str) -> Resolved:
    """Reads, checks and resolves a case.

    Args:
        name: A bundled name or a path.

    Raises:
        SuasionError: With every problem of the file.
    """
    path = case_path(name)
    table = toml.read(path)
    case = toml.parse(Case, table, path.name)
    strategies, problems = _strategies(case, path.name)
    problems += [*_unknown(case, strategies, path.name), *_contradictions(case, strategies, path.name)]
    if problems:
        raise SuasionError(problems)
    return Resolved(
        case,
        strategies,
        folder("packages"),
        folder("treaties"),
        folder("instruments"),
        path.read_text(encoding="utf-8"),
    )


def _strategies(case: Case, where: str) -> tuple[tuple[Strategy, ...], list[Problem]]:
    library = folder("strategies")
    baseline = Strategy(
        id="baseline", title=case.baseline.title, says=case.baseline.says, schedule=(Period(),)
    )
    found, problems = [baseline], []
    for i, entry in enumerate(case.strategies):
        if isinstance(entry, Strategy):
            found.append(entry)
        elif entry.use in library:
            found.append(entry.over(library[entry.use]))
        else:
            problems.append(
                Problem(f"{where} · strategies[{i + 1}].use = {entry.use!r}",
                        "The library has no such strategy.", nearest(entry.use, library))
            )
    return tuple(found), problems


def _unknown(case: Case, strategies: tuple[Strategy, ...], where: str) -> list[Problem]:
    """Names that nothing answers to."""
    checks: list[tuple[str, str, Any, str]] = []
    for name in case.baseline.levels:
        checks.append((f"baseline.levels.{name}", name, INSTRUMENT_IDS, "instrument"))
    for i, commitment in enumerate(case.commitments):
        checks.append((f"commitments[{i + 1}].treaty", commitment.treaty, folder("treaties"), "treaty"))
    for i, shock in enumerate(case.shocks):
        checks += [(f"shocks[{i + 1}].effects.{name}", name, SHOCK_EFFECTS, "stock") for name in shock.effects]
    bounds = {**case.objectives.floors, **case.objectives.caps}
    checks += [(f"objectives: {name}", name, OUTCOME_IDS, "outcome") for name in bounds]
    for strategy in strategies:
        place = f"strategy.{strategy.id}"
        checks.append((f"{place}.after_collapse", strategy.after_collapse, folder("packages"), "package"))
        for kind, parts in (("schedule", strategy.schedule), ("rules", strategy.rules)):
            for i, part in enumerate(parts):
                checks += _named(f"{place}.{kind}[{i + 1}]", part)
    return [
        Problem(f"{where} · {place} = {name!r}", f"No {kind} has this name.", nearest(name, known))
        for place, name, known, kind in checks
        if name not in known
    ] + _sources(case, where)


def _named(place: str, part: Period | Rule) -> list[tuple[str, str, Any, str]]:
    checks: list[tuple[str, str, Any, str]] = []
    if part.package:
        checks.append((f"{place}.package", part.package, folder("packages"), "package"))
    levers = list(part.levels)
    if isinstance(part, Rule):
        levers += [*part.scale, *part.stop]
        if part.when:
            checks.append((f"{place}.when.state", part.when.state, STATE_IDS, "state"))
    return checks + [(f"{place}.{name}", name, INSTRUMENT_IDS, "instrument") for name in levers]


def _sources(case: Case, where: str) -> list[Problem]:
    """Sources whose key the bibliography lacks."""
    known = bibliography()
    cited = [(place, one.source) for place, one in quantities(case)]
    cited += [(f"facts[{i + 1}]", fact.source) for i, fact in enumerate(case.facts)]
    cited += [(f"commitments[{i + 1}]", one.source) for i, one in enumerate(case.commitments)]
    cited += [(f"baseline.levels.{name}", one.source) for name, one in case.baseline.levels.items()]
    problems = []
    for place, source in cited:
        key = source.split(":", 1)[0]
        if key != "assumed" and key not in known:
            problems.append(
                Problem(f"{where} · {place}.source = {source!r}", "The bibliography has no such key.",
                        nearest(key, known) or "Write `assumed` if it is one.")
            )
    return problems


def _contradictions(case: Case, strategies: tuple[Strategy, ...], where: str) -> list[Problem]:
    """What each key allows and the whole does not."""
    problems = []

    def wrong(place: str, what: str, fix: str = "") -> None:
        problems.append(Problem(f"{where} · {place}", what, fix))

    weights = case.objectives.weights
    if abs(sum((weights.physical_integrity, weights.civil_liberties, weights.group_rights)) - 1) > 1e-6:
        wrong("objectives.weights", "The weights do not sum to 1.", "Scale them.")
    total = sum(sender.weight for sender in case.senders)
    if abs(total - 1) > 1e-6:
        wrong("senders", f"The senders' weights sum to {total:g}, not to 1.", "Scale them.")
    if not any(sender.turnover and sender.comeback for sender in case.senders):
        wrong("senders", "No sender has both `turnover` and `comeback`.", "Give them to the leading government.")
    for kind, ids in (
        ("strategies", [one.id for one in strategies]),
        ("senders", [one.id for one in case.senders]),
        ("shocks", [one.id for one in case.shocks]),
        ("commitments", [one.treaty for one in case.commitments]),
    ):
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            wrong(kind, f"`{name}` stands there twice.", "Rename one.")
    for i, commitment in enumerate(case.commitments):
        if commitment.ratified.year > case.target.start:
            wrong(f"commitments[{i + 1}].ratified", "Ratified after the start of the case.")
        for k, report in enumerate(commitment.reports):
            for name in ("due", "sent", "considered"):
                day = getattr(report, name)
                if day and day < commitment.ratified:
                    wrong(f"commitments[{i + 1}].reports[{k + 1}].{name}", "This lies before the ratification.")
    end = case.target.start + case.target.horizon
    for strategy in strategies:
        place = f"strategy.{strategy.id}"
        begins = [absolute(period.start, case) for period in strategy.schedule]
        if begins != sorted(set(begins)):
            wrong(f"{place}.schedule", "The periods are not in the order of their years.", "Sort them by `from`.")
        for year in begins:
            if not case.target.start <= year < end:
                wrong(f"{place}.schedule", f"The year {year} lies outside {case.target.start} to {end - 1}.")
        for i, rule in enumerate(strategy.rules):
            first = absolute(rule.not_before, case)
            for name in ("latest", "until"):
                given = getattr(rule, name)
                if given is not None and absolute(given, case) < first:
                    wrong(f"{place}.rules[{i + 1}].{name}", "This lies before `not_before`.", "Reorder the years.")
            if rule.until is not None and rule.latest is not None and rule.until <= rule.latest:
                wrong(f"{place}.rules[{i + 1}].until", "The rule would end before it fires.", "Move `until` later.")
    for i, shock in enumerate(case.shocks):
        for name, effect in shock.effects.items():
            if name in STOCKS and not -1 < effect < 1:
                wrong(f"shocks[{i + 1}].effects.{name} = {effect}", "A share must lie between -1 and 1.")
    return problems


def sources_of(case: Case) -> list[str]:
    """Bibliography keys that a case cites, in alphabetical order."""
    keys = {one.source for _, one in quantities(case)}
    keys |= {one.source for one in (*case.facts, *case.commitments, *case.senders, *case.shocks)}
    keys |= {lever.source for lever in case.baseline.levels.values()}
    return sorted({key.split(":", 1)[0] for key in keys} & set(bibliography()))



def out_of_reach(resolved: Resolved, name: str, actor: str) -> list[str]:
    """Instruments that a strategy moves off the baseline and that the actor does not hold."""
    strategy = next(one for one in resolved.strategies if one.id == name)
    base = {lever: one.level for lever, one in resolved.case.baseline.levels.items()}
    moved = set()
    for part in (*strategy.schedule, *strategy.rules):
        packaged = resolved.packages[part.package].levels if part.package else {}
        for lever, level in {**packaged, **part.levels}.items():
            if level != base.get(lever, 0.0):
                moved.add(lever)
        if isinstance(part, Rule):
            moved |= {*part.scale, *part.stop}
    return sorted(lever for lever in moved if actor not in resolved.instruments[lever].holders)


def template(name: str) -> str:
    """A commented case file to start from."""
    text = (ROOT / "cases" / "template.txt").read_text(encoding="utf-8")
    return text.replace("CASE-NAME", name)
