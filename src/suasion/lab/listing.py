"""What the library and the model hold, as rows and as entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from suasion.domain.mechanism import Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.resolved import Resolved
from suasion.errors import Problem, SuasionError, nearest
from suasion.files import library
from suasion.lab.comparing import load_case

Rows = list[tuple[str, str, str]]


def cite(case: str | Path | Resolved) -> str:
    """BibTeX of exactly the sources that a case, its mechanisms and its panel figures rest on."""
    from suasion.mechanisms import catalogue

    resolved = load_case(case)
    keys = set(library.sources_of(resolved.case))
    keys |= {key for mechanism in catalogue().values() for key in mechanism.sources}
    for kind in ("packages", "strategies", "treaties", "instruments"):
        keys |= {one.source.split(":", 1)[0] for one in library.folder(kind).values()}
    entries = library.bibliography()
    return "\n\n".join(entries[key] for key in sorted(keys & set(entries)))


def case_names() -> list[str]:
    """Names of the bundled cases."""
    return library.case_names()


def listing(kind: str = "") -> dict[str, Rows]:
    """Rows of (id, what it is, more) by group.

    Args:
        kind: One group (``cases``, ``strategies`` …); all but the parameters if empty.

    Raises:
        SuasionError: No such group.
    """
    from suasion.mechanisms import catalogue, parameters

    groups: dict[str, Rows] = {
        "cases": [(name, load_case(name).case.title, load_case(name).case.question) for name in case_names()],
        **{
            name: [(one.id, one.title, getattr(one, "says", "") or getattr(one, "anchor", "")) for one in
                   library.folder(name).values()]
            for name in ("strategies", "packages", "instruments", "treaties", "worldviews")
        },
        "mechanisms": [
            (one.id, one.says, "" if one.switchable else "a definition: cannot be switched off")
            for one in catalogue().values()
        ],
        "parameters": [
            (one.id, f"{one.meaning} ({one.prior.text})", f"{one.origin}: {one.source}")
            for one in parameters().values()
        ],
    }
    if not kind:
        return {name: rows for name, rows in groups.items() if name != "parameters"}
    if kind not in groups:
        raise SuasionError(Problem(f"list {kind}", "There is no such group.", nearest(kind, groups)))
    return {kind: groups[kind]}


def entry(name: str) -> dict[str, str]:
    """One thing as fields to read: a case, mechanism, parameter, or anything in the library.

    Raises:
        SuasionError: Nothing has this name.
    """
    from suasion.mechanisms import catalogue, parameters
    from suasion.notation import OUTCOMES, SYMBOLS

    known: dict[str, Any] = {
        **{one.id: one for one in (*SYMBOLS, *OUTCOMES)},
        **{key: one for kind in ("worldviews", "treaties", "packages", "instruments", "strategies")
           for key, one in library.folder(kind).items()},
        **parameters(),
        **catalogue(),
    }
    if name in library.case_names():
        case = load_case(name).case
        return {"case": case.title, "question": case.question, "summary": case.summary,
                "target": case.target.name, "facts": f"{len(case.facts)} dated and cited"}
    if name not in known:
        raise SuasionError(Problem(f"show {name}", "Nothing has this name.", nearest(name, [*known, *library.case_names()])))
    one = known[name]
    if isinstance(one, Mechanism):
        return _mechanism(one)
    if isinstance(one, Parameter):
        return _parameter(one)
    fields = one.model_dump() if hasattr(one, "model_dump") else vars(one)
    return {key: _said(value) for key, value in fields.items()}


def _mechanism(one: Mechanism) -> dict[str, str]:
    entries = library.bibliography()
    fields = {"mechanism": f"{one.title} ({one.id})", "says": one.says}
    fields |= {f"equation {equation.name}": equation.text for equation in one.equations}
    fields |= {p.id: f"{p.meaning}; {p.prior.text}; {p.origin} ({p.source}); disputed: {p.disputed}"
               for p in one.parameters}
    fields["sources"] = ", ".join(key for key in one.sources if key in entries)
    fields["disputed"] = one.disputed
    fields["ablation"] = "can be switched off" if one.switchable else "a definition: cannot be switched off"
    return fields


def _parameter(one: Parameter) -> dict[str, str]:
    return {"parameter": one.id, "meaning": one.meaning, "unit": one.unit, "prior": one.prior.text,
            "origin": one.origin, "source": one.source, "disputed by": one.disputed}


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_said(part) for part in value)
    return "" if value is None else str(value)
