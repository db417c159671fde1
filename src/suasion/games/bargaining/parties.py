"""Parties and issues as the talks take them, checked all at once and put on scales from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from suasion.errors import Problem, SuasionError, nearest
from suasion.games.bargaining.coalitions import MOST, Rule, rule
from suasion.games.bargaining.package import Table
from suasion.games.bargaining.pie import staying_power

#: A number, or its low, middle and high value: the 5%, 50% and 95% points.
Number = float | tuple[float, float, float]


@dataclass(frozen=True)
class Issue:
    """What is talked about.

    Attributes:
        id: Its name.
        title: The same for readers.
        status_quo: The level that stays without agreement.
        low: The least level there is.
        high: The greatest.
        rights: Whether it is the issue that linking is judged by; one issue is.
        on_every_table: Whether it can be traded at each table, as compensation can.
        demand: The level that is asked when it is tied rigidly to rights, if any.
    """

    id: str
    title: str
    status_quo: float
    low: float = 0.0
    high: float = 1.0
    rights: bool = False
    on_every_table: bool = False
    demand: float | None = None


@dataclass(frozen=True)
class Party:
    """Who talks.

    Attributes:
        id: Its name.
        name: The same for readers.
        capability: Power, not negative, in any unit.
        patience: Discount factor per round, above 0 and below 1.
        positions: Level wanted on each issue, by issue, on its scale.
        saliences: How much each issue matters, by issue, 0 to 1.
    """

    id: str
    name: str
    capability: Number
    patience: Number
    positions: Mapping[str, Number]
    saliences: Mapping[str, Number]


def middle(number: Number) -> float:
    """The value of a number, or the middle of its three."""
    return float(number[1] if isinstance(number, tuple) else number)


def numbers(parties: Sequence[Party]) -> Iterator[tuple[str, Party, str, str, Number]]:
    """Every number of every party with its id: party, what it is (``capability`` …) and issue, if any."""
    for one in parties:
        yield f"{one.id}.capability", one, "capability", "", one.capability
        yield f"{one.id}.patience", one, "patience", "", one.patience
        for kind, held in (("position", one.positions), ("salience", one.saliences)):
            for issue, number in held.items():
                yield f"{one.id}.{kind}.{issue}", one, kind, issue, number


@dataclass(frozen=True)
class Set:
    """Parties and issues that fit, with the rule by which they decide."""

    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    how: Rule

    @property
    def rights(self) -> int:
        """Place of the issue that linking is judged by."""
        return next(k for k, one in enumerate(self.issues) if one.rights)

    @property
    def carrier(self) -> int | None:
        """Place of the issue that is on every table, if there is one."""
        return next((k for k, one in enumerate(self.issues) if one.on_every_table), None)

    @property
    def tables(self) -> dict[str, tuple[int, ...]]:
        """Issues at each table: one of its own and what is on every table; and all of them as ``linked``."""
        shared = tuple(k for k, one in enumerate(self.issues) if one.on_every_table)
        own = [k for k, one in enumerate(self.issues) if not one.on_every_table]
        tables = {self.issues[k].id: tuple(sorted((k, *shared))) for k in own}
        return {**tables, "linked": tuple(range(len(self.issues)))} if len(own) > 1 else tables

    @property
    def linked(self) -> str:
        """The table with the most issues: ``linked``, or the only one there is."""
        return next(reversed(self.tables))

    def table(self, values: Mapping[str, ArrayLike] | None = None) -> Table:
        """Everything at one table; numbers by id stand in for the parties' own, with leading axes if they have."""
        numbers_by_id = {name: middle(number) for name, _, _, _, number in numbers(self.parties)} | dict(
            values or {}
        )

        names = list(numbers_by_id)
        wide = dict(
            zip(
                names, np.broadcast_arrays(*(np.asarray(numbers_by_id[n], float) for n in names)), strict=True
            )
        )

        def stacked(kind: str) -> np.ndarray:
            rows = [[wide[f"{p.id}.{kind}.{k.id}"] for k in self.issues] for p in self.parties]
            return np.stack([np.stack(row, -1) for row in rows], -2)

        low = np.array([one.low for one in self.issues])
        scale = np.array([one.high - one.low for one in self.issues])
        quo = (np.array([one.status_quo for one in self.issues]) - low) / scale
        power = np.stack(
            [wide[f"{p.id}.capability"] * staying_power(wide[f"{p.id}.patience"]) for p in self.parties], -1
        )
        return Table(
            (stacked("position") - low) / scale,
            stacked("salience"),
            quo,
            power / power.sum(-1, keepdims=True),
        )


def checked_set(
    parties: Sequence[Party], issues: Sequence[Issue], *, quota: float = 1.0, veto: Sequence[str] = ()
) -> Set:
    """Parties and issues that fit each other.

    Raises:
        SuasionError: With everything that is wrong: fewer than two parties, an id twice, a position outside
            its scale, a number outside its range, capabilities that sum to zero, an issue nobody cares about.
    """
    problems = [*_issues(issues), *_parties(parties, issues)]
    ids = [one.id for one in parties]
    problems += [
        Problem(f"veto = {name!r}", "No party has this name.", nearest(name, ids))
        for name in veto
        if name not in ids
    ]
    if not problems:
        try:
            how = rule(
                [middle(one.capability) for one in parties], quota=quota, veto=[ids.index(v) for v in veto]
            )
            return Set(tuple(parties), tuple(issues), how)
        except ValueError as error:
            text = str(error)
            problems.append(Problem("the rule", f"{text[0].upper()}{text[1:]}"))
    raise SuasionError(problems)


