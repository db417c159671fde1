"""What stays the same through a case, whatever is played: ratified treaties, shocks, and the user's weights."""

from __future__ import annotations

import numpy as np

from suasion.domain.case import Case
from suasion.mechanisms import shocks
from suasion.notation import DOMAINS, STOCKS
from suasion.simulation.outcome import Setting

STOCK_IDS = tuple(one.id for one in STOCKS)


def setting_of(case: Case) -> Setting:
    """Treaty law ratified, what it asks, and the user's weights."""
    hits = _shocks(case)
    ratified = ratified_treaties(case)
    binds = np.array([[getattr(t.binds, d) for d in DOMAINS] for t in case.treaties.values()])
    depth = np.array([[getattr(t.depth, d).value for d in DOMAINS] for t in case.treaties.values()])
    mine = np.array([name in ratified for name in case.treaties])[:, None] * binds
    weight = mine.sum(0)
    none = weight.sum() == 0
    levels = (mine * depth).sum(0) / np.where(weight > 0, weight, 1.0)
    weights = case.objectives.weights
    bound, asks = (
        [x for name, x in zip(case.treaties, of, strict=True) if name in ratified] for of in (binds, depth)
    )
    return Setting(
        treaties=weight / np.maximum(binds.sum(0), 1e-12),
        levels=np.maximum(levels, 1e-9),
        bound=np.full(3, np.nan) if none else weight / weight.sum(),
        treaty_levels=np.reshape(asks, (-1, 3)),
        treaty_bound=np.reshape([row / row.sum() for row in bound], (-1, 3)),
        weights=np.array([getattr(weights, name) for name in DOMAINS]),
        threshold=np.array(case.objectives.threshold),
        shock_up=hits["up"],
        shock_down=hits["down"],
        shock_hazard=hits["hazard"],
        shock_refusal=hits["refusal"],
    )


def ratified_treaties(case: Case) -> tuple[str, ...]:
    """Ratified treaties that bind in one of the domains, in the order of the library."""
    ratified = {one.treaty for one in case.commitments}
    return tuple(
        name
        for name, treaty in case.treaties.items()
        if name in ratified and any(getattr(treaty.binds, domain) for domain in DOMAINS)
    )


def _shocks(case: Case) -> dict[str, np.ndarray]:
    """Effects of shocks as pulls per year: a share lost is ``-log(1 - share)``."""
    possible = case.shocks
    rows = max(1, len(possible))  # a case without shocks has one that never comes
    hits = {
        "up": np.zeros((rows, len(STOCKS) + 1)),
        "down": np.zeros((rows, len(STOCKS) + 1)),
        "hazard": np.zeros(rows),
        "refusal": np.zeros(rows),
    }
    for s, shock in enumerate(possible):
        for name, effect in shock.effects.items():
            side = "up" if effect > 0 else "down"
            if name == "collapse_hazard":
                hits["hazard"][s] = effect
            elif name == "refusal":
                hits["refusal"][s] = effect
            elif name == "resources":
                hits[side][s, -1] = abs(effect)
            else:
                hits[side][s, STOCK_IDS.index(name)] = shocks.pull(abs(effect))
    return hits
