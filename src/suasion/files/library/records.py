"""Files that people write, as records: every problem of one is named at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from suasion.errors import Problem, SuasionError, nearest
from suasion.files.inputs import toml
from suasion.files.inputs.lines import located
from suasion.files.inputs.problems import Location, place
from suasion.files.library import bibliography, content
from suasion.files.library.stand_ins import with_stand_ins, without_consequences

M = TypeVar("M", bound=BaseModel)
#: The example that problems name, and the command that shows one of another kind.
CASE = "`suasion new case NAME`"


def load(
    model: type[M],
    kind: str,
    name: str,
    *,
    example: str,
    check: Callable[[M], Iterable[Problem]] = lambda _: (),
) -> M:
    """A record of a bundled name or of a file.

    Args:
        model: The kind of record.
        kind: Its folder in the library.
        name: A bundled name or a path.
        example: A bundled name, shown as the example; what is refused is read as if it stood there, so that the rest
            can be checked too.
        check: What the record as a whole may get wrong, each with its place in the file.

    Raises:
        SuasionError: With every problem of the file, each with its line.
    """
    path = content.bundled(kind, name)
    written = toml.text(path, new=f"`suasion show {example}` shows one.")
    table = toml.table(written, path.name)
    refused, record, places = list[Problem](), None, frozenset[str]()
    try:
        record = toml.parse(model, table, path.name)
    except SuasionError as error:
        like = toml.read(content.ROOT / kind / f"{example}.toml")
        record, places, late = with_stand_ins(model, table, like, {}, path.name)
        refused = [
            Problem(one.where, one.what, one.fix.replace(CASE, f"`suasion show {example}`"))
            for one in (*error.problems, *late)
        ]
    whole = [] if record is None else without_consequences(list(check(record)), places)
    refused += [Problem(f"{path.name} · {one.where}", one.what, one.fix) for one in whole]
    refused += _unknown_sources(table, path)
    if refused or record is None:
        raise SuasionError(located(refused, written))
    return record


def _unknown_sources(table: toml.TomlTable, path: Path) -> Iterator[Problem]:
    """Keys that the bibliography does not hold."""
    known = bibliography.keys()
    for loc, source in _sources(table, ()):
        for key in (part.split(":", 1)[0].strip() for part in source.split(";")):
            if key and key not in ("assumed", *known):
                fix = nearest(key, known) or "Write `assumed` if nobody has published it."
                where = f"{path.name} · {place(loc)} = {key[:60]!r}"
                yield Problem(where, "The bibliography has no such key.", fix)


def _sources(part: object, loc: Location) -> Iterator[tuple[Location, str]]:
    """Every text under a key ``source``, with its place."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "source" and isinstance(value, str):
                yield (*loc, key), value
            else:
                yield from _sources(value, (*loc, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _sources(value, (*loc, i))
