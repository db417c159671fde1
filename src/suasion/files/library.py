"""The bundled content, and cases resolved against it; every problem of a case is found at once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from suasion.domain.case import Case, quantities
from suasion.domain.dataset import Dataset
from suasion.domain.instrument import Instrument, Package
from suasion.domain.resolved import Resolved
from suasion.domain.scale import Scale
from suasion.domain.strategy import Period, Rule, Strategy
from suasion.domain.talks import TalksFile
from suasion.domain.threats import ThreatsFile
from suasion.domain.treaty import Treaty
from suasion.domain.worldview import Worldview
from suasion.errors import Problem, SuasionError, nearest
from suasion.files import disk, toml
from suasion.files.checks import cited, contradictions

ROOT = Path(str(files("suasion") / "library"))
M = TypeVar("M", bound=BaseModel)


@cache
def folder(kind: str) -> dict[str, Any]:
    """Every record of one library folder by id; a folder lists itself."""
    models: dict[str, type[BaseModel]] = {
        "datasets": Dataset,
        "instruments": Instrument,
        "packages": Package,
        "scales": Scale,
        "strategies": Strategy,
        "talks": TalksFile,
        "threats": ThreatsFile,
        "treaties": Treaty,
        "worldviews": Worldview,
    }
    found = {}
    for path in sorted((ROOT / kind).glob("*.toml")):
        record: Any = toml.parse(models[kind], toml.read(path), path.name)
        found[record.id] = record
    return found


def names(kind: str) -> list[str]:
    """Ids of what one library folder holds, by the names of its files."""
    return sorted(path.stem for path in (ROOT / kind).glob("*.toml"))


def case_names() -> list[str]:
    """Ids of the bundled cases."""
    return names("cases")


def bundled(kind: str, name: str) -> Path:
    """The file of something bundled, or the path that was given.

    Args:
        kind: Folder of the library: ``cases``, ``scales``, ``talks`` or ``threats``.
        name: A bundled name or a path.

    Raises:
        SuasionError: It is neither a bundled name nor looks like a path, and no such file exists.
    """
    if name in names(kind):
        return ROOT / kind / f"{name}.toml"
    path = Path(name)
    if not name or (not name.endswith(".toml") and path.name == name and not disk.exists(path)):
        word, none = {
            "cases": ("CASE", "case has"),
            "talks": ("TALKS", "talks have"),
            "scales": ("SCALE", "scale has"),
            "threats": ("--model", "threats have"),
        }[kind]
        raise SuasionError(
            Problem(
                name[:200] or word,
                f"No bundled {none} this name, and no such file exists.",
                nearest(name, names(kind)) or f"Bundled: {', '.join(names(kind))}.",
            )
        )
    return path


@cache
def panel_figures() -> dict[str, Any]:
    """Figures that Suasion computed from the panel of states."""
    return toml.read(ROOT / "panel" / "figures.toml")


@cache
def bibliography() -> dict[str, str]:
    """Entries of the bibliography by key, as BibTeX."""
    lines = (ROOT / "sources.bib").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("%"))
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
    path = bundled("cases", name)
    case = toml.parse(Case, toml.read(path), path.name)
    strategies, problems = _strategies(case)
    problems += contradictions(
        case,
        strategies,
        treaties=folder("treaties"),
        packages=folder("packages"),
        bibliography=bibliography(),
    )
    if problems:
        raise SuasionError(Problem(f"{path.name} · {one.where}", one.what, one.fix) for one in problems)
    baseline = Strategy(
        id="baseline", title=case.baseline.title, says=case.baseline.says, schedule=(Period(),)
    )
    return Resolved(
        case,
        (baseline, *(strategy for _, strategy in strategies)),
        folder("packages"),
        folder("treaties"),
        folder("instruments"),
    )


def _strategies(case: Case) -> tuple[list[tuple[str, Strategy]], list[Problem]]:
    """The case's strategies, each with its place, those of the library in full; and names it lacks."""
    library = folder("strategies")
    found, problems = [], []
    for i, entry in enumerate(case.strategies):
        place = f"strategies[{i + 1}]"
        if isinstance(entry, Strategy):
            found.append((place, entry))
        elif entry.use in library:
            found.append((place, entry.over(library[entry.use])))
        else:
            problems.append(
                Problem(
                    f"{place}.use = {entry.use!r}",
                    "The library has no such strategy.",
                    nearest(entry.use, library),
                )
            )
    return found, problems


def sources_of(resolved: Resolved) -> list[str]:
    """Bibliography keys that a case cites, and all that it takes from the library, in alphabetical order."""
    case, strategies = resolved.case, resolved.strategies
    packages = {one.after_collapse for one in strategies}
    packages |= {period.package for one in strategies for period in one.schedule}
    packages |= {rule.package for one in strategies for rule in one.rules}
    taken: list[Any] = [resolved.packages[name] for name in packages if name]
    for commitment in case.commitments:
        treaty = resolved.treaties[commitment.treaty]
        taken += [treaty, *(one for _, one in quantities(treaty))]
    taken += resolved.instruments.values()
    named = [source for _, source in cited(case, [(one.id, one) for one in strategies])]
    named += [one.source for one in taken]
    return sorted({source.split(":", 1)[0] for source in named} & set(bibliography()))


def out_of_reach(resolved: Resolved, name: str, actor: str) -> list[str]:
    """Instruments that a strategy moves off the baseline and that the actor does not hold."""
    strategy = next(one for one in resolved.strategies if one.id == name)
    base = {lever: one.level for lever, one in resolved.case.baseline.levels.items()}
    moved: set[str] = set()
    parts: list[Period | Rule] = [*strategy.schedule, *strategy.rules]
    for part in parts:
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
