"""Everything that has a name: what the library holds, and what the model is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from suasion.files.library import bibliography, cases, content
from suasion.lab.cases import load_case
from suasion.record.bibtex import read_one
from suasion.record.source import Source

#: Folder of the library to what one record of it is called.
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


class Thing(NamedTuple):
    """A record and what it is called: a case, a treaty, a mechanism …"""

    kind: str
    record: Any


def case_names() -> list[str]:
    """Names of the bundled cases."""
    return content.case_names()


#: Groups that are too long to be listed along with the others.
LONG = ("parameters", "datasets", "sources")


def groups(case: str = "") -> dict[str, Callable[[], list[Thing]]]:
    """Everything of the library and the model, by group; a group is read when it is called.

    Args:
        case: A bundled name or a path: its own sources are among the sources.
    """

    def bundled_cases() -> list[Thing]:
        return _of("case", [load_case(name) for name in case_names()])

    def mechanisms() -> list[Thing]:
        from suasion.mechanisms import catalogue

        return _of("mechanism", catalogue().values())

    def parameters() -> list[Thing]:
        from suasion.mechanisms import parameters

        return _of("parameter", parameters().values())

    def folder(name: str, kind: str) -> list[Thing]:
        return _of(kind, content.folder(name).values())

    return {
        "cases": bundled_cases,
        **{name: partial(folder, name, kind) for name, kind in LIBRARY.items()},
        "mechanisms": mechanisms,
        "parameters": parameters,
        "datasets": partial(folder, "datasets", "dataset"),
        "sources": lambda: _of("source", [*bibliography.sources().values(), *_own(case)]),
    }


def _own(case: str) -> list[Source]:
    """Sources that a case brings along and the bibliography lacks."""
    if not case:
        return []
    known, entries = bibliography.keys(), cases.own_entries(load_case(case))
    return [read_one(text, key) for key, text in entries.items() if key not in known]


def named(case: str = "") -> dict[str, list[Thing]]:
    """Everything by its name; a symbol by its letter as well.

    Args:
        case: As :func:`groups`.
    """
    from suasion.notation import OUTCOMES, SYMBOLS

    known: dict[str, list[Thing]] = {}
    things = [thing for group in groups(case).values() for thing in group()]
    things += [
        *_of("outcome", OUTCOMES),
        *_of("symbol", [one for one in SYMBOLS if one.role != "instrument"]),
    ]
    for thing in things:
        known.setdefault(thing.record.id, []).append(thing)
    for symbol in (*SYMBOLS, *(one.symbol for one in content.instruments().values())):
        known.setdefault(symbol.letter, []).append(Thing("symbol", symbol))
    return known


def _of(kind: str, records: Iterable[Any]) -> list[Thing]:
    return [Thing(kind, record) for record in records]
