"""The table of names: who calls which state how, what is unclear, and what is no state."""

from __future__ import annotations

from typing import Literal

from suasion.domain.country import Code, Country
from suasion.domain.model import Model, Text, Year


class Spelling(Model):
    """A name that means a state in some years only, or only in this order of its words.

    Attributes:
        text: The name.
        since: First year.
        until: Last year.
        ordered: Whether the words count only in this order.
    """

    text: Text
    since: Year | None = None
    until: Year | None = None
    ordered: bool = False


class Producer(Model):
    """Who writes names so.

    Attributes:
        id: Short name.
        title: Whose names these are.
        address: Where they stand; empty where they are common use, or stand in a file without an address.
        names: Names by the state that they mean, as the table of states calls it.
    """

    id: Text
    title: Text
    address: str
    names: dict[str, tuple[Text | Spelling, ...]]


class Unclear(Model):
    """A name that may mean several states at the same time, and therefore matches none.

    Attributes:
        name: The name.
        states: What it may mean.
    """

    name: Text
    states: tuple[Text, ...]


class Region(Model):
    """A state's name that is a region's too.

    Attributes:
        name: The name.
        among: Names that betray the region: where one of them stands in the same column, the name matches no state.
    """

    name: Text
    among: tuple[Text, ...]


class Unit(Model):
    """What datasets list and is no state.

    Attributes:
        what: What it is.
        names: Its names.
    """

    what: Text
    names: tuple[Text, ...]


class StateNames(Model):
    """The table of names, as its file holds it.

    Attributes:
        format: Version of the file's form.
        producer: Who writes which names.
        unclear: Names that may mean several states.
        region: Names of states that are a region's too.
        unit: What is no state.
    """

    format: Literal[1]
    producer: tuple[Producer, ...]
    unclear: tuple[Unclear, ...]
    region: tuple[Region, ...]
    unit: tuple[Unit, ...]

    def aliases(self, state: Country) -> tuple[Code, ...]:
        """The names of a state, each with who writes it so."""
        out = []
        for producer in self.producer:
            for one in producer.names.get(state.name, ()):
                spelling = Spelling(text=one) if isinstance(one, str) else one
                out.append(
                    Code(
                        code=spelling.text,
                        since=spelling.since,
                        until=spelling.until,
                        ordered=spelling.ordered,
                        by=producer.id,
                    )
                )
        return tuple(out)
