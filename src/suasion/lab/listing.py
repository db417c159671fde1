"""What the library and the model hold, as rows and as entries."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from suasion.domain.case import Case
from suasion.domain.mechanism import Mechanism
from suasion.domain.parameter import Parameter
from suasion.domain.scale import Scale
from suasion.domain.talks import TalksFile
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library import bibliography, content
from suasion.files.library import talks as talks_files
from suasion.lab.cases import load_case
from suasion.lab.citing import references

LIBRARY = {
    "strategies": "strategy",
    "packages": "package",
    "instruments": "instrument",
    "scales": "scale",
    "talks": "talks",
    "threats": "threats",
    "treaties": "treaty",
    "worldviews": "worldview",
}
TELLS = ("says", "anchor", "question")  # which field of a record tells what it is
Rows = list[tuple[str, str, str]]


def cite(case: str | Path | Case) -> str:
    """BibTeX of exactly the sources that a case, what it takes from the library and the model rest on.

    The name of bundled talks, threats or scales gives those that these rest on.
    """
    keys: set[str] = set()
    if isinstance(case, str) and case in talks_files.names():
        keys = {key for _, key in talks_files.sources(talks_files.load(case))}
    elif isinstance(case, str) and case in content.names("threats"):
        keys = set(content.folder("threats")[case].sources())
    elif isinstance(case, str) and case in content.names("scales"):
        keys = set(content.folder("scales")[case].sources())
    if keys:
        entries = bibliography.entries()
        return "\n\n".join(entries[key] for key in sorted(keys & set(entries)))
    return "\n\n".join(references(load_case(case)).values())


def case_names() -> list[str]:
    """Names of the bundled cases."""
    return content.case_names()


def listing(kind: str = "") -> dict[str, Rows]:
    """Rows of (id, what it is, more) by group.

    Args:
        kind: One group (``cases``, ``strategies`` …); all but the parameters if empty.

    Raises:
        SuasionError: No such group.
    """
    from suasion.mechanisms import catalogue, parameters

    groups: dict[str, Rows] = {
        "cases": [(name, load_case(name).title, load_case(name).question) for name in case_names()],
        **{
            name: [
                (one.id, one.title, next((text for key in TELLS if (text := getattr(one, key, ""))), ""))
                for one in content.folder(name).values()
            ]
            for name in LIBRARY
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


def entries(name: str) -> list[dict[str, str]]:
    """Everything of this name as fields to read: a case, a mechanism, a parameter, a symbol, or from the library.

    Some names stand for several things: ``issue_linkage`` is an instrument and a mechanism.

    Raises:
        SuasionError: Nothing has this name.
    """
    known = _known()
    if name not in known:
        raise SuasionError(
            Problem(
                f"show {name[:200]}",
                "Nothing has this name.",
                nearest(name, known) or "`suasion list` tells what there is.",
            )
        )
    return [_fields(kind, one) for kind, one in known[name]]


def _known() -> dict[str, list[tuple[str, Any]]]:
    """Everything that has a name, with its kind."""
    from suasion.mechanisms import catalogue, parameters
    from suasion.notation import OUTCOMES, SYMBOLS

    found: dict[str, list[tuple[str, Any]]] = {}
    groups: list[tuple[str, Any]] = [("case", case_names())]
    groups += [(one, content.folder(kind).values()) for kind, one in LIBRARY.items()]
    groups += [("mechanism", catalogue().values()), ("parameter", parameters().values())]
    groups += [("outcome", OUTCOMES), ("symbol", SYMBOLS)]
    for kind, things in groups:
        for one in things:
            found.setdefault(one if kind == "case" else one.id, []).append((kind, one))
    for symbol in (*SYMBOLS, *(one.symbol for one in content.instruments().values())):
        found.setdefault(symbol.letter, []).append(("symbol", symbol))
    return found


def _fields(kind: str, one: Any) -> dict[str, str]:
    if kind == "case":
        case = load_case(one)
        return {
            "case": f"{case.title} ({case.id})",
            "question": case.question,
            "summary": case.summary,
            "target": case.target.name,
            "facts": f"{len(case.facts)} dated and cited",
        }
    if isinstance(one, TalksFile):
        return {
            "talks": f"{one.title} ({one.id})",
            "question": one.question,
            "summary": one.summary,
            "issues": "; ".join(
                f"{issue.title}: 0 is {issue.zero}, 1 is {issue.one}" for issue in one.issues
            ),
            **{party.name: f"{party.stance} ({party.source})" for party in one.parties},
        }
    if isinstance(one, Scale):
        return _scale(one)
    if isinstance(one, Mechanism):
        return _mechanism(one)
    if isinstance(one, Parameter):
        return _parameter(one)
    if hasattr(one, "model_dump"):
        fields = one.model_dump(by_alias=True)
    else:
        fields = {field.name: getattr(one, field.name) for field in dataclasses.fields(one) if field.repr}
    fields = {key: value for key, value in fields.items() if key not in ("id", "title", "format")}
    titled = f"{one.title} ({one.id})" if hasattr(one, "title") else one.id
    return {kind: titled, **{key: _said(value) for key, value in fields.items()}}


def _scale(one: Scale) -> dict[str, str]:
    fields = {"scale": f"{one.title} ({one.id})", "says": one.says, "table": one.table}
    fields |= {"state": one.state, "year": one.year, "published": ", ".join(one.published)}
    for item in one.items:
        codes = ", ".join(map(str, item.worst_to_best)) or "counts, more is worse"
        worst = " (worst to best)" if item.worst_to_best else ""
        columns = ", ".join(item.columns)
        fields[f"item {item.id}"] = (
            f"{item.title}; {columns}: {codes}{worst}; standard {item.standard}; source {item.source}"
        )
    return fields | {"source": one.source, "note": one.note}


def _mechanism(one: Mechanism) -> dict[str, str]:
    known = bibliography.keys()
    fields = {"mechanism": f"{one.title} ({one.id})", "says": one.says}
    fields |= {f"equation {equation.name}": equation.text for equation in one.equations}
    fields |= {
        p.id: f"{p.meaning}; {p.prior.text}; {p.origin} ({p.source}); disputed: {p.disputed}"
        for p in one.parameters
    }
    fields["sources"] = ", ".join(key for key in one.sources if key in known)
    fields["disputed"] = one.disputed
    fields["ablation"] = "can be switched off" if one.switchable else "a definition: cannot be switched off"
    return fields


def _parameter(one: Parameter) -> dict[str, str]:
    return {
        "parameter": one.id,
        "meaning": one.meaning,
        "unit": one.unit,
        "prior": one.prior.text,
        "origin": one.origin,
        "source": one.source,
        "disputed by": one.disputed,
    }


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(part)}" for key, part in value.items() if _said(part))
    if isinstance(value, list | tuple):
        return "; ".join(map(_said, value))
    return "" if value is None else str(value)
