"""When treaties are self-enforcing: for given numbers, and for the treaties of a case over its drawn worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from suasion.domain.resolved import Resolved
from suasion.games import issue_linkage
from suasion.games.depth import deepest_for_all, deepest_treaty, needed, ratification
from suasion.mechanisms.detection import detected
from suasion.notation import DOMAINS

DETECTION = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
PATIENCE = (0.6, 0.8, 0.9, 0.96)


class Given(NamedTuple):
    """Numbers of the game as a user gives them; several mean several parties.

    Attributes:
        benefit: Benefit per unit of depth, [party].
        patience: Discount factor, [party].
        detection: Chance that a breach is seen, [party].
        periods: Length of a punishment; for ever if ``None``.
        asked: Depth that the treaty asks, if any.
        demand: Depth demanded on an issue that rights are tied to, if any.
        issue_benefit: Benefit per unit of that depth.
        accession: What joining is worth, if who ratifies is asked.
        punishment: What breaking costs a member then.
    """

    benefit: Sequence[float] = (1.0,)
    patience: Sequence[float] = (0.9,)
    detection: Sequence[float] = (1.0,)
    periods: float | None = None
    asked: float | None = None
    demand: float | None = None
    issue_benefit: float = 1.0
    accession: float | None = None
    punishment: float = 0.0


def by_numbers(given: Given) -> dict[str, Any]:
    """Everything that the game says about given numbers, as plain data."""
    n, first = given.periods, (given.benefit[0], given.patience[0], given.detection[0])
    beta, delta, pi = (np.asarray(part, float) for part in np.broadcast_arrays(*given[:3]))
    parties = deepest_for_all(beta, delta, periods=n, detection=pi)
    found: dict[str, Any] = {
        "given": given._asdict(),
        "own": [float(d) for d in deepest_treaty(beta, delta, periods=n, detection=pi)],
        "deepest": float(parties.depth),
        "binding": int(parties.binding),
        "by_breadth": [float(d) for d in parties.by_breadth],
        "surface": {
            "detection": list(DETECTION),
            "patience": list(PATIENCE),
            "depth": [
                [float(deepest_treaty(first[0], one, periods=n, detection=seen)) for one in PATIENCE]
                for seen in DETECTION
            ],
        },
        "needed": None,
        "linked": None,
        "ratification": None,
    }
    if given.asked is not None:
        least = needed(given.asked, beta, delta, periods=n, detection=pi)
        found["needed"] = {
            name: [None if np.isinf(v) else float(v) for v in part] for name, part in least._asdict().items()
        }
    if given.demand is not None:
        tied = issue_linkage.linked(
            [given.demand],
            [given.issue_benefit],
            first[1],
            rights_benefit=first[0],
            periods=n,
            detection=first[2],
        )
        best = issue_linkage.best_demand([given.issue_benefit], first[1], periods=n, detection=first[2])
        found["linked"] = {
            "alone": float(tied.alone),
            "slack": float(tied.slack),
            "kept": bool(tied.kept),
            "depth": float(tied.depth),
            "least": None if np.isnan(tied.least) else float(tied.least),
            "best_demand": float(best[0]),
        }
    if given.accession is not None and given.asked is not None:
        said = ratification(given.asked, given.accession, given.punishment)
        found["ratification"] = {
            name: None if np.isnan(value) else float(value) for name, value in said._asdict().items()
        }
    return found


class Drawn(NamedTuple):
    """What the game needs of the drawn worlds, each [world].

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


