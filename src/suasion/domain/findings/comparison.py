"""What a comparison works out: the only definition of ``results.json``."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from suasion.domain.findings.audits import Ablation, ExpectedWins, School
from suasion.domain.findings.base import (
    DomainKey,
    Findings,
    MechanismKey,
    OutcomeKey,
    Record,
    SourceKey,
    StrategyKey,
    TreatyKey,
    WorldviewKey,
)
from suasion.domain.findings.facts import Facts
from suasion.domain.findings.outcomes import BrokenLimit, Pair, Summary, YearOfRights
from suasion.domain.findings.provenance import MechanismNote, UncertainNumber
from suasion.domain.findings.replay import ReplaySeries
from suasion.domain.findings.sensitivity import Origins, Sensitivity
from suasion.domain.findings.support import Support
from suasion.domain.findings.treaties import TreatyFindings
from suasion.notation import OUTCOME_IDS


class Numbers(Record):
    """Every number of a comparison.

    Attributes:
        kind: always `scenario`
        case: id of the case
        title: its title
        question: its question
        target: name of the target state
        start: first year played
        seed: seed of every draw
        worlds: worlds played
        failed_worlds: worlds in which something was not finite; left out everywhere
        years: years played
        worldview: whose priors
        table: strategies of the contest, `baseline` first
        variants: strategies outside the contest
        titles: title of each strategy
        strategies: outcomes over worlds, strategy by strategy
        pairs: strategies two by two, in the same worlds with the same luck
        constraints: limits of the case that a strategy breaks
        sensitivity: what the difference between the two leaders hangs on
        stillness_binds: share of worlds in which the observed stillness had to be raised, by domain
        breakdowns: sample of breakdowns that stands for what follows one
        support: how far the case lies from what was observed
        treaties: compliance with each ratified treaty
        trajectories: rights year by year; empty without paths
        replay: what was observed after the start beside what was simulated
        expected: who wins with chance averaged out (120 random streams a draw); `null` with `--table-only` or a
            single strategy
        ablations: who wins without each mechanism; `none` is the model as it is; empty with `--table-only` or a
            single strategy
        fairness: who wins under each school's priors
        origins: where the spread of the difference between the two leaders comes from; `null` without audits
        numbers: every uncertain number
        mechanisms: every mechanism
        sources: BibTeX entry of each source that the case, its library or the model rests on
    """

    kind: Literal["scenario"] = "scenario"
    case: str
    title: str
    question: str
    target: str
    start: int
    seed: int
    worlds: int = Field(ge=1)
    failed_worlds: int
    years: int = Field(ge=1)
    worldview: str
    table: tuple[str, ...] = Field(min_length=1)
    variants: tuple[str, ...]
    titles: dict[StrategyKey, str]
    strategies: dict[StrategyKey, dict[OutcomeKey, Summary]]
    pairs: tuple[Pair, ...]
    constraints: tuple[BrokenLimit, ...]
    sensitivity: Sensitivity
    stillness_binds: dict[DomainKey, float]
    breakdowns: str
    support: Support
    treaties: dict[TreatyKey, TreatyFindings]
    trajectories: tuple[YearOfRights, ...]
    replay: tuple[ReplaySeries, ...]
    expected: ExpectedWins | None
    ablations: dict[MechanismKey, Ablation]
    fairness: dict[WorldviewKey, School]
    origins: Origins | None
    numbers: tuple[UncertainNumber, ...]
    mechanisms: dict[MechanismKey, MechanismNote]
    sources: dict[SourceKey, str]

    @model_validator(mode="after")
    def _whole(self) -> Numbers:
        played = [*self.table, *self.variants]
        for name in played:
            if name not in self.titles or set(OUTCOME_IDS) - set(self.strategies.get(name, ())):
                raise ValueError(f"the strategy {name[:60]!r} has no title or not every outcome")
        if self.ablations and "none" not in self.ablations:
            raise ValueError("the ablations lack the model as it is, `none`")
        unknown = sorted(self._named() - set(played))
        if unknown:
            raise ValueError(f"the strategy {unknown[0][:60]!r} was not played")
        return self

    def _named(self) -> set[str]:
        """Every strategy that a part of the findings names."""
        named = {*self.sensitivity.pair, *(one.strategy for one in self.trajectories)}
        named |= {one.strategy for one in self.constraints}
        named |= {name for one in self.pairs for name in (one.a, one.b)}
        named |= {name for series in self.replay for name in series.strategies}
        for wins in (*self.ablations.values(), *self.fairness.values()):
            named |= {*wins.expected_win_share, wins.leader}
        return named


class ComparisonFindings(Numbers, Findings):
    """What a comparison worked out; a scenario, never a forecast.

    Attributes:
        facts: what follows from the numbers by a rule; what is said in words rests on it and on the numbers
    """

    file: ClassVar[str] = "results.json"
    format: Literal[2] = 2
    facts: Facts
