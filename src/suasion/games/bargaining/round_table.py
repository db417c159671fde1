"""Talks among several parties over several issues: every solution, at every table, and what linking does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suasion.domain.findings.talks import (
    Bargained,
    DecisionRule,
    IssueAlone,
    NumberSwing,
    Package,
    TableOutcome,
    TalksDraws,
    TalksFindings,
    TiedDemand,
)
from suasion.domain.model import Quantity
from suasion.domain.talks import TalksFile
from suasion.games.bargaining import coalitions, positions, status_quo
from suasion.games.bargaining.facts import with_facts
from suasion.games.bargaining.linkage import Swing, agreements, draws, part, swings, ways
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
) -> TalksFindings:
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
        Everything that the talks come to.

    Raises:
        SuasionError: With everything that is wrong with the parties, the issues or the rule.
    """
    whole = checked_set(parties, issues, quota=quota, veto=veto)
    table = whole.table()
    agreed = agreements(whole, table)
    sampled = _draws(whole, count, seed)
    findings = TalksFindings(
        title=title,
        parties={one.id: one.name for one in whole.parties},
        power=dict(zip((one.id for one in whole.parties), map(float, table.power), strict=True)),
        rights=whole.issues[whole.rights].id,
        linked=whole.linked,
        rule=DecisionRule(
            quota=quota, veto=tuple(veto), blocking=_names(whole, coalitions.blocking(whole.how))
        ),
        issues={one.id: _issue(whole, table, k) for k, one in enumerate(whole.issues)},
        tables={name: _table(whole, table, name, one) for name, one in agreed.items()},
        ways={name: _level(whole, whole.rights, float(v)) for name, v in ways(whole, table, agreed).items()},
        packages=_packages(whole, table, agreed),
        demands=_demands(whole, table, agreed, sampled),
        swings=tuple(_in_units(whole, one) for one in swings(whole)),
        draws=sampled,
    )
    return with_facts(findings)


def talks_of_file(file: TalksFile, *, count: int = DRAWS, seed: int = 0) -> TalksFindings:
    """What the talks of a file would come to.

    Args:
        file: Parties, issues and rule as written.
        count: Draws of the numbers.
        seed: Of these draws.

    Raises:
        SuasionError: With everything that is wrong with the parties, the issues or the rule.
    """
    return talks(
        parties_of(file),
        issues_of(file),
        quota=file.rule.quota,
        veto=file.rule.veto,
        count=count,
        seed=seed,
        title=file.title,
    )


def parties_of(file: TalksFile) -> list[Party]:
    """The parties of a file."""
    return [
        Party(
            one.id,
            one.name,
            _three(one.capability),
            _three(one.patience),
            {issue: _three(at) for issue, at in one.positions.items()},
            {issue: _three(weight) for issue, weight in one.saliences.items()},
        )
        for one in file.parties
    ]


def issues_of(file: TalksFile) -> list[Issue]:
    """The issues of a file."""
    return [
        Issue(
            one.id,
            one.title,
            one.status_quo,
            rights=one.rights,
            on_every_table=one.on_every_table,
            demand=one.demand,
        )
        for one in file.issues
    ]


def _three(one: Quantity) -> tuple[float, float, float]:
    return one.low, one.value, one.high


def _level(talks: Set, issue: int, share: float) -> float:
    """A share of an issue's scale in the issue's own unit."""
    one = talks.issues[issue]
    return float(one.low + (one.high - one.low) * share)


def _perhaps(talks: Set, issue: int, share: float) -> float | None:
    """The same, missing where there is no share."""
    return None if np.isnan(share) else _level(talks, issue, share)


def _names(talks: Set, groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(talks.parties[i].id for i in group) for group in groups)


def _issue(talks: Set, table: Table, k: int) -> IssueAlone:
    """Everything about one issue by itself, in its own unit."""
    one, ids = talks.issues[k], [p.id for p in talks.parties]
    at = np.array([middle(p.positions[one.id]) for p in talks.parties])
    salience = np.array([middle(p.saliences[one.id]) for p in talks.parties])
    capability = np.array([middle(p.capability) for p in talks.parties])
    patience = np.array([middle(p.patience) for p in talks.parties])
    weight = capability * salience
    median, core = positions.weighted_median(at, weight), coalitions.core(talks.how, at)
    risk = None
    if np.ptp(at) > 0:
        exponents = positions.risk_exponents(at, capability, salience)
        risk = dict(zip(ids, map(float, exponents), strict=True))
    return IssueAlone(
        title=one.title,
        scale=(one.low, one.high),
        status_quo=one.status_quo,
        stays=core.holds(one.status_quo),
        demand=one.demand,
        on_every_table=one.on_every_table,
        positions=dict(zip(ids, map(float, at), strict=True)),
        median=(median.low, median.high),
        mean=positions.weighted_mean(at, weight),
        core=(core.low, core.high),
        bargained=tuple(
            Bargained(mean=float(rest.mean), accepted=rest.accepted, residual=rest.residual)
            for rest in status_quo.equilibria(talks.how, at, one.status_quo, patience)
        ),
        risk=risk,
    )


