"""When treaties are self-enforcing: for given numbers, and for the treaties of a case over its worlds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from suasion.domain.case import Case
from suasion.domain.depth import DepthInputs
from suasion.domain.findings.depth import (
    DeepestTreaty,
    DepthLinked,
    DepthNeeded,
    DepthOfCase,
    DepthOfNumbers,
    DepthRatification,
    DepthSurface,
    PartyDepth,
    ShareHonoured,
    Span,
    TiedDepth,
    TreatyDepth,
)
from suasion.games import issue_linkage
from suasion.games.depth import deepest_for_all, deepest_treaty, needed, ratification
from suasion.mechanisms.detection import detected
from suasion.notation import DOMAINS

DETECTION = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
PATIENCE = (0.6, 0.8, 0.9, 0.96)
IN_FORCE = "policy in force"
ROUNDING = 1e-12  # by which a depth may miss what is asked


def by_numbers(inputs: DepthInputs) -> DepthOfNumbers:
    """Everything that the game says about given numbers."""
    beta, delta, pi = (
        np.asarray(part, float)
        for part in np.broadcast_arrays(inputs.benefit, inputs.patience, inputs.detection)
    )
    parties = deepest_for_all(beta, delta, periods=inputs.periods, detection=pi)
    own = deepest_treaty(beta, delta, periods=inputs.periods, detection=pi)
    least = _needed(inputs, beta, delta, pi)
    return DepthOfNumbers(
        inputs=inputs,
        own=tuple(map(float, own)),
        deepest=float(parties.depth),
        binding=int(parties.binding),
        weakest_party=int(parties.binding) + 1,
        by_breadth=tuple(map(float, parties.by_breadth)),
        surface=_surface(inputs.benefit[0], inputs.periods),
        needed=least,
        parties=_parties(inputs.asked, own, least),
        linked=_linked(inputs),
        ratification=_ratification(inputs),
    )


def _surface(benefit: float, periods: int | None) -> DepthSurface:
    depth = deepest_treaty(
        benefit, np.array(PATIENCE), periods=periods, detection=np.array(DETECTION)[:, None]
    )
    return DepthSurface(
        detection=DETECTION, patience=PATIENCE, depth=tuple(tuple(map(float, row)) for row in depth)
    )


def _needed(inputs: DepthInputs, beta: np.ndarray, delta: np.ndarray, pi: np.ndarray) -> DepthNeeded | None:
    if inputs.asked is None:
        return None
    least = needed(inputs.asked, beta, delta, periods=inputs.periods, detection=pi)
    return DepthNeeded(
        benefit=tuple(map(_within_reach, least.benefit)),
        detection=tuple(map(_within_reach, least.detection)),
        patience=tuple(map(_within_reach, least.patience)),
    )


def _parties(asked: float | None, own: np.ndarray, least: DepthNeeded | None) -> tuple[PartyDepth, ...]:
    """What the depth asked would take, party by party."""
    if asked is None or least is None:
        return ()
    rows = zip(own, least.benefit, least.detection, least.patience, strict=True)
    return tuple(
        PartyDepth(
            number=number,
            honoured=bool(deepest >= asked - ROUNDING),
            benefit=benefit,
            detection=detection,
            patience=patience,
        )
        for number, (deepest, benefit, detection, patience) in enumerate(rows, 1)
    )


def _linked(inputs: DepthInputs) -> DepthLinked | None:
    if inputs.demand is None:
        return None
    first = {"delta": inputs.patience[0], "detection": inputs.detection[0]}
    tied = issue_linkage.linked(
        [inputs.demand],
        [inputs.issue_benefit],
        rights_benefit=inputs.benefit[0],
        periods=inputs.periods,
        **first,
    )
    best = issue_linkage.best_demand([inputs.issue_benefit], periods=inputs.periods, **first)
    return DepthLinked(
        alone=float(tied.alone),
        slack=float(tied.slack),
        honoured=bool(tied.honoured),
        depth=float(tied.depth),
        least=_number(tied.least),
        best_demand=float(best[0]),
    )


def _ratification(inputs: DepthInputs) -> DepthRatification | None:
    if inputs.accession is None or inputs.asked is None:
        return None
    shares = ratification(inputs.asked, inputs.accession, inputs.punishment)
    return DepthRatification(**{name: _number(value) for name, value in shares._asdict().items()})


def _number(value: np.ndarray) -> float | None:
    return None if np.isnan(value) else float(value)


def _within_reach(value: float) -> float | None:
    return None if np.isinf(value) else float(value)


class CaseDraws(NamedTuple):
    """What the game needs of a case's worlds, each [world].

    Attributes:
        benefit: Of the issue that rights may be tied to.
        patience: Discount factor.
        demand: Depth demanded on that issue.
        seen: Chance that a breach is seen, by reading.
        asked: Depth that each treaty asks.
    """

    benefit: np.ndarray
    patience: np.ndarray
    demand: np.ndarray
    seen: dict[str, np.ndarray]
    asked: dict[str, np.ndarray]


def draws_of_case(
    case: Case,
    worlds: Mapping[str, np.ndarray],
    *,
    benefit: float | None = None,
    patience: float | None = None,
    detection: float | None = None,
) -> CaseDraws:
    """What a case's worlds say to the game; single numbers replace what the worlds hold.

    The depth asked is the treaty's level less the state's, over the domains that it binds.

    Args:
        case: The case.
        worlds: Uncertain numbers by id, each [world].
        benefit: Of the linked issue.
        patience: Discount factor.
        detection: Chance that a breach is seen, the only reading then.
    """
    levels, count = case.baseline.levels, len(worlds["target.detection"])
    unaided = worlds["target.detection"]

    def level(name: str) -> np.ndarray:
        return np.asarray(levels[name].level if name in levels else 0.0)

    in_force = np.asarray(
        detected(unaided, level("monitoring"), level("follow_up"), worlds["state.information"]), float
    )
    seen = {
        "no extra monitoring": unaided,
        IN_FORCE: in_force,
        "policy in force, answered": in_force * worlds["state.credibility"],
        "every breach seen": np.ones(count),
    }
    return CaseDraws(
        _fixed(benefit, worlds["target.issue.benefit"]),
        _fixed(patience, worlds["target.issue.patience"]),
        worlds["target.issue.demand"],
        seen if detection is None else {"detection as given": np.full(count, detection)},
        {one.treaty: _asked(case, one.treaty, worlds) for one in case.commitments},
    )


def _fixed(value: float | None, draws: np.ndarray) -> np.ndarray:
    return draws if value is None else np.full(len(draws), value)


def _asked(case: Case, treaty: str, worlds: Mapping[str, np.ndarray]) -> np.ndarray:
    """Depth that a treaty asks, weighted by how far it binds each domain, [world]."""
    text = case.treaties[treaty]
    binds = np.array([getattr(text.binds, domain) for domain in DOMAINS])
    gaps = [np.maximum(getattr(text.depth, d).value - worlds[f"state.{d}"], 0) for d in DOMAINS]
    return np.asarray(binds @ np.stack(gaps) / binds.sum())


def by_case(case: Case, d: CaseDraws, *, periods: int | None = None, seed: int = 0) -> DepthOfCase:
    """When the treaties of a case would be self-enforcing; spans are 5%, 50% and 95% points.

    Args:
        case: The case.
        d: What its worlds say to the game.
        periods: Length of a punishment; for ever if not given.
        seed: Seed of the draws, for the record.
    """
    reading = IN_FORCE if IN_FORCE in d.seen else next(iter(d.seen))
    treaties = {name: _treaty(d, depth, reading, periods) for name, depth in d.asked.items()}
    linked = tuple(row for name in d.seen for row in _tied(d, name, periods)) if d.asked else ()
    target = case.target
    return DepthOfCase(
        case=case.id,
        title=case.title,
        target=target.name,
        issue=target.issue.name,
        worlds=len(d.patience),
        seed=seed,
        periods=periods,
        reading=reading,
        patience=span(d.patience),
        benefit=span(d.benefit),
        demand=span(d.demand),
        seen={name: span(seen) for name, seen in d.seen.items()},
        treaties=treaties,
        linked=linked,
        deepest=_deepest(treaties),
        worst=min(linked, key=lambda row: row.every_treaty, default=None),
        best=max(linked, key=lambda row: row.every_treaty, default=None),
    )


def _deepest(treaties: Mapping[str, TreatyDepth]) -> DeepestTreaty | None:
    """The treaty that asks most at the middle of the worlds."""
    if not treaties:
        return None
    name = max(treaties, key=lambda one: treaties[one].asked[1] or 0.0)
    one = treaties[name]
    return DeepestTreaty(
        treaty=name,
        asked=one.asked[1],
        benefit=one.benefit[1],
        detection=one.detection[1],
        patience=one.patience[1],
        honoured=tuple(
            ShareHonoured(reading=reading, share=share) for reading, share in one.honoured.items()
        ),
    )


def _treaty(d: CaseDraws, depth: np.ndarray, reading: str, periods: int | None) -> TreatyDepth:
    least = needed(depth, d.benefit, d.patience, periods=periods, detection=d.seen[reading])
    deepest = {
        name: deepest_treaty(d.benefit, d.patience, periods=periods, detection=seen)
        for name, seen in d.seen.items()
    }
    return TreatyDepth(
        asked=span(depth),
        benefit=span(least.benefit),
        detection=span(least.detection),
        patience=span(least.patience),
        honoured={name: float(np.mean(depth <= most)) for name, most in deepest.items()},
    )


def _tied(d: CaseDraws, reading: str, periods: int | None) -> list[TiedDepth]:
    """Rights worth nothing in themselves, tied to the linked issue at several demands."""
    seen, rows = d.seen[reading], []
    best = issue_linkage.best_demand(d.benefit[:, None], d.patience, periods=periods, detection=seen)[:, 0]
    for ask, demand in (("as drawn", d.demand), ("half of that", d.demand / 2), ("what lends most", best)):
        tied = issue_linkage.linked(
            demand[:, None], d.benefit[:, None], d.patience, periods=periods, detection=seen
        )
        rows.append(
            TiedDepth(
                reading=reading,
                demand=ask,
                honoured=float(tied.honoured.mean()),
                depth=span(tied.depth),
                every_treaty=float(np.mean((np.stack(list(d.asked.values())) <= tied.depth).all(0))),
            )
        )
    return rows


def span(values: np.ndarray) -> Span:
    """5%, 50% and 95% points; ``None`` where such a point is out of reach."""
    low, middle, high = np.quantile(
        values, (0.05, 0.5, 0.95), method="inverted_cdf" if np.isinf(values).any() else "linear"
    )
    return _within_reach(low), _within_reach(middle), _within_reach(high)
