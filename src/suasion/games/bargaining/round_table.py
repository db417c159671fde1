"""Talks among several parties over several issues: every solution, at every table, and what linking does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from suasion.games.bargaining import coalitions, positions, status_quo
from suasion.games.bargaining.findings import Talks
from suasion.games.bargaining.linkage import agreements, draws, part, swings, ways
from suasion.games.bargaining.package import Agreement, Table, gains, way_out
from suasion.games.bargaining.parties import Issue, Party, Set, checked_set, middle
from suasion.games.bargaining.zone import demand, span

DRAWS = 1000
FRONTIER = 101


def talks(
    parties: Sequence[Party],
    issues: Sequence[Issue],
    *,
    quota: float = 1.0,
    veto: Sequence[str] = (),
    count: int = DRAWS,
    seed: int = 0,
    title: str = "Talks",
) -> Talks:
    """What talks would come to, issue by issue, at separate tables and linked.

    Issue by issue: weighted median and mean of the positions, the core, and bargaining against the status
    quo. At each table: Nash's package, with power as capability times staying power (:func:`staying_power`;
    the product is ours), for all parties that care, each of which can refuse. A table holds one issue and
    what is on every table; ``linked`` holds all.

    Args:
        parties: Two to twelve.
        issues: One of them marked as rights.
        quota: Share of capability that decides, above a half; used for coalitions, the core and bargaining
            against the status quo.
        veto: Ids of parties without which nothing is decided.
        count: Draws of the numbers that have a range.
        seed: Of these draws.
        title: What to call the talks.

    Returns:
        ``Talks`` with ``.table``, ``.text``, ``.results``, ``.plot()``.

    Raises:
        SuasionError: With everything that is wrong with the parties, the issues or the rule.
    """
    whole = checked_set(parties, issues, quota=quota, veto=veto)
    table = whole.table()
    found = agreements(whole, table)
    return Talks(
        {
            "title": title,
            "parties": {one.id: one.name for one in whole.parties},
            "power": dict(zip((one.id for one in whole.parties), map(float, table.power), strict=True)),
            "rights": whole.issues[whole.rights].id,
            "linked": whole.linked,
            "rule": {
                "quota": quota,
                "veto": list(veto),
                "blocking": _names(whole, coalitions.blocking(whole.how)),
            },
            "issues": {one.id: _issue(whole, table, k) for k, one in enumerate(whole.issues)},
            "tables": {name: _table(whole, table, name, one) for name, one in found.items()},
            "ways": {
                name: _level(whole, whole.rights, float(v)) for name, v in ways(whole, table, found).items()
            },
            "packages": _packages(whole, table, found),
            "demands": _demands(whole, table, found),
            "swings": [one._asdict() for one in _in_units(whole, swings(whole))],
            "draws": _draws(whole, count, seed),
        },
        whole,
    )


def _level(talks: Set, issue: int, share: float) -> float | None:
    """A share of an issue's scale in the issue's own unit."""
    one = talks.issues[issue]
    return None if np.isnan(share) else float(one.low + (one.high - one.low) * share)


def _names(talks: Set, groups: Sequence[Sequence[int]]) -> list[list[str]]:
    return [[talks.parties[i].id for i in group] for group in groups]


def _issue(talks: Set, table: Table, k: int) -> dict[str, Any]:
    """Everything about one issue by itself, in its own unit."""
    one = talks.issues[k]
    at = np.array([middle(p.positions[one.id]) for p in talks.parties])
    salience = np.array([middle(p.saliences[one.id]) for p in talks.parties])
    capability = np.array([middle(p.capability) for p in talks.parties])
    patience = np.array([middle(p.patience) for p in talks.parties])
    weight = capability * salience
    median = positions.weighted_median(at, weight)
    span = coalitions.core(talks.how, at)
    rests = status_quo.equilibria(talks.how, at, one.status_quo, patience)
    return {
        "title": one.title,
        "scale": [one.low, one.high],
        "status_quo": one.status_quo,
        "demand": one.demand,
        "on_every_table": one.on_every_table,
        "positions": dict(zip((p.id for p in talks.parties), map(float, at), strict=True)),
        "median": list(median),
        "mean": positions.weighted_mean(at, weight),
        "core": list(span),
        "bargained": [
            {"mean": float(rest.mean), "accepted": list(map(float, rest.accepted)), "residual": rest.residual}
            for rest in rests
        ],
        "risk": None
        if np.ptp(at) == 0
        else dict(
            zip(
                (p.id for p in talks.parties),
                map(float, positions.risk_exponents(at, capability, salience)),
                strict=True,
            )
        ),
    }


def _table(talks: Set, table: Table, name: str, found: Agreement) -> dict[str, Any]:
    """What a table ends with; where nobody can agree, who stands in whose way."""
    issues = talks.tables[name]
    against = way_out(part(table, issues)).against
    ids = [one.id for one in talks.parties]
    return {
        "issues": [talks.issues[k].id for k in issues],
        "reached": bool(found.reached),
        "package": {
            talks.issues[k].id: _level(talks, k, float(level))
            for k, level in zip(issues, found.package, strict=True)
        },
        "gains": dict(zip(ids, map(float, found.gains), strict=True)),
        "against": [ids[i] for i in np.flatnonzero(against > 1e-9)],
        "residual": float(found.residual),
    }


def _packages(talks: Set, table: Table, found: dict[str, Agreement]) -> dict[str, Any]:
    """Packages over all issues: who would lose by them, and whether these can stop them."""
    weight = np.array([middle(p.capability) for p in talks.parties])[:, None] * table.saliences
    at = table.positions
    made = {
        "median": [positions.weighted_median(at[:, k], weight[:, k]).low for k in range(at.shape[1])],
        "mean": [positions.weighted_mean(at[:, k], weight[:, k]) for k in range(at.shape[1])],
    }
    for name, issues in talks.tables.items():
        level = table.status_quo.copy()
        level[list(issues)] = found[name].package
        made[name] = list(level)
    rows = {}
    for name, package in made.items():
        gained = gains(table, np.array(package))
        rows[name] = {
            "package": {one.id: _level(talks, k, package[k]) for k, one in enumerate(talks.issues)},
            "losers": [
                one.id for one, gain in zip(talks.parties, gained, strict=True) if gain < -coalitions.ROUNDING
            ],
            "blocked": bool(coalitions.blocked(talks.how, gained)),
        }
    return rows


def _demands(talks: Set, table: Table, found: dict[str, Agreement]) -> dict[str, Any]:
    """By issue that rights can be tied to: the demand that lends most, the greatest, and the line between them."""
    others = table.status_quo.copy()
    others[list(talks.tables[talks.linked])] = found[talks.linked].package
    rows = {}
    for k, one in enumerate(talks.issues):
        if k in (talks.rights, talks.carrier):
            continue
        best = demand(table, talks.rights, k, talks.carrier, others)
        levels = np.linspace(0, 1, FRONTIER)
        line = span(table, talks.rights, levels, k, talks.carrier, others)
        asked = None if one.demand is None else (one.demand - one.low) / (one.high - one.low)
        rows[one.id] = {
            "best": _level(talks, k, best.best),
            "most": _level(talks, talks.rights, best.most),
            "greatest": _level(talks, k, best.greatest),
            "asked": one.demand,
            "at_asked": None
            if asked is None
            else _level(
                talks,
                talks.rights,
                float(span(table, talks.rights, [asked], k, talks.carrier, others).high[0]),
            ),
            "line": [
                [_level(talks, k, float(at)), *(_level(talks, talks.rights, float(end)) for end in ends)]
                for at, *ends in zip(levels, *line, strict=True)
            ],
        }
    return rows


def _in_units(talks: Set, found: list[Any]) -> list[Any]:
    """Swings with rights in the issue's own unit."""
    own = talks.issues[talks.rights]

    def unit(pair: tuple[float, float]) -> list[float]:
        return [float(own.low + (own.high - own.low) * share) for share in pair]

    return [one._replace(alone=unit(one.alone), linked=unit(one.linked)) for one in found]


def _draws(talks: Set, count: int, seed: int) -> dict[str, Any] | None:
    found = draws(talks, count, seed)
    if found is None:
        return None

    def spread(values: np.ndarray) -> list[float | None]:
        return [_level(talks, talks.rights, float(v)) for v in np.quantile(values, (0.05, 0.5, 0.95))]

    return {
        "count": count,
        "seed": seed,
        "levels": {name: spread(level) for name, level in found.levels.items()},
        "open": found.open,
        "raised": found.raised,
        "lowered": found.lowered,
        "held": found.held,
        "movers": [[name, value] for name, value in found.movers],
    }