def drawn(
    resolved: Resolved,
    worlds: Mapping[str, np.ndarray],
    *,
    benefit: float | None = None,
    patience: float | None = None,
    detection: float | None = None,
) -> Drawn:
    """What a case's worlds give the game; numbers given stand in for what was drawn.

    The depth asked is the treaty's level less the state's, over the domains that it binds.

    Args:
        resolved: The case.
        worlds: Drawn numbers by id, each [world].
        benefit: Of the linked issue.
        patience: Discount factor.
        detection: Chance that a breach is seen, the only reading then.
    """
    levels, count = resolved.case.baseline.levels, len(worlds["target.detection"])
    unaided = worlds["target.detection"]

    def level(name: str) -> float:
        return levels[name].level if name in levels else 0.0

    in_force = np.asarray(
        detected(unaided, level("monitoring"), level("follow_up"), worlds["state.information"]), float
    )
    seen = {
        "no extra monitoring": unaided,
        "policy in force": in_force,
        "policy in force, answered": in_force * worlds["state.credibility"],
        "every breach seen": np.ones(count),
    }
    return Drawn(
        _fixed(benefit, worlds["target.issue.benefit"]),
        _fixed(patience, worlds["target.issue.patience"]),
        worlds["target.issue.demand"],
        seen if detection is None else {"detection as given": np.full(count, detection)},
        {one.treaty: _asked(resolved, one.treaty, worlds) for one in resolved.case.commitments},
    )


def _fixed(value: float | None, draws: np.ndarray) -> np.ndarray:
    return draws if value is None else np.full(len(draws), value)


def _asked(resolved: Resolved, treaty: str, worlds: Mapping[str, np.ndarray]) -> np.ndarray:
    """Depth that a treaty asks, weighted by how far it binds each domain, [world]."""
    text = resolved.treaties[treaty]
    binds = np.array([getattr(text.binds, domain) for domain in DOMAINS])
    gaps = [np.maximum(getattr(text.depth, d).value - worlds[f"state.{d}"], 0) for d in DOMAINS]
    return np.asarray(binds @ np.stack(gaps) / binds.sum())


def by_case(resolved: Resolved, d: Drawn, *, periods: float | None = None) -> dict[str, Any]:
    """When the treaties of a case would be kept, as plain data; spans are 5%, 50% and 95% points."""
    treaties = {}
    now = "policy in force" if "policy in force" in d.seen else next(iter(d.seen))
    for treaty, depth in d.asked.items():
        least = needed(depth, d.benefit, d.patience, periods=periods, detection=d.seen[now])
        treaties[treaty] = {
            "asked": span(depth),
            **{name: span(part) for name, part in least._asdict().items()},
            "kept": {
                name: float(
                    np.mean(depth <= deepest_treaty(d.benefit, d.patience, periods=periods, detection=seen))
                )
                for name, seen in d.seen.items()
            },
        }
    return {
        "case": resolved.case.id,
        "title": resolved.case.title,
        "target": resolved.case.target.name,
        "issue": resolved.case.target.issue.name,
        "worlds": len(d.patience),
        "periods": periods,
        "reading": now,
        "patience": span(d.patience),
        "benefit": span(d.benefit),
        "demand": span(d.demand),
        "seen": {name: span(seen) for name, seen in d.seen.items()},
        "treaties": treaties,
        "linked": [row for name in d.seen for row in _tied(d, name, periods)] if d.asked else [],
    }


def _tied(d: Drawn, reading: str, periods: float | None) -> list[dict[str, Any]]:
    """Rights worth nothing in themselves, tied to the linked issue at several demands."""
    seen, rows = d.seen[reading], []
    best = issue_linkage.best_demand(d.benefit[:, None], d.patience, periods=periods, detection=seen)[:, 0]
    for ask, demand in (("as drawn", d.demand), ("half of that", d.demand / 2), ("what lends most", best)):
        tied = issue_linkage.linked(
            demand[:, None], d.benefit[:, None], d.patience, periods=periods, detection=seen
        )
        rows.append(
            {
                "reading": reading,
                "demand": ask,
                "kept": float(tied.kept.mean()),
                "depth": span(tied.depth),
                "every_treaty": float(np.mean((np.stack(list(d.asked.values())) <= tied.depth).all(0))),
            }
        )
    return rows


def span(values: np.ndarray) -> list[float | None]:
    """5%, 50% and 95% points; ``None`` where such a point is out of reach."""
    points = np.quantile(
        values, (0.05, 0.5, 0.95), method="inverted_cdf" if np.isinf(values).any() else "linear"
    )
    return [None if np.isinf(v) else float(v) for v in points]
