"""A file with wrong keys, read all the same: what is wrong gets a stand-in, so that the rest can be checked too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from suasion.errors import Problem
from suasion.files.inputs.problems import place, problems, without_tags
from suasion.files.inputs.toml import TomlTable, frozen

M = TypeVar("M", bound=BaseModel)
ROUNDS = 12  # after which the file is given up: its keys must be mended first
#: Problems of one name alone: they hold whatever stands beside it.
ALONE = re.compile(r"^shocks\[|\.(source|treaty|package|after_collapse|use)$")
#: Keys that a problem of a whole list speaks of.
TOGETHER = re.compile(r"\[\d+\](\.(id|title|use|treaty|weight|turnover|comeback|rights|on_every_table))?$")


class Mended(NamedTuple, Generic[M]):
    """A file read with stand-ins.

    Attributes:
        record: The record, or nothing where the file is too far from one.
        places: The places of what stands in.
        late: What the record's own parts refuse once their keys are in order, and what stands in has no share in.
    """

    record: M | None
    places: frozenset[str]
    late: list[Problem]


def with_stand_ins(
    model: type[M], table: TomlTable, example: TomlTable, known: Mapping[str, Sequence[str]], where: str
) -> Mended[M]:
    """The file as a record, with parts of a valid example where its own are refused.

    Args:
        model: The kind of record.
        table: The file's content.
        example: The content of a valid file.
        known: Names that the record may refer to, by the library's folder.
        where: What the file is called.
    """
    table, tries, places = deepcopy(table), Counter[tuple[int | str, ...]](), set[str]()
    late: list[Problem] = []
    for round in range(ROUNDS):
        try:
            record = model.model_validate(frozen(table), strict=True, context=known)
            return Mended(record, frozenset(places), list(dict.fromkeys(late)))
        except ValidationError as error:
            replaced: set[tuple[int | str, ...]] = set()
            late += _late(error, model, where, places) if round else []
            for one in error.errors():
                whole = tuple(without_tags(one["loc"]))
                loc = tuple(part for part in whole if part != "[key]")
                if one["type"] == "extra_forbidden" or loc != whole:
                    _put(table, loc, None)
                    continue
                loc = loc[: max(len(loc) - tries[whole], 1)]
                tries[whole] += 1
                if loc and not any(loc[:i] in replaced for i in range(1, len(loc) + 1)):
                    replaced.add(loc)
                    places.add(place(loc))
                    _put(table, loc, _fresh(_like(example, loc), loc, len(places)))
    return Mended(None, frozenset(places), list(dict.fromkeys(late)))


def _late(
    error: ValidationError, model: type[BaseModel], where: str, places: Collection[str]
) -> list[Problem]:
    """What only a later round could see: of parts in which nothing stands in, and of names that stand twice."""
    new = []
    for one, problem in zip(error.errors(), problems(error, model, where), strict=False):
        spot = place(without_tags(one["loc"]))
        whole = not one["loc"]
        if one["type"] == "value_error" and (whole or not any(_within(other, spot) for other in places)):
            new.append(problem)
    return new


def _fresh(value: Any, loc: Sequence[int | str], number: int) -> Any:
    """What stands in for a name that nothing else has, where a name must stand there once."""
    if loc[-1] == "id" and isinstance(value, str):
        return f"stand-in-{number}"
    if loc[-1] == "columns" and isinstance(value, list):
        return [f"stand-in-{number}"]
    return value


def without_consequences(every: Sequence[Problem], places: frozenset[str]) -> list[Problem]:
    """The problems that do not come from what stands in for something else."""
    calendar = bool(places & {"target", "target.start", "target.horizon"})
    entries = {re.split(r"[.\[]", one, maxsplit=1)[0]: one for one in places}
    touched = {match[0] for one in places if (match := re.match(r"\w+\[\d+\]", one))}
    remaining = []
    for problem in every:
        spot = problem.where.split(" = ", 1)[0]
        entry = re.match(r"\w+\[\d+\]", spot)
        if any(_within(spot, one) for one in places):
            continue
        if any(_within(one, spot) and (spot in _ROOMS or TOGETHER.search(one)) for one in places):
            continue
        if entry and not ALONE.search(spot):
            observed = spot.startswith("observed") and "observed" in entries
            if calendar or observed or entry[0] in touched:
                continue
        remaining.append(problem)
    return remaining


_ROOMS = ("objectives.weights",)


def _within(spot: str, room: str) -> bool:
    return spot == room or spot.startswith((f"{room}.", f"{room}["))


def _put(table: Any, loc: Sequence[int | str], value: object) -> None:
    """Puts a value in its place; nothing takes the key away, but an entry of a list stays."""
    for part in loc[:-1]:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return
    last = loc[-1] if loc else ""
    if isinstance(table, dict) and isinstance(last, str):
        if value is None:
            table.pop(last, None)
        else:
            table[last] = deepcopy(value)
    elif isinstance(table, list) and isinstance(last, int) and value is not None and last < len(table):
        table[last] = deepcopy(value)


def _like(example: Any, loc: Sequence[int | str]) -> Any:
    """What an example has in such a place; of a list, the same entry or the first that has it."""
    if not loc:
        return example
    first, rest = loc[0], loc[1:]
    if isinstance(example, dict):
        return _like(example[first], rest) if first in example else None
    if isinstance(example, list) and isinstance(first, int):
        for entry in (*example[first : first + 1], *example):
            value = _like(entry, rest)
            if value is not None:
                return value
    return None
