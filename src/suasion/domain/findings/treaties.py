"""Compliance treaty by treaty: what holds by itself, and what the treaty can be credited with."""

from __future__ import annotations

from suasion.domain.findings.base import Number, Record, StrategyKey


class Spread(Record):
    """A number over worlds; each is missing where no world has a value.

    Attributes:
        mean: mean over worlds
        q05: 5% point
        q95: 95% point
    """

    mean: Number
    q05: Number
    q95: Number


class TreatyCompliance(Record):
    """Compliance with a treaty under a strategy.

    Attributes:
        apparent: apparent compliance with this treaty alone
        compliance: the compliance that the treaty can be credited with; `null` where no world has a value
    """

    apparent: Spread
    compliance: Spread


class TreatyFindings(Record):
    """A ratified treaty.

    Attributes:
        title: title of a ratified treaty
        strategies: strategy by strategy
    """

    title: str
    strategies: dict[StrategyKey, TreatyCompliance]
