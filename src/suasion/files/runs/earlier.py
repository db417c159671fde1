"""What earlier versions of Suasion wrote, brought to the present format; what is damaged is left to the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Part = dict[str, Any]


def from_format_1(written: Part) -> Part:
    """``results.json`` of format 1 as the numbers of format 2: other names for them, no prose, and no facts yet.

    Args:
        written: The whole file; parts that are not what they should be are left as they are.
    """
    part = {name: value for name, value in written.items() if name != "answer"}
    part.pop("format", None)
    changes: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "hangs_on": ("sensitivity", lambda value: value),
        "constraints": ("constraints", _each(_limit)),
        "support": ("support", _support),
        "expected": ("expected", lambda value: _contest(value) if value else None),
        "origins": ("origins", lambda value: value or None),
        "ablations": ("ablations", _values(_contest)),
        "fairness": ("fairness", _values(_contest)),
        "mechanisms": ("mechanisms", _values(_renamed({"says": "claim"}))),
    }
    for old, (new, change) in changes.items():
        if old in part:
            part[new] = change(part.pop(old))
    return part


def _renamed(names: Mapping[str, str]) -> Callable[[Any], Any]:
    """Keys under other names; anything that is no table stays as it is."""

    def change(value: Any) -> Any:
        return {names.get(key, key): one for key, one in value.items()} if isinstance(value, dict) else value

    return change


_contest = _renamed({"lucks": "replicates", "says": "claim"})


def _changed(**changes: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def change(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: changes.get(key, lambda one: one)(one) for key, one in value.items()}

    return change


def _support(value: Any) -> Any:
    """How far the case lies from the record; format 1 did not name the variables that are rare but observed."""
    near = _changed(nearest=_each(_neighbour), start_nearest=_each(_neighbour))(value)
    if (
        isinstance(near, dict)
        and isinstance(near.get("beyond"), list)
        and isinstance(near.get("never"), list)
    ):
        return {"rare": [name for name in near["beyond"] if name not in near["never"]], **near}
    return near


def _each(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: [change(one) for one in value] if isinstance(value, list) else value


def _values(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: (
        {key: change(one) for key, one in value.items()} if isinstance(value, dict) else value
    )


def _limit(value: Any) -> Any:
    """A broken limit: ``{"floor": .5}`` becomes ``{"kind": "floor", "limit": .5}``."""
    for kind in ("floor", "cap"):
        if isinstance(value, dict) and kind in value:
            return {
                **{key: one for key, one in value.items() if key != kind},
                "kind": kind,
                "limit": value[kind],
            }
    return value


def _neighbour(value: Any) -> Any:
    """A state-year: ``Albania 1987: 1.55`` becomes its state, year and distance."""
    match = re.fullmatch(r"(.+) (\d{4}): (\d+\.\d+)", value) if isinstance(value, str) else None
    return {"state": match[1], "year": int(match[2]), "distance": float(match[3])} if match else value
