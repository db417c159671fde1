"""A state: when it was one, and the codes and names that datasets give it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from suasion.domain.dataset import Codes
from suasion.domain.model import Model, Text, Year

#: First and last day of membership; no last day: still a member.
Span = tuple[date] | tuple[date, date]


class Code(Model):
    """A code, and the years in which it stands for the state; without years, always.

    Attributes:
        code: The code.
        since: First year.
        until: Last year.
        by: Who writes it so; empty where it is nobody's in particular.
        ordered: Whether the words of a name count only in the order in which they are written.
        role: ``own``: the state's code. ``match``: not its own in this system, but producers write it so, and it
            matches. ``reading``: its own by the letter of the system, but producers mean another state by it; it
            is listed as a second reading, and matches no row.
    """

    code: Text
    since: Year | None = None
    until: Year | None = None
    by: str = ""
    ordered: bool = False
    role: Literal["own", "match", "reading"] = "own"

    def covers(self, year: int) -> bool:
        """Whether it stands for the state in this year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


class Carried(Model):
    """Codes of a neighbour in time under which some producers go on carrying a state.

    Attributes:
        cow: Of the Correlates of War.
        gw: Of Gleditsch and Ward.
    """

    cow: tuple[int, ...] = ()
    gw: tuple[int, ...] = ()


class Country(Model):
    """One state, from its first to its last day.

    Attributes:
        name: How Suasion calls it.
        cow: Its number in the Correlates of War list.
        gw: Its number in the list of Gleditsch and Ward.
        cow_spans: When it was a member by the first list.
        gw_spans: When it was one by the second; empty for a microstate, which that list keeps apart.
        iso3: Its codes of ISO 3166-1, three letters.
        iso2: The same, two letters.
        vdem: V-Dem's letters for the unit that holds it.
        names: Further names that datasets give it.
        aliases: Names by who writes them so, from the table of names.
        carried: Codes under which some producers go on carrying it.
        today_since: First year in which a series for the borders of today speaks of it; none where its
            borders did not change enough to make it another state.
    """

    name: Text
    cow: Annotated[int, Field(gt=0)]
    gw: Annotated[int, Field(gt=0)]
    cow_spans: tuple[Span, ...]
    gw_spans: tuple[Span, ...]
    iso3: tuple[Code, ...]
    iso2: tuple[Code, ...]
    vdem: tuple[Code, ...]
    names: tuple[Text, ...]
    aliases: tuple[Code, ...] = ()
    carried: Carried = Carried()
    today_since: Year | Literal["never"] | None = None

    def alive(self, year: int) -> bool:
        """Whether it was a state on at least one day of the year, by either list."""
        return any(_touches(span, year) for span in (*self.cow_spans, *self.gw_spans))

    def stands(self, year: int) -> bool:
        """Whether it was a state on the last day of the year, by either list."""
        day = date(year, 12, 31)
        spans = (*self.cow_spans, *self.gw_spans)
        return any(span[0] <= day and (len(span) == 1 or day <= span[1]) for span in spans)

    def listed(self, system: Literal["cow", "gw"], year: int) -> bool:
        """Whether one of the two lists counts it among the states in the year."""
        return any(_touches(span, year) for span in (self.cow_spans if system == "cow" else self.gw_spans))

    def codes(self, system: Codes) -> tuple[Code, ...]:
        """Its codes or names in a system."""
        if system == "name":
            return (*(Code(code=name) for name in (self.name, *self.names)), *self.aliases)
        if system in ("cow", "gw"):
            return (Code(code=str(getattr(self, system))),)
        held: tuple[Code, ...] = getattr(self, system)
        return held

    def code(self, system: Literal["iso3", "iso2", "vdem"], year: int) -> str | None:
        """Its code in a year, the first that covers it."""
        return next((one.code for one in self.codes(system) if one.covers(year) and one.role == "own"), None)

    def kin(self, other: Country) -> bool:
        """Whether the two are one state, or one after the other under a number that one of the lists carries on."""
        own, others = ({one.cow, *one.carried.cow} for one in (self, other))
        own_gw, others_gw = ({one.gw, *one.carried.gw} for one in (self, other))
        return bool(own & others or own_gw & others_gw)

    def speaks(self, year: int) -> bool:
        """Whether a series for the borders of today speaks of it in this year."""
        since = self.today_since
        return since is None or (since != "never" and year >= since)


class States(Model):
    """The table of states, as its file holds it.

    Attributes:
        format: Version of the file's form.
        state: The states.
    """

    format: Literal[1]
    state: tuple[Country, ...]


def _touches(span: Span, year: int) -> bool:
    return span[0].year <= year and (len(span) == 1 or year <= span[1].year)
