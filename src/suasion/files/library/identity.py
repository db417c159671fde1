"""Whether the codes of a state in a case are those of one state, by Suasion's own table of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from suasion.domain.country import Country
from suasion.domain.registry import Registry
from suasion.domain.target import Target
from suasion.errors import Problem

System = Literal["name", "iso3", "cow", "gw"]
SYSTEMS: tuple[System, ...] = ("name", "iso3", "cow", "gw")


def impossible_codes(
    target: Target, states: Sequence[Country], *, ignored: Collection[str] = ()
) -> Iterator[Problem]:
    """Codes that no state has beside ones that a state has, codes of another state, and years without a state.

    A target none of whose codes is known is an imaginary state, and passes; a name may be the case's own.

    Args:
        target: The target of the case.
        states: The table of states.
        ignored: Keys of the target that are not to be looked at.
    """
    said = {key: str(getattr(target, key)) for key in SYSTEMS if key not in ignored}
    held = {key: [one for one in states if _has(one, key, text)] for key, text in said.items()}
    votes = Counter(one.name for candidates in held.values() for one in candidates)
    if not votes:
        return
    alive = {one.name for one in states if "start" not in ignored and one.alive(target.start)}
    order = {one.name: i for i, one in enumerate(states)}
    chosen = max(votes, key=lambda name: (votes[name], name in alive, -order[name]))
    state = next(one for one in states if one.name == chosen)
    for key, text in said.items():
        if state in held[key] or (key == "name" and not held[key]):
            continue
        at = f"target.{key} = {text!r}" if key in ("name", "iso3") else f"target.{key} = {text}"
        right = next((one.code for one in state.codes(key) if one.covers(target.start)), "")
        fix = f"For {state.name} it is {right}." if right else f"{state.name} has none."
        others = " and ".join(one.name for one in held[key][:3])
        what = (
            f"This stands for {others}, the other codes for {state.name}." if others else "No state has it."
        )
        yield Problem(at, what, fix)
    if "start" not in ignored and not state.alive(target.start):
        spans = state.cow_spans or state.gw_spans
        until = f" to {spans[-1][1].year}" if spans and len(spans[-1]) == 2 else " on"
        when = f" It was one from {spans[0][0].year}{until}." if spans else ""
        yield Problem(
            f"target.start = {target.start}",
            f"{state.name} was no state in this year.{when}",
            "Mend the year, or name the state of that year.",
        )


def _has(state: Country, system: System, text: str) -> bool:
    asked = Registry.key(text, system)
    return any(Registry.key(one.code, system) == asked for one in state.codes(system) if one.role == "own")
