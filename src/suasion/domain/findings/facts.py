"""What follows from the numbers of a comparison by a rule: who leads, what is told apart, what must be said."""

from __future__ import annotations

from typing import Literal

from suasion.domain.case_file import Outcome
from suasion.domain.findings.base import Number, Record


class OriginShare(Record):
    """A part of the spread of the difference between the two leaders.

    Attributes:
        origin: `estimated`, `published`, `assumed` or `chance`
        share: its share, 0 at least
    """

    origin: Literal["estimated", "published", "assumed", "chance"]
    share: float


class Leaders(Record):
    """Who is best for rights in most worlds.

    Attributes:
        strategies: the strategy with the largest win share and all that chance does not tell apart from it, best
            first
        clear: whether there is one alone
        low: least win share among them
        high: greatest
        runner_up: the next strategy where one is alone; else `null`
        runner_up_share: its win share
    """

    strategies: tuple[str, ...]
    clear: bool
    low: float
    high: float
    runner_up: str | None
    runner_up_share: Number


class LastYear(Record):
    """Who is best for rights in the last year.

    Attributes:
        strategies: the strategy with the largest win share and all that chance does not tell apart from it
        clear: whether there is one alone
        share: the largest win share
    """

    strategies: tuple[str, ...]
    clear: bool
    share: float


class Gains(Record):
    """How often the leaders do better than the policy as it stands, in the same worlds.

    Attributes:
        strategies: the leaders
        low: least share of worlds among them
        high: greatest
    """

    strategies: tuple[str, ...]
    low: float
    high: float


class Extremes(Record):
    """The strategies with the least and the greatest mean of an outcome.

    Attributes:
        least: strategy with the least mean
        low: that mean
        most: strategy with the greatest mean
        high: that mean
        apart: whether they differ by more than three standard errors of the difference in the same worlds
    """

    least: str
    low: float
    most: str
    high: float
    apart: bool


class Limit(Record):
    """A limit of the case that was broken.

    Attributes:
        outcome: the outcome limited
        title: its title
        unit: `years` (of full subsistence) or `share`
        limit: the limit
        strategies: those whose mean breaks it
        worst: the mean that lies farthest beyond it
    """

    outcome: Outcome
    title: str
    unit: Literal["years", "share"]
    limit: float
    strategies: tuple[str, ...]
    worst: float


class LeadWithout(Record):
    """A strategy that leads clearly: as the model is, or with something switched off that changes who leads.

    Attributes:
        by: `draws` (it wins more draws than any other) or `mean` (it is best on average)
        without: the ablations, each by itself; empty for the model as it is
        change: an ablation that takes nothing away but limits something; else `null`
        strategy: who leads
    """

    by: Literal["draws", "mean"]
    without: tuple[str, ...]
    change: str | None
    strategy: str


class SchoolVerdict(Record):
    """How a school's own strategy does under its own priors.

    Attributes:
        title: title of the school's worldview
        own: its own strategies that were played
        share: share of the draws in which one of them is best
        fault: whether the model is likely at fault: `no`, `unsure` or `likely`
        outside: its own strategies that stand outside the contest
    """

    title: str
    own: tuple[str, ...]
    share: float
    fault: Literal["no", "unsure", "likely"]
    outside: tuple[str, ...]


class Replayed(Record):
    """How much of what was observed lies within what was simulated under a policy.

    Attributes:
        strategy: the policy
        inside: observed values within the range of nine worlds in ten
        years: observed values
        better: series in which the median errs less than no change
        series: series
    """

    strategy: str
    inside: int
    years: int
    better: int
    series: int


class Exactness(Record):
    """Two standard errors of a share, in percentage points, 1 at least.

    Attributes:
        worlds: of a share of worlds
        draws: of a share of draws; `null` without audits
    """

    worlds: int
    draws: int | None


class Facts(Record):
    """What follows from the numbers by a rule; the sentences read these and the numbers, and nothing else.

    Attributes:
        contest: `single` (one strategy was played), `unranked` (no world ranks them for rights) or `ranked`
        doomed: whether the regime breaks down in more than nine worlds in ten under every strategy
        near_is_close: whether one of the nearest real cases lies within a distance of 1
        origins: where the spread of the difference between the two leaders comes from, largest first; empty where it
            is not known
        leaders: who is best for rights in most worlds; `null` where nothing is ranked
        last_year: the same in the last year
        highest: the strategy with the highest mean rights, then those that are not told apart from it
        expected_share: the expected win share of who leads with chance averaged out; `null` without audits
        gains: how often the leaders do better than `baseline`; `null` where it leads itself or was not played
        harm: who does least and most harm; `null` where it has no value
        collapse: the same for breakdowns of the regime
        war: the same for war
        shortfall: years of full subsistence that the start itself lacks; `null` where the start is certain
        limits: limits of the case that were broken, by outcome
        endangered: strategies under which partners inside run a greater risk than under `baseline`, by more than two
            standard errors
        leads: who leads clearly, and who does instead with something switched off, in the order of the ablations
        halved: ablations without which the best advantage over `baseline` falls by more than half
        inability: whether choice or inability behind breaches decides who leads: `undecided` (nobody leads clearly in
            both cases), `alike` or `different`; `null` where one of the two was not drawn
        schools: each school that has a strategy of its own in the contest
        replayed: policies that were played over years that were observed
        exact_to: numerical error of shares
        stillness: largest share of worlds in which the observed stillness had to be raised
    """

    contest: Literal["single", "unranked", "ranked"]
    doomed: bool
    near_is_close: bool
    origins: tuple[OriginShare, ...]
    leaders: Leaders | None
    last_year: LastYear | None
    highest: tuple[str, ...]
    expected_share: Number
    gains: Gains | None
    harm: Extremes | None
    collapse: Extremes | None
    war: Extremes | None
    shortfall: Number
    limits: tuple[Limit, ...]
    endangered: tuple[str, ...]
    leads: tuple[LeadWithout, ...]
    halved: tuple[str, ...]
    inability: Literal["undecided", "alike", "different"] | None
    schools: tuple[SchoolVerdict, ...]
    replayed: tuple[Replayed, ...]
    exact_to: Exactness
    stillness: float
