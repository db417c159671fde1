"""A case: a target, its commitments, who sends what, possible shocks, strategies and objectives."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from suasion.domain.model import (
    Day,
    HazardQuantity,
    Id,
    Level,
    Lever,
    Model,
    PositiveQuantity,
    ShareQuantity,
    Text,
    Year,
    named,
)
from suasion.domain.start import Start
from suasion.domain.strategy import Strategy, StrategyUse
from suasion.notation import OBSERVABLE, OUTCOME_IDS, STOCKS

Effect = Annotated[
    str, named("stock", (*(one.id for one in STOCKS), "resources", "collapse_hazard", "refusal"))
]
Outcome = Annotated[str, named("outcome", OUTCOME_IDS)]
Seen = Annotated[str, named("observable state", [one.id for one in OBSERVABLE])]

Regime = Literal["party", "personal", "party_personal", "military", "monarchy"]


class PerDomain(Model):
    """One share per domain."""

    physical_integrity: ShareQuantity
    civil_liberties: ShareQuantity
    group_rights: ShareQuantity


class Issue(Model):
    """The issue that senders may tie rights to."""

    name: Text
    demand: PositiveQuantity
    benefit: PositiveQuantity
    patience: ShareQuantity


class Target(Model):
    """The target state: constants and hazards."""

    name: Text
    cow: int = Field(ge=0, le=9999)
    gw: int = Field(ge=0, le=9999)
    iso3: str = Field(pattern="^[A-Z]{3}$")
    start: int = Field(ge=1945, le=2200)
    horizon: int = Field(ge=1, le=60)
    regime: Regime
    regime_source: str = ""
    control: ShareQuantity
    detection: ShareQuantity
    collapse_hazard: HazardQuantity
    after_breakdown: ShareQuantity
    war_hazard: HazardQuantity
    no_change: PerDomain
    issue: Issue


class Report(Model):
    """A report to a treaty body."""

    what: Text
    due: Day | None = None
    sent: Day | None = None
    considered: Day | None = None
    source: Text
    note: str = ""


class Commitment(Model):
    """A ratified treaty."""

    treaty: Id
    ratified: Day
    form: str = ""
    reservations: Text
    source: Text
    note: str = ""
    clarity: ShareQuantity
    reports: tuple[Report, ...] = ()


class Sender(Model):
    """Who acts on the target; ``weight`` is its share of the pressure."""

    id: Id
    name: Text
    weight: Level
    holder: Literal["state", "un", "ngo"]
    source: Text
    note: str = ""
    disputed: str = ""
    turnover: ShareQuantity | None = None
    comeback: ShareQuantity | None = None


class ThirdParty(Model):
    """A state that is neither target nor sender: above all the patron."""

    id: Id
    name: Text
    role: Text
    share: ShareQuantity
    interest: Text
    source: Text = "assumed"
    note: str = ""
    disputed: str = ""


class Network(Model):
    """The advocacy network, in words."""

    organisations: Text
    source: Text
    note: str = ""
    disputed: str = ""


class Shock(Model):
    """A shock that comes whatever anyone does.

    ``effects``: per stock the share lost (negative) or the share of the room gained in each year it
    holds; ``resources`` in log points, ``collapse_hazard`` in log points, ``refusal`` of offers.
    """

    id: Id
    title: Text
    probability: ShareQuantity
    ends: ShareQuantity | None = None
    fixed: Literal[1] | None = None
    effects: dict[Effect, float]
    source: Text
    note: str = ""
    disputed: str = ""

    @model_validator(mode="after")
    def _ends(self) -> Shock:
        if (self.ends is None) == (self.fixed is None):
            raise ValueError("give `ends` (yearly chance that it ends) or `fixed = 1` (lasts one year)")
        return self


class BaselineLever(Model):
    """The level of one instrument in the policy in force, and who says so."""

    level: Level
    source: Text
    disputed: str = ""
    note: str = ""


class Baseline(Model):
    """The policy in force at the start; what it leaves out is at zero."""

    title: str = "Policy as it stands"
    says: str = "The policy in force at the start goes on."
    levels: dict[Lever, BaselineLever]


class Weights(Model):
    """The user's weights of the domains; they sum to 1."""

    physical_integrity: Level
    civil_liberties: Level
    group_rights: Level