def _issues(issues: Sequence[Issue]) -> Iterator[Problem]:
    if not issues:
        yield Problem("issues", "Nothing is on the table.", "Give one issue at least.")
    for one in issues:
        if not (math.isfinite(one.low) and math.isfinite(one.high) and one.low < one.high):
            yield Problem(
                f"issue {one.id}", f"Its scale runs from {one.low:g} to {one.high:g}.", "Make high greater."
            )
            continue
        for kind, level in (("status_quo", one.status_quo), ("demand", one.demand)):
            if level is not None and not one.low <= level <= one.high:
                yield _outside(f"issue {one.id} · {kind}", level, one)
    yield from _twice("issue", [one.id for one in issues])
    rights = sum(one.rights for one in issues)
    if issues and rights != 1:
        yield Problem(
            "issues",
            f"{rights} issues are marked as rights.",
            "Mark one: linking is judged by what it does to it.",
        )
    if sum(one.on_every_table for one in issues) > 1:
        yield Problem("issues", "More than one issue is on every table.", "Mark one at most.")
    if any(one.rights and one.on_every_table for one in issues):
        yield Problem("issues", "The rights issue is on every table.", "Then there is nothing to compare.")


def _parties(parties: Sequence[Party], issues: Sequence[Issue]) -> Iterator[Problem]:
    if len(parties) < 2:
        yield Problem(
            "parties",
            f"There {'is one party' if parties else 'are none'}: nobody to agree with.",
            "Give two at least.",
        )
    if len(parties) > MOST:
        yield Problem("parties", f"There are {len(parties)}.", f"At most {MOST} can be tried.")
    yield from _twice("party", [one.id for one in parties])
    scales = {one.id: one for one in issues}
    for one in parties:
        for kind, held in (("positions", one.positions), ("saliences", one.saliences)):
            for issue in sorted(set(scales) - set(held)):
                yield Problem(f"party {one.id} · {kind}", f"The issue {issue} is missing.", "Add it.")
            for issue in sorted(set(held) - set(scales)):
                yield Problem(
                    f"party {one.id} · {kind}.{issue}", "No issue has this name.", nearest(issue, scales)
                )
    for name, _, kind, issue, number in numbers(parties):
        for value in number if isinstance(number, tuple) else (number,):
            bad = _bad(name, kind, scales.get(issue), float(value))
            if bad:
                yield bad
                break
        if isinstance(number, tuple):
            yield from _range(name, kind, scales.get(issue), number)
    if parties and all(middle(one.capability) == 0 for one in parties):
        yield Problem(
            "parties", "The capabilities sum to zero, so nobody has any power.", "Give at least one above 0."
        )
    able = [one for one in parties if middle(one.capability) > 0]
    for issue in scales:
        if able and not any(middle(one.saliences.get(issue, 1.0)) for one in able):
            what = "No party with any capability cares about it."
            yield Problem(f"issue {issue}", what, "Give a salience above 0, or leave it out.")


def _bad(name: str, kind: str, issue: Issue | None, value: float) -> Problem | None:
    if kind == "position":
        if issue and not issue.low <= value <= issue.high:
            return _outside(name, value, issue)
    elif kind == "salience" and not 0 <= value <= 1:
        return Problem(f"{name} = {value:g}", "A salience lies from 0 to 1.", "Divide by the greatest.")
    elif kind == "patience" and not 0 < value < 1:
        return Problem(f"{name} = {value:g}", "Patience lies above 0 and below 1.", "For instance .9.")
    elif kind == "capability" and not 0 <= value < math.inf:
        return Problem(f"{name} = {value:g}", "A capability is 0 or a number above it.", "")
    return None


def _range(
    name: str, kind: str, issue: Issue | None, number: tuple[float, float, float]
) -> Iterator[Problem]:
    low, high = (issue.low, issue.high) if issue else (0.0, math.inf if kind == "capability" else 1.0)
    if not number[0] <= number[1] <= number[2]:
        yield Problem(name, f"The numbers must rise: {number}.", "Give low, middle and high.")
    elif number[0] == low or number[2] == high:
        yield Problem(
            name, "A range may not touch the end of its scale.", "Give one number, or move the end."
        )


def _outside(where: str, value: float, issue: Issue) -> Problem:
    return Problem(
        f"{where} = {value:g}",
        f"This lies outside the scale of {issue.id}, {issue.low:g} to {issue.high:g}.",
        "Move it inside, or widen the scale.",
    )


def _twice(kind: str, names: Sequence[str]) -> Iterator[Problem]:
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield Problem(f"{kind} {name}", "This name stands twice.", "Rename one.")
