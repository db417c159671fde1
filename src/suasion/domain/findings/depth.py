"""What the depth game finds: for numbers that a user gives, or for the treaties of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from suasion.domain.depth import DepthInputs
from suasion.domain.findings.base import Findings, Number, Record

if TYPE_CHECKING:
    import pandas as pd

#: 5%, 50% and 95% points; missing where a point is out of reach.
Span = tuple[Number, Number, Number]


class Aliased(Record):
    """A record some of whose keys in JSON are older than the names of its fields."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)


class DepthSurface(Record):
    """The deepest treaty by detection and patience, at the first party's benefit.

    Attributes:
        detection: Chances that a breach is seen, [row].
        patience: Discount factors, [column].
        depth: Deepest treaty, [row][column].
    """

    detection: tuple[float, ...]
    patience: tuple[float, ...]
    depth: tuple[tuple[float, ...], ...]


class DepthNeeded(Record):
    """The least that a depth takes, party by party, each with the other two unchanged; missing where nothing is enough.

    Attributes:
        benefit: Benefit per unit of depth, [party].
        detection: Chance that a breach is seen, [party]; above 1 is out of reach.
        patience: Discount factor, [party].
    """

    benefit: tuple[Number, ...]
    detection: tuple[Number, ...]
    patience: tuple[Number, ...]


class DepthLinked(Aliased):
    """Rights tied to another issue.

    Attributes:
        alone: Deepest agreement on rights without the tie.
        slack: What the other issue has to lend, in worth of a period; negative is a deficit.
        honoured: Whether the package is honoured at some depth of rights.
        depth: Deepest agreement on rights with the tie; 0 where the package is broken.
        least: Least depth on rights at which the package is honoured.
        best_demand: Demand on the other issue that lends rights most.
    """

    alone: float
    slack: float
    honoured: bool = Field(validation_alias="kept", serialization_alias="kept")
    depth: float
    least: Number
    best_demand: float


class DepthRatification(Aliased):
    """Who joins a treaty and what it brings; missing where there is nobody, or nothing, to count.

    Attributes:
        joining: Share of states that join.
        honoured: Share of members at or above what the treaty asks.
        compliance: Of what the treaty asks of members beyond what they do anyway, the share they do.
        apparent: Mean share of the depth that members reach; counts what would have been there anyway.
        effect: Mean rise in protection of those who join.
        naive_gap: Mean protection of members less that of the others.
        of_all: Of what the treaty asks of all states beyond what they do anyway, the share that it brings.
    """

    joining: Number
    honoured: Number = Field(validation_alias="kept", serialization_alias="kept")
    compliance: Number
    apparent: Number
    effect: Number
    naive_gap: Number
    of_all: Number


class PartyDepth(Aliased):
    """What the depth asked would take of one party.

    Attributes:
        number: The party, from 1.
        honoured: Whether it keeps that depth.
        benefit: Least benefit; missing where none is enough.
        detection: Least chance of detection; above 1 is out of reach.
        patience: Least discount factor.
    """

    number: int
    honoured: bool = Field(validation_alias="kept", serialization_alias="kept")
    benefit: Number
    detection: Number
    patience: Number


class DepthOfNumbers(Findings, Aliased):
    """What the depth game says about given numbers.

    Attributes:
        format: The version.
        inputs: The numbers that it was asked about.
        own: Deepest treaty that each party keeps by itself, [party].
        deepest: Deepest treaty that all keep.
        binding: Place of the party that keeps the least, from 0.
        weakest_party: The same party, from 1.
        by_breadth: Deepest treaty of the best group of one, two and so on.
        surface: The deepest treaty by detection and patience.
        needed: The least that the depth asked takes, if one is asked.
        parties: The same party by party; empty if none is asked.
        linked: Rights tied to another issue, if a demand on it is given.
        ratification: Who joins, if that is asked.
    """

    format: Literal[1] = 1
    inputs: DepthInputs = Field(validation_alias="given", serialization_alias="given")
    own: tuple[float, ...]
    deepest: float
    binding: int
    weakest_party: int
    by_breadth: tuple[float, ...]
    surface: DepthSurface
    needed: DepthNeeded | None = None
    parties: tuple[PartyDepth, ...] = ()
    linked: DepthLinked | None = None
    ratification: DepthRatification | None = None

    @property
    def table(self) -> pd.DataFrame:
        """The surface as a data frame: a row for each detection, a column for each patience."""
        import pandas as pd

        return pd.DataFrame(
            self.surface.depth,
            index=pd.Index(self.surface.detection, name="detection"),
            columns=pd.Index(self.surface.patience, name="patience"),
        )


