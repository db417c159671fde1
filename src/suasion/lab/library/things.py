"""Everything that has a name: what the library holds, and what the model is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from suasion.files.library import bibliography, content
from suasion.lab.cases import load_case

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


def groups() -> dict[str, list[Thing]]:
    """Everything of the library and the model, by group."""
    from suasion.mechanisms import catalogue, parameters

    cases = [load_case(name) for name in case_names()]
    return {
        "cases": _of("case", cases),
        **{name: _of(kind, content.folder(name).values()) for name, kind in LIBRARY.items()},
        "mechanisms": _of("mechanism", catalogue().values()),
        "parameters": _of("parameter", parameters().values()),
        "datasets": _of("dataset", content.folder("datasets").values()),
        "sources": _of("source", bibliography.sources().values()),
    }


def named() -> dict[str, list[Thing]]:
    """Everything by its name; a symbol by its letter as well."""
    from suasion.notation import OUTCOMES, SYMBOLS

    known: dict[str, list[Thing]] = {}
    things = [thing for group in groups().values() for thing in group]
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
