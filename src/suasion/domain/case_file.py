"""A case: a target, its commitments, who sends what, possible shocks, strategies and objectives."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from suasion.domain.commitment import Commitment
from suasion.domain.model import (
    Day,
    Id,
    Level,
    Lever,
    Model,
    ShareQuantity,
    Text,
    Year,
    named,
)
from suasion.domain.own_source import OwnSource
from suasion.domain.parties import Network, Sender, ThirdParty
from suasion.domain.start import Start
from suasion.domain.strategy import Strategy, StrategyUse
from suasion.domain.target import Target
from suasion.notation import OBSERVABLE, OUTCOME_IDS, STOCKS

Effect = Annotated[
    str, named("stock", (*(one.id for one in STOCKS), "resources", "collapse_hazard", "refusal"))
]
Outcome = Annotated[str, named("outcome", OUTCOME_IDS)]
Seen = Annotated[str, named("observable state", [one.id for one in OBSERVABLE])]


class Shock(Model):
    """A shock that comes whatever anyone does.

    ``effects``: per stock the share lost (negative) or the share of the room gained in each year it
    holds; ``resources`` in log points, ``collapse_hazard`` in log points, ``refusal`` of offers.

    Attributes:
        id: Its name in files; also the key of its luck.
        title: Its name for people.
        probability: Yearly chance that it begins.
        ends: Yearly chance that it ends; give this or ``fixed``.
        fixed: 1: it lasts one year.
        effects: What it does in each year that it holds: per stock the share lost (negative) or the share
            of the room gained (positive); ``resources`` and ``collapse_hazard`` in log points; ``refusal``
            of offers.
        source: Who says so.
        note: For the reader.
        disputed: By whom.
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
    """The level of one instrument in the policy in force, and who says so.

    Attributes:
        level: From 0 to 1, by the instrument's rule.
        source: Who says so.
        disputed: By whom.
        note: How it was got.
    """

    level: Level
    source: Text
    disputed: str = ""
    note: str = ""


class Baseline(Model):
    """The policy in force at the start; what it leaves out is at zero.

    Attributes:
        title: Its name in tables.
        says: The policy in a sentence.
        levels: Instrument to ``{ level, source, disputed, note }``; what is left out is 0.
    """

    title: str = "Policy as it stands"
    says: str = "The policy in force at the start goes on."
    levels: dict[Lever, BaselineLever]


class Weights(Model):
    """The user's weights of the domains; they sum to 1.

    Attributes:
        physical_integrity: Weight of physical integrity.
        civil_liberties: Weight of civil liberties.
        group_rights: Weight of group rights.
    """

    physical_integrity: Level
    civil_liberties: Level
    group_rights: Level


class Objectives(Model):
    """What the user wants, and what must not be traded for it.

    ``floors`` and ``caps`` bound outcomes per strategy (means over worlds): they are constraints.

    Attributes:
        weights: Weight of each domain in ``rights``; they add up to 1.
        threshold: Level of rights from which a year counts as acceptable.
        threshold_note: Why that level.
        floors: Outcome to least mean; a strategy below is named.
        caps: Outcome to greatest mean; a strategy above is named.
    """

    weights: Weights
    threshold: Level
    threshold_note: str = ""
    floors: dict[Outcome, float] = {}
    caps: dict[Outcome, float] = {}


class Claim(Model):
    """A claim to be judged; nothing here judges it yet.

    Attributes:
        id: Its name.
        text: The claim.
        source: Who makes it.
    """

    id: Id
    text: Text
    source: str = ""


class Fact(Model):
    """A dated, cited fact.

    Attributes:
        date: Day; give this or ``year``.
        year: Year.
        text: The fact.
        source: Who says so.
        status: ``verified`` against a dataset, ``reported`` by the source, or ``remembered`` and not
            checked.
        note: For the reader.
    """

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
        first: Calendar year of the first value. At least one year must be a year played.
        values: Shares from 0 to 1, one per consecutive year. The value of a year is compared with the
            simulated state at the end of that year. Two series of one state may not share a year.
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
    """A case as written; :class:`suasion.domain.case.Case` has what it takes from the library put in its place.

    Attributes:
        format: Version of this format: 1.
        id: Name of the case; small letters, digits, ``-`` and ``_``.
        title: Title for people.
        question: The question that the case asks.
        summary: What a reader must know first.
        target: The target state, see ``[target]``.
        state: Where it stands at the start, see ``[state]``.
        commitments: Ratified treaties, see ``[[commitments]]``.
        senders: Who acts on the target, see ``[[senders]]``.
        third_parties: Other states, see ``[[third_parties]]``.
        network: The advocacy network, see ``[network]``.
        shocks: What may come whatever anyone does, see ``[[shocks]]``; at most 12.
        baseline: The policy in force at the start, see ``[baseline]``.
        strategies: 1 to 20 strategies, from the library or written out, see ``[[strategies]]``.
        objectives: Weights, threshold and limits, see ``[objectives]``.
        claims: Claims to be judged, see ``[[claims]]``.
        facts: Dated, cited facts, see ``[[facts]]``.
        observed: What was observed after the start, see ``[[observed]]``.
        bibliography: Name of a ``.bib`` file in the folder of the case, whose keys can be cited; where none is named, the
            file that is called as the case is taken, if there is one.
        source: Sources of your own, see ``[[source]]``.
    """

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
    bibliography: str = ""
    source: tuple[OwnSource, ...] = ()

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
    return [each for place, part in parts for each in quantities(part, place)]