class TreatyDepth(Aliased):
    """One treaty of a case; spans are over its worlds.

    Attributes:
        asked: Depth that it asks.
        benefit: Least benefit at which it is honoured.
        detection: Least chance of detection at which it is honoured.
        patience: Least discount factor at which it is honoured.
        honoured: Share of worlds in which it is honoured, by reading of detection.
    """

    asked: Span
    benefit: Span
    detection: Span
    patience: Span
    honoured: dict[str, float] = Field(validation_alias="kept", serialization_alias="kept")


class TiedDepth(Aliased):
    """Rights worth nothing in themselves, tied to the linked issue at one demand.

    Attributes:
        reading: Reading of detection.
        demand: Which demand.
        honoured: Share of worlds in which the package is honoured.
        depth: Deepest agreement on rights.
        every_treaty: Share of worlds in which every treaty is honoured.
    """

    reading: str
    demand: str
    honoured: float = Field(validation_alias="kept", serialization_alias="kept")
    depth: Span
    every_treaty: float


class ShareHonoured(Record):
    """The share of worlds in which a treaty is honoured, under one reading of detection.

    Attributes:
        reading: Reading of detection.
        share: The share.
    """

    reading: str
    share: float


class DeepestTreaty(Aliased):
    """The treaty that asks most, at the middle of the worlds.

    Attributes:
        treaty: Its id.
        asked: Depth that it asks.
        benefit: Least benefit at which it is honoured.
        detection: Least chance of detection; above 1 is out of reach.
        patience: Least discount factor.
        honoured: Share of worlds in which it is honoured, by reading of detection.
    """

    treaty: str
    asked: Number
    benefit: Number
    detection: Number
    patience: Number
    honoured: tuple[ShareHonoured, ...] = Field(validation_alias="kept", serialization_alias="kept")


class DepthOfCase(Findings, Aliased):
    """When the treaties of a case would be self-enforcing, over its worlds.

    Attributes:
        format: The version.
        case: The case's id.
        title: The case's title.
        target: The target's name.
        issue: The issue that rights may be tied to.
        worlds: How many worlds were drawn.
        seed: Seed of the draws.
        periods: Length of a punishment; for ever if missing.
        reading: The reading of detection that the least values are computed under.
        patience: Discount factor of the target.
        benefit: Benefit per unit of depth of the linked issue.
        demand: Depth demanded on that issue.
        seen: Chance that a breach is seen, by reading.
        treaties: The treaties that the target has ratified, by id.
        linked: Rights tied to the linked issue, by reading and demand.
        deepest: The treaty that asks most; missing where none is ratified.
        worst: The row of `linked` with the least share of worlds in which every treaty is honoured.
        best: The row with the greatest.
    """

    format: Literal[1] = 1
    case: str
    title: str
    target: str
    issue: str
    worlds: int
    seed: int
    periods: Number
    reading: str
    patience: Span
    benefit: Span
    demand: Span
    seen: dict[str, Span]
    treaties: dict[str, TreatyDepth]
    linked: tuple[TiedDepth, ...]
    deepest: DeepestTreaty | None = None
    worst: TiedDepth | None = None
    best: TiedDepth | None = None

    @property
    def table(self) -> pd.DataFrame:
        """A data frame with a row for each treaty, at the middle of the worlds."""
        import pandas as pd

        rows = {
            name: {
                "asked": one.asked[1],
                "benefit": one.benefit[1],
                "detection": one.detection[1],
                "patience": one.patience[1],
                **{f"kept: {reading}": share for reading, share in one.honoured.items()},
            }
            for name, one in self.treaties.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("treaty")
