"""What a name, a code or a number means over time, and the states with their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from suasion.domain.findings.base import Findings, Record
from suasion.domain.findings.tables import table_of

if TYPE_CHECKING:
    import pandas as pd


class StatePeriod(Record):
    """A state in years in which its codes do not change.

    Attributes:
        name: How Suasion calls it.
        first: First year, 1946 or later.
        last: Last year; missing where it goes on.
        cow: Its number in the Correlates of War list.
        gw: Its number in the list of Gleditsch and Ward.
        iso3: Its code of ISO 3166-1, three letters; missing where it had none.
        iso2: The same, two letters.
        vdem: V-Dem's letters for it; missing where V-Dem does not cover it.
        vdem_number: V-Dem's number for it.
        in_cow: Whether the first list counts it as a state in these years.
        in_gw: Whether the second does.
        names: Its names, separated by semicolons.
    """

    name: str
    first: int
    last: int | None
    cow: int
    gw: int
    iso3: str | None
    iso2: str | None
    vdem: str | None
    vdem_number: int | None
    in_cow: bool
    in_gw: bool
    names: str


class Reading(Record):
    """What a text means in some years.

    Attributes:
        state: The state.
        cow: Its number in the Correlates of War list.
        first: First year.
        last: Last year; missing where it goes on.
        systems: As what it means this: ``name``, ``iso3``, ``iso2``, ``cow``, ``gw``, ``vdem``, or a block of the
            panel whose producer uses a number in a way of its own.
        by: For each of these, who writes it so; empty where it is nobody's in particular.
        matched: Whether rows of data under it are put to this state; if not, this is a second reading.
    """

    state: str
    cow: int
    first: int
    last: int | None
    systems: tuple[str, ...]
    by: tuple[str, ...]
    matched: bool

    def meets(self, other: Reading) -> bool:
        """Whether the years of the two have one in common."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


class CountryFindings(Findings):
    """What a name, a code or a number means over time.

    Attributes:
        format: Version of this record.
        asked: The text.
        year: The year; missing where all were asked for.
        readings: What it means, in the order of years.
        states: The states that it means, with their codes.
        unit: What it is where it is no state; empty otherwise.
        unclear: States that it may mean, so that it matches none.
        among: Names beside which it is a region's name, and matches no state.
    """

    format: Literal[1] = 1
    asked: str
    year: int | None
    readings: tuple[Reading, ...]
    states: tuple[StatePeriod, ...]
    unit: str = ""
    unclear: tuple[str, ...] = ()
    among: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether it means several states at the same time."""
        return any(
            one.cow != other.cow and one.meets(other)
            for i, one in enumerate(self.readings)
            for other in self.readings[i + 1 :]
        )

    @property
    def table(self) -> pd.DataFrame:
        """The readings as a table."""
        return table_of(self.readings, Reading)
