# The answer as it was written before tables of sentences: kept as the oracle of tests/oracles/test_sentences.py.
"""Who leads, and what may be switched off together; imported without the engine."""

from __future__ import annotations

from typing import Any

FAULT = (
    0.10  # a school's own share of draws below which the model is likely at fault; reported, never tuned away
)
#: Mechanisms switched off together: what a ranking may hang on only as a whole.
GROUPS: dict[str, tuple[str, ...]] = {
    "linkage": ("linkage_growth", "isolation_erosion"),
    "norms_assurance_threat": ("norms", "norm_growth", "assurance", "threat_repression", "threat_formation"),
    "all_but_leverage_and_rents": (
        "assurance",
        "shame",
        "norms",
        "domestic_demand",
        "boomerang",
        "rally",
        "backlash",
        "threat_repression",
        "issue_linkage",
        "resources",
    ),
    "collapse_and_war": ("collapse", "war"),
}


def lead(shares: dict[str, float], draws: int) -> dict[str, Any]:
    """Who leads, who follows, and whether the lead is more than the numerical error.

    Args:
        shares: Strategy to its share of the draws.
        draws: Independent draws behind the shares.

    Returns:
        ``leader`` and ``runner_up`` (``None`` where there is one strategy), and ``clear``: whether the first is
        ahead by more than three standard errors of the difference.
    """
    order = sorted(shares, key=lambda name: -shares[name])
    if len(order) < 2:
        return {"leader": order[0], "runner_up": None, "clear": True}
    first, second = (shares[name] for name in order[:2])
    gap = first - second
    error = (max(first + second - gap**2, 0.0) / draws) ** 0.5
    return {"leader": order[0], "runner_up": order[1], "clear": gap > 3 * error}