def _table(talks: Set, table: Table, name: str, agreed: Agreement) -> TableOutcome:
    """What a table ends with; where nobody can agree, who stands in whose way."""
    issues = talks.tables[name]
    against = way_out(part(table, issues)).against
    ids = [one.id for one in talks.parties]
    return TableOutcome(
        issues=tuple(talks.issues[k].id for k in issues),
        reached=bool(agreed.reached),
        package={
            talks.issues[k].id: _level(talks, k, float(level))
            for k, level in zip(issues, agreed.package, strict=True)
        },
        gains=dict(zip(ids, map(float, agreed.gains), strict=True)),
        against=tuple(ids[i] for i in np.flatnonzero(against > 1e-9)),
        residual=float(agreed.residual),
    )


def _packages(talks: Set, table: Table, agreed: dict[str, Agreement]) -> dict[str, Package]:
    """Packages over all issues: who would lose by them, and whether these can stop them."""
    weight = np.array([middle(p.capability) for p in talks.parties])[:, None] * table.saliences
    at = table.positions
    made = {
        "median": [positions.weighted_median(at[:, k], weight[:, k]).low for k in range(at.shape[1])],
        "mean": [positions.weighted_mean(at[:, k], weight[:, k]) for k in range(at.shape[1])],
    }
    for name, issues in talks.tables.items():
        level = table.status_quo.copy()
        level[list(issues)] = agreed[name].package
        made[name] = list(level)
    rows = {}
    for name, package in made.items():
        gained = gains(table, np.array(package))
        rows[name] = Package(
            package={one.id: _level(talks, k, package[k]) for k, one in enumerate(talks.issues)},
            losers=tuple(
                one.id for one, gain in zip(talks.parties, gained, strict=True) if gain < -coalitions.ROUNDING
            ),
            blocked=bool(coalitions.blocked(talks.how, gained)),
        )
    return rows


def _demands(
    talks: Set, table: Table, agreed: dict[str, Agreement], sampled: TalksDraws | None
) -> dict[str, TiedDemand]:
    """By issue that rights can be tied to: the demand that lends most, the greatest, and the line between them."""
    others = table.status_quo.copy()
    others[list(talks.tables[talks.linked])] = agreed[talks.linked].package
    return {
        one.id: _demand(talks, table, k, others, sampled)
        for k, one in enumerate(talks.issues)
        if k not in (talks.rights, talks.carrier)
    }


def _demand(talks: Set, table: Table, k: int, others: np.ndarray, sampled: TalksDraws | None) -> TiedDemand:
    one, rights, carrier = talks.issues[k], talks.rights, talks.carrier
    best = demand(table, rights, k, carrier, others)
    levels = np.linspace(0, 1, FRONTIER)
    line = span(table, rights, levels, k, carrier, others)
    at_asked = None
    if one.demand is not None:
        asked = (one.demand - one.low) / (one.high - one.low)
        at_asked = _perhaps(talks, rights, float(span(table, rights, [asked], k, carrier, others).high[0]))
    return TiedDemand(
        best=_perhaps(talks, k, best.best),
        most=_perhaps(talks, rights, best.most),
        greatest=_perhaps(talks, k, best.greatest),
        asked=one.demand,
        at_asked=at_asked,
        held=sampled.held.get(one.id) if sampled and not np.isnan(best.greatest) else None,
        line=tuple(
            (
                _level(talks, k, float(level)),
                _perhaps(talks, rights, float(low)),
                _perhaps(talks, rights, float(high)),
            )
            for level, low, high in zip(levels, *line, strict=True)
        ),
    )


def _in_units(talks: Set, one: Swing) -> NumberSwing:
    """A swing with rights in the issue's own unit."""

    def unit(pair: tuple[float, float]) -> tuple[float, float]:
        return _level(talks, talks.rights, pair[0]), _level(talks, talks.rights, pair[1])

    return NumberSwing(id=one.id, low=one.low, high=one.high, alone=unit(one.alone), linked=unit(one.linked))


def _draws(talks: Set, count: int, seed: int) -> TalksDraws | None:
    played = draws(talks, count, seed)
    if played is None:
        return None

    def spread(values: np.ndarray) -> tuple[float, float, float]:
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        rights = talks.rights
        return _level(talks, rights, low), _level(talks, rights, middle), _level(talks, rights, high)

    return TalksDraws(
        count=count,
        seed=seed,
        levels={name: spread(level) for name, level in played.levels.items()},
        open=played.open,
        raised=played.raised,
        lowered=played.lowered,
        held=played.held,
        movers=tuple(played.movers),
    )
