"""What the difference between the two leaders hangs on: uncertain numbers, and whether breaches are chosen."""

from __future__ import annotations

from suasion.domain.findings.base import Number, Record, StrategyKey
from suasion.domain.parameter import Origin


class Lead(Record):
    """Who leads among some strategies.

    Attributes:
        leader: strategy with the largest share
        runner_up: the next; `null` where there is one strategy
        clear: whether the lead exceeds three standard errors
    """

    leader: str
    runner_up: str | None
    clear: bool


class PartOfWorlds(Lead):
    """Who leads in a part of the worlds.

    Attributes:
        win_share: share of these worlds in which each strategy is best for rights
    """

    win_share: dict[StrategyKey, float]


class Inability(Record):
    """Who leads where breaches come from choice, and where they come from inability.

    Attributes:
        low: worlds where `inability.upsilon` is under a third; `null` where there is none
        high: worlds where it is over two thirds
    """

    low: PartOfWorlds | None = None
    high: PartOfWorlds | None = None


class MovingNumber(Record):
    """An uncertain number and how it moves the difference between the two leaders.

    Attributes:
        id: an uncertain number; the twelve that move the pair's difference most
        meaning: what it is
        origin: `estimated`, `published` or `assumed`
        rank_correlation: Spearman's correlation with the pair's difference in rights
        q05: 5% point of its prior
        q95: 95% point
    """

    id: str
    meaning: str
    origin: Origin
    rank_correlation: float
    q05: float
    q95: float


class Sensitivity(Record):
    """What the difference between the two leaders hangs on.

    Attributes:
        pair: the two strategies with the highest mean rights; empty with a single strategy
        inability: who leads where breaches are chosen, and where they come from inability
        numbers: the numbers that move the pair's difference most
    """

    pair: tuple[str, ...]
    inability: Inability
    numbers: tuple[MovingNumber, ...]


class Origins(Record):
    """Where the spread of the difference between the two leaders comes from; the four add up to 1.

    Attributes:
        estimated: share of the variance of the pair's difference that comes from estimated numbers (Shapley);
            `null` where the two never differ
        published: from published ones
        assumed: from assumed ones
        chance: from luck, and from what a breakdown happens to leave
    """

    estimated: Number
    published: Number
    assumed: Number
    chance: Number