class Objectives(Model):
    """What the user wants, and what must not be traded for it.

    ``floors`` and ``caps`` bound outcomes per strategy (means over worlds): they are constraints.
    """

    weights: Weights
    threshold: Level
    threshold_note: str = ""
    floors: dict[Outcome, float] = {}
    caps: dict[Outcome, float] = {}


class Claim(Model):
    """A claim to be judged; nothing here judges it yet."""

    id: Id
    text: Text
    source: str = ""


class Fact(Model):
    """A dated, cited fact."""

    date: Day | None = None
    year: Year | None = None
    text: Text
    source: Text
    status: Literal["verified", "reported", "remembered"]
    note: str = ""

    @model_validator(mode="after")
    def _dated(self) -> Fact:
        if (self.date is None) == (self.year is None):
            raise ValueError("give exactly one of `date` and `year`")
        return self

    @property
    def order(self) -> tuple[int, int, int]:
        """Year, month and day, to sort by; what has only a year stands first in it."""
        return (self.date.year, self.date.month, self.date.day) if self.date else (self.year or 0, 0, 0)


class Observed(Model):
    """What a dataset says about one state after the start; for the reader and the replay alone.

    Nothing in the model reads it. The value of a year stands for the end of that year.

    Attributes:
        state: One of the states that paths keep.
        first: Calendar year of the first value.
        values: Shares, one per consecutive year.
        source: ``key:locator`` of the bibliography.
        note: How the series was got.
    """

    state: Seen
    first: int = Field(ge=1000, le=2200)
    values: tuple[Level, ...] = Field(min_length=1)
    source: Text
    note: str = ""

    @property
    def years(self) -> range:
        """The calendar years of the values."""
        return range(self.first, self.first + len(self.values))


def _kind_of_strategy(entry: Any) -> str:
    """``StrategyUse`` where a strategy is taken from the library, else ``Strategy``."""
    uses = "use" in entry if isinstance(entry, dict) else isinstance(entry, StrategyUse)
    return "StrategyUse" if uses else "Strategy"


#: Only the kind that an entry means to be is checked, so that its problems are told once.
AnyStrategy = Annotated[
    Annotated[StrategyUse, Tag("StrategyUse")] | Annotated[Strategy, Tag("Strategy")],
    Discriminator(_kind_of_strategy),
]


class CaseFile(Model):
    """A case as written; :class:`suasion.domain.case.Case` has what it takes from the library put in its place."""

    format: Literal[1]
    id: Id
    title: Text
    question: Text
    summary: str = ""
    target: Target
    state: Start
    commitments: tuple[Commitment, ...] = ()
    senders: tuple[Sender, ...] = Field(min_length=1)
    third_parties: tuple[ThirdParty, ...] = ()
    network: Network | None = None
    shocks: tuple[Shock, ...] = Field(default=(), max_length=12)
    baseline: Baseline
    strategies: tuple[AnyStrategy, ...] = Field(min_length=1, max_length=20)
    objectives: Objectives
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    observed: tuple[Observed, ...] = ()

    @property
    def lead_sender(self) -> Sender:
        """The weightiest sender with a government that can be replaced."""
        governed = [sender for sender in self.senders if sender.turnover and sender.comeback]
        return max(governed, key=lambda sender: sender.weight)

    def calendar_year(self, year: int) -> int:
        """A calendar year: years below 1000 count from the start of the case."""
        return year if year >= 1000 else self.target.start + year


def quantities(record: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every quantity within a record, with its dotted place; lists count from 1."""
    from suasion.domain.model import Quantity

    if isinstance(record, Quantity):
        return [(path, record)]
    if isinstance(record, Model):
        parts = [
            (f"{path}.{name}" if path else name, getattr(record, name)) for name in type(record).model_fields
        ]
    elif isinstance(record, tuple):
        parts = [(f"{path}[{i + 1}]", item) for i, item in enumerate(record)]
    elif isinstance(record, dict):
        parts = [(f"{path}.{name}", item) for name, item in record.items()]
    else:
        return []
    return [found for place, part in parts for found in quantities(part, place)]
