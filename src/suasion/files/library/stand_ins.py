"""A file with wrong keys, read all the same: what is wrong gets a stand-in, so that the rest can be checked too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from suasion.errors import Problem
from suasion.files.inputs.problems import place, without_tags
from suasion.files.inputs.toml import TomlTable, frozen

M = TypeVar("M", bound=BaseModel)
ROUNDS = 12  # after which the file is given up: its keys must be mended first
#: Problems of one name alone: they hold whatever stands beside it.
ALONE = re.compile(r"^shocks\[|\.(source|treaty|package|after_collapse|use)$")
#: Keys that a problem of a whole list speaks of.
TOGETHER = re.compile(r"\[\d+\](\.(id|title|use|treaty|weight|turnover|comeback))?$")


def with_stand_ins(
    model: type[M], table: TomlTable, example: TomlTable, known: Mapping[str, Sequence[str]]
) -> tuple[M | None, frozenset[str]]:
    """The file as a record, with parts of a valid example where its own are refused.

    Args:
        model: The kind of record.
        table: The file's content.
        example: The content of a valid file.
        known: Names that the record may refer to, by the library's folder.

    Returns:
        The record, or nothing where the file is too far from one; and the places of what stands in.
    """
    table, tries, places = deepcopy(table), Counter[tuple[int | str, ...]](), set[str]()
    for _ in range(ROUNDS):
        try:
            return model.model_validate(frozen(table), strict=True, context=known), frozenset(places)
        except ValidationError as error:
            replaced: set[tuple[int | str, ...]] = set()
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
                    _put(table, loc, _like(example, loc))
    return None, frozenset(places)


def without_consequences(problems: Sequence[Problem], places: frozenset[str]) -> list[Problem]:
    """The problems that do not come from what stands in for something else."""
    calendar = bool(places & {"target", "target.start", "target.horizon"})
    entries = {re.split(r"[.\[]", one, maxsplit=1)[0]: one for one in places}
    touched = {match[0] for one in places if (match := re.match(r"\w+\[\d+\]", one))}
    remaining = []
    for problem in problems:
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
