"""The panel as data: which dataset gives which column, by what rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator

from suasion.domain.dataset import Codes
from suasion.domain.model import Id, Model, Text, Year

#: What was computed from the panel and stands in ``library/panel/figures.toml``, nested by subject.
Figures: TypeAlias = Mapping[str, Any]

Theme = Literal[
    "outcome",
    "commitment",
    "sanctions",
    "shaming",
    "aid",
    "linkage",
    "patron",
    "civil_society",
    "information",
    "capacity",
    "conflict",
    "regime",
    "harm",
    "concern",
]
Stat = Literal["sum", "count", "max", "mean", "last"]


class Condition(Model):
    """What a row must say to count: one of these columns holds one of these values.

    Attributes:
        columns: Columns of the producer.
        values: Values that count.
        listed: Whether a cell is a list of words with commas between them.
    """

    columns: Annotated[tuple[Text, ...], Field(min_length=1)]
    values: Annotated[tuple[str | int | float, ...], Field(min_length=1)]
    listed: bool = False


class Column(Model):
    """One column of the panel.

    Attributes:
        id: Its name.
        title: What it holds.
        unit: Unit or scale.
        better: Which way is better for people: up, down, or neither.
        kind: Whether its cells are numbers or words.
        symbol: Letter of the model that it stands for, if any.
        source: Columns of the producer (an indicator's name in a long table); several are averaged, and
            the average is missing where one of them is.
        add: Whether several columns are added up instead, missing where all of them are.
        times: What a value is multiplied by.
        plus: What is added after that.
        missing: Values that mean that nothing is known.
        place: Whether the value is replaced by its place among all state-years of the column, 0 to 1.
        stat: How several rows of a state-year become one.
        where: What a row must say to count; all of them.
        digits: Digits after the point that are kept.
        note: What to know before use.
    """

    id: Id
    title: Text
    unit: Text
    better: Literal["up", "down", "neither"]
    kind: Literal["number", "text"] = "number"
    symbol: str = ""
    source: tuple[Text, ...] = ()
    add: bool = False
    times: float = 1.0
    plus: float = 0.0
    missing: tuple[int | float, ...] = ()
    place: bool = False
    stat: Stat = "count"
    where: tuple[Condition, ...] = ()
    digits: int | None = None
    note: str = ""


class Recode(Model):
    """A code that stands for another state in this dataset than the table of states says.

    Attributes:
        code: The dataset's code.
        cow: The state's number in the Correlates of War list.
        since: First year.
        until: Last year.
    """

    code: Text
    cow: int
    since: Year = 0
    until: Year = 2200


class Block(Model):
    """Columns that come from the same tables by the same way.

    Attributes:
        format: Version of this file's form.
        id: Its name, the same as the file's.
        title: What it holds.
        theme: What the columns are about.
        tables: Full names of the tables that it reads; the first holds the rows.
        how: The way from the tables to state-years, a name in ``measure.blocks``.
        state: Column that holds the state; where a row names several, more than one.
        codes: Whose codes these are.
        year: Column of the year, or of a date that begins with it.
        until: Column of the last year, where a row is a spell.
        open_until: Column that holds the last year known of a spell that has no end yet.
        known_to: Which of ``year`` and ``until`` tells how far the table of spells knows what happened.
        item: Column that tells the indicators of a long table apart.
        value: Column of the values of a long table.
        order: Column that says which row of a state-year is the last.
        split: Sign between several codes in a cell; ``names`` for names that may hold commas themselves.
        today: Whether the series is for the borders of today.
        recodes: Codes that stand for another state here.
        unless: Block of the same columns from a better table; this one stands in where that is not at hand.
        absent: What no row means: nothing happened (zero, within the years of the table) or nothing is known.
        why: Why an absent row means zero.
        columns: Its columns.
    """

    format: Literal[1]
    id: Id
    title: Text
    theme: Theme
    tables: Annotated[tuple[Text, ...], Field(min_length=1)]
    how: Text
    state: Annotated[tuple[Text, ...], Field(min_length=1)]
    codes: Codes
    year: Text
    until: str = ""
    open_until: str = ""
    known_to: Literal["start", "end"] = "start"
    item: str = ""
    value: str = ""
    order: str = ""
    split: str = ""
    today: bool = False
    recodes: tuple[Recode, ...] = ()
    unless: str = ""
    absent: Literal["missing", "zero"] = "missing"
    why: str = ""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]

    def takes(self, column: Column) -> set[str]:
        """The producer's columns that a column is made of; those that the way makes itself begin with ``_``."""
        named = {*self.state, self.until, self.open_until, self.order, self.item, self.value}
        named |= {name for condition in column.where for name in condition.columns}
        if self.how not in ("reviews", "since_ratified"):  # these find the year themselves
            named.add(self.year)
        if self.how not in ("long", "since_ratified"):  # the sources of these are values, not columns
            named.update(column.source)
        return {name for name in named if name and not name.startswith("_")}

    @model_validator(mode="after")
    def _holds_together(self) -> Block:
        if self.absent == "zero" and not self.why:
            raise ValueError("why must say why an absent row means zero")
        return self
