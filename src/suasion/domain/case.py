"""A case with everything that it takes from the library put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suasion.domain.case_file import Baseline, CaseFile, Claim, Fact, Objectives, Observed, Shock
from suasion.domain.commitment import Commitment
from suasion.domain.instrument import Instrument, Package
from suasion.domain.parties import Sender, ThirdParty
from suasion.domain.start import Start
from suasion.domain.strategy import Period, Rule, Strategy
from suasion.domain.target import Target
from suasion.domain.treaty import Treaty
from suasion.notebook import Card, Shown, rows_of


@dataclass(frozen=True, repr=False)
class Case(Shown):
    """A case ready to be played.

    Attributes:
        file: The case as written.
        strategies: All of its strategies, ``baseline`` first.
        packages: The library's packages of instruments.
        treaties: The library's treaties.
        instruments: The library's instruments.
    """

    file: CaseFile
    strategies: tuple[Strategy, ...]
    packages: Mapping[str, Package]
    treaties: Mapping[str, Treaty]
    instruments: Mapping[str, Instrument]

    @property
    def id(self) -> str:
        """The name under which it is asked for."""
        return self.file.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.file.title

    @property
    def question(self) -> str:
        """What it asks."""
        return self.file.question

    @property
    def summary(self) -> str:
        """The case in a few sentences."""
        return self.file.summary

    @property
    def target(self) -> Target:
        """The target state."""
        return self.file.target

    @property
    def state(self) -> Start:
        """The state of the target at the start."""
        return self.file.state

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Treaties that the target has ratified."""
        return self.file.commitments

    @property
    def senders(self) -> tuple[Sender, ...]:
        """Who acts on the target."""
        return self.file.senders

    @property
    def lead_sender(self) -> Sender:
        """The weightiest sender with a government that can be replaced."""
        return self.file.lead_sender

    @property
    def third_parties(self) -> tuple[ThirdParty, ...]:
        """States that are neither target nor sender."""
        return self.file.third_parties

    @property
    def shocks(self) -> tuple[Shock, ...]:
        """Shocks that come whatever anyone does."""
        return self.file.shocks

    @property
    def baseline(self) -> Baseline:
        """The policy in force at the start."""
        return self.file.baseline

    @property
    def objectives(self) -> Objectives:
        """What the user wants, and what must not be traded for it."""
        return self.file.objectives

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims to be judged."""
        return self.file.claims

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Dated, cited facts."""
        return self.file.facts

    @property
    def observed(self) -> tuple[Observed, ...]:
        """What datasets say about the years after the start."""
        return self.file.observed

    def _card(self) -> Card:
        import pandas as pd

        target = self.target
        rows = {
            "title": self.title,
            "question": self.question,
            "target": f"{target.name}, {target.horizon} years from {target.start}",
            "strategies": [one.id for one in self.contest],
            "variants": [one.id for one in self.strategies if one.variant],
            "treaties": [one.treaty for one in self.commitments],
            "senders": [one.name for one in self.senders],
            "facts": len(self.facts),
        }
        titles = pd.Series({one.id: one.title for one in self.strategies}, name="title")
        return Card(
            "Case",
            self.id,
            rows_of(rows),
            [self.summary],
            tables=[("", titles.rename_axis("strategy").to_frame())],
        )

    @property
    def contest(self) -> tuple[Strategy, ...]:
        """The strategies of the main table; variants stand outside it."""
        return tuple(strategy for strategy in self.strategies if not strategy.variant)

    def calendar_year(self, year: int) -> int:
        """A calendar year: years below 1000 count from the start of the case."""
        return self.file.calendar_year(year)

    def out_of_reach(self, name: str, actor: str) -> list[str]:
        """Instruments that a strategy moves off the baseline and that the actor does not hold."""
        strategy = next(one for one in self.strategies if one.id == name)
        base = {lever: one.level for lever, one in self.baseline.levels.items()}
        moved: set[str] = set()
        parts: list[Period | Rule] = [*strategy.schedule, *strategy.rules]
        for part in parts:
            packaged = self.packages[part.package].levels if part.package else {}
            for lever, level in {**packaged, **part.levels}.items():
                if level != base.get(lever, 0.0):
                    moved.add(lever)
            if isinstance(part, Rule):
                moved |= {*part.scale, *part.stop}
        return sorted(lever for lever in moved if actor not in self.instruments[lever].holders)
