"""Rights alone against rights tied to other issues: at the middle values, number by number, and over draws."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from suasion.domain.prior import Positive, Share
from suasion.games.bargaining.package import Agreement, Table, nash_package
from suasion.games.bargaining.parties import Issue, Number, Set, numbers
from suasion.games.bargaining.zone import room

SAME = 0.01  # of the scale: what lies closer counts as the same
TENTH = 0.1
HELD = 101  # levels of rights at which a demand is tried


def part(table: Table, issues: tuple[int, ...]) -> Table:
    """The same parties at a table with some of the issues."""
    k = list(issues)
    return Table(table.positions[..., k], table.saliences[..., k], table.status_quo[..., k], table.power)


def agreements(talks: Set, table: Table) -> dict[str, Agreement]:
    """Nash's package at each table."""
    return {name: nash_package(part(table, issues)) for name, issues in talks.tables.items()}


def afterwards(talks: Set, table: Table, agreed: Mapping[str, Agreement]) -> dict[str, Agreement]:
    """Nash's package at the table of rights once another table has agreed, by that table.

    What was agreed there is the new status quo; what carries both has been given in part.
    """
    own = talks.tables[talks.issues[talks.rights].id]
    done = {}
    for name, issues in talks.tables.items():
        if talks.rights not in issues:
            quo = np.broadcast_to(table.status_quo, (*table.power.shape[:-1], len(talks.issues))).copy()
            quo[..., list(issues)] = agreed[name].package
            done[name] = nash_package(part(table._replace(status_quo=quo), own))
    return done


def rights_in(talks: Set, issues: tuple[int, ...], agreement: Agreement) -> np.ndarray:
    """Level of rights in a package, as a share of the scale; the status quo without agreement."""
    return agreement.package[..., issues.index(talks.rights)]


def ways(talks: Set, table: Table, agreed: Mapping[str, Agreement]) -> dict[str, np.ndarray]:
    """Level of rights by how talks are held, as shares of the scale.

    ``alone``: a table of their own, nothing else talked about. ``linked``: all issues at one table. ``after
    ISSUE``: a table of their own once that issue is agreed. ``without ISSUE``: the same issue is agreed and
    rights are not talked about.
    """
    own, every = talks.tables[talks.issues[talks.rights].id], talks.tables[talks.linked]
    levels = {"alone": rights_in(talks, own, agreed[talks.issues[talks.rights].id])}
    if talks.linked != talks.issues[talks.rights].id:
        levels["linked"] = rights_in(talks, every, agreed[talks.linked])
    for name, later in afterwards(talks, table, agreed).items():
        levels[f"after {name}"] = rights_in(talks, own, later)
        levels[f"without {name}"] = np.broadcast_to(
            table.status_quo[..., talks.rights], levels["alone"].shape
        )
    return levels


class Swing(NamedTuple):
    """What one number does to rights, at its low and at its high value, as shares of the scale.

    Attributes:
        id: ``party.kind.issue``.
        low: The low value; a tenth below where the number has no range.
        high: The high value; a tenth above.
        alone: Rights at their own table, at low and at high.
        linked: Rights at the linked table, at low and at high.
    """

    id: str
    low: float
    high: float
    alone: tuple[float, float]
    linked: tuple[float, float]


def swings(talks: Set) -> list[Swing]:
    """One number after another at its two ends, the rest in the middle; the widest swing of linked rights first."""
    names, ends = [], []
    for name, _, kind, issue, number in numbers(talks.parties):
        names.append(name)
        ends.append(_ends(number, kind, next((one for one in talks.issues if one.id == issue), None)))
    values: dict[str, ArrayLike] = {}
    for i, (name, _, _, _, number) in enumerate(numbers(talks.parties)):
        column = np.full(2 * len(names), number[1] if isinstance(number, tuple) else number)
        column[2 * i : 2 * i + 2] = ends[i]
        values[name] = column
    table = talks.table(values)
    levels = ways(talks, table, agreements(talks, table))
    alone = levels["alone"].reshape(-1, 2)
    linked = levels.get("linked", levels["alone"]).reshape(-1, 2)
    rows = [
        Swing(
            name,
            *ends[i],
            (float(alone[i, 0]), float(alone[i, 1])),
            (float(linked[i, 0]), float(linked[i, 1])),
        )
        for i, name in enumerate(names)
    ]
    return sorted(rows, key=lambda one: -abs(one.linked[1] - one.linked[0]))


def _ends(number: Number, kind: str, issue: Issue | None) -> tuple[float, float]:
    """Low and high value of a number; a tenth either way, within what it may be, where it has no range."""
    if isinstance(number, tuple):
        return number[0], number[2]
    low, high = number * (1 - TENTH), number * (1 + TENTH)
    if kind == "capability":
        return low, high
    if kind == "patience":
        return low, min(high, (1 + number) / 2)
    if issue is not None and kind == "position":
        reach = TENTH * (issue.high - issue.low)
        return max(number - reach, issue.low), min(number + reach, issue.high)
    return low, min(high, 1.0)


class Draws(NamedTuple):
    """Rights over draws of every number with a range, as shares of the scale.

    Attributes:
        levels: Rights by way of holding the talks (see :func:`ways`), [draw].
        open: Share of draws in which a table has an agreement zone, by table.
        raised: By way: share in which linked rights are higher by more than a hundredth of the scale.
        lowered: By way: share in which they are lower by more than that.
        held: By issue with a demand: share in which any package holds the whole of it.
        movers: Numbers with the rank correlation of each with what linking adds to rights alone, the strongest
            first.
    """

    levels: dict[str, np.ndarray]
    open: dict[str, float]
    raised: dict[str, float]
    lowered: dict[str, float]
    held: dict[str, float]
    movers: list[tuple[str, float]]


def draws(talks: Set, count: int, seed: int) -> Draws | None:
    """Plays the tables with numbers drawn from their ranges; ``None`` where no number has one.

    A number's three points are its 5%, 50% and 95% points. Each number has its own stream, keyed by its id.
    """
    values = {
        name: _sampled(name, kind, issue, number, talks, count, seed)
        for name, _, kind, issue, number in numbers(talks.parties)
        if isinstance(number, tuple) and number[0] < number[2]
    }
    if not values or talks.linked not in talks.tables or len(talks.tables) == 1:
        return None
    table = talks.table(values)
    agreed = agreements(talks, table)
    levels = ways(talks, table, agreed)
    added = {name: levels["linked"] - level for name, level in levels.items() if name != "linked"}
    ranks = rankdata(added["alone"])
    movers = [(name, _correlation(rankdata(value), ranks)) for name, value in values.items()]
    return Draws(
        levels,
        {name: float(one.reached.mean()) for name, one in agreed.items()},
        {name: float((one > SAME).mean()) for name, one in added.items()},
        {name: float((one < -SAME).mean()) for name, one in added.items()},
        {
            issue.id: _held(talks, table, k)
            for k, issue in enumerate(talks.issues)
            if issue.demand is not None
        },
        sorted(movers, key=lambda one: -abs(one[1])),
    )


def _held(talks: Set, table: Table, issue: int) -> float:
    """Share of draws in which some package on a grid of rights holds the whole demand on an issue."""
    one = talks.issues[issue]
    assert one.demand is not None
    package = np.broadcast_to(table.status_quo, (HELD, len(talks.issues))).copy()
    package[:, talks.rights] = np.linspace(0, 1, HELD)
    package[:, issue] = (one.demand - one.low) / (one.high - one.low)
    wide = Table(table.positions[:, None], table.saliences[:, None], table.status_quo, table.power[:, None])
    return float(room(wide, package, talks.carrier).accepted.any(-1).mean())


def _sampled(
    name: str, kind: str, issue: str, number: tuple[float, float, float], talks: Set, count: int, seed: int
) -> np.ndarray:
    quantile = np.random.default_rng([seed, zlib.crc32(name.encode())]).uniform(1e-12, 1, count)
    if kind == "capability":
        return np.asarray(Positive(number[1], number[0], number[2]).ppf(quantile))
    scale = next((one for one in talks.issues if kind == "position" and one.id == issue), None)
    low, wide = (scale.low, scale.high - scale.low) if scale else (0.0, 1.0)
    points = [(value - low) / wide for value in number]
    return np.asarray(low + wide * Share(points[1], points[0], points[2]).ppf(quantile))


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's, 0 where one does not vary."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float(a @ b) / size if size > 0 else 0.0
