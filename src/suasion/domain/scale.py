"""A latent scale and the indicators that speak of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Model, Text
from suasion.errors import Problem

#: Whether an indicator's cutpoints move from year to year (``changing``) or stand still (``fixed``).
Standard = Literal["changing", "fixed"]
#: How the scores are made: cutpoints of standards-based items move; none move; an unweighted index.
Measure = Literal["changing", "constant", "index"]


class Item(Model):
    """One indicator of a scale.

    Attributes:
        id: Unique within the scale.
        title: What it says.
        columns: Columns of the table; more than one only for counts, several readings of one thing.
        kind: Ordered categories, or counts with many zeros.
        worst_to_best: The codes of ordered categories, from the worst for people to the best; empty for counts,
            of which more is worse.
        standard: Whether those who code it have raised their standard over time.
        source: ``key:locator`` of the bibliography.
    """

    id: Id
    title: Text
    columns: Annotated[tuple[Text, ...], Field(min_length=1)]
    kind: Literal["ordered", "count"] = "ordered"
    worst_to_best: tuple[int, ...] = ()
    standard: Standard = "fixed"
    source: Text

    @model_validator(mode="after")
    def _whole(self) -> Item:
        if self.kind == "count":
            if self.worst_to_best:
                raise ValueError("counts have no categories: leave `worst_to_best` out")
            if self.standard == "changing":
                raise ValueError("the standard of a count cannot change: set `standard` to fixed")
            return self
        if len(self.columns) != 1:
            raise ValueError("ordered categories stand in one column")
        if len(self.worst_to_best) < 2 or len(set(self.worst_to_best)) != len(self.worst_to_best):
            raise ValueError("ordered categories need at least two codes in `worst_to_best`, each once")
        if list(self.worst_to_best) not in (sorted(self.worst_to_best), sorted(self.worst_to_best)[::-1]):
            raise ValueError(
                "the codes in `worst_to_best` neither rise nor fall throughout: put them in order, "
                "or recode the column if the order is meant"
            )
        return self

    @property
    def categories(self) -> int:
        """How many ordered categories there are; 0 for counts."""
        return len(self.worst_to_best)


class Scale(Model):
    """A latent scale: higher is better for people.

    Attributes:
        format: Version of the file's form.
        id: Unique.
        title: What it measures.
        table: ``dataset.table`` of the catalogue that holds the indicators, a row for each state-year; any name for a
            table of one's own, which is then given as a file.
        state: Column of the state's number in the Correlates of War list.
        year: Column of the year.
        published: Columns of the same table with published scores (mean, sd), which are compared with and never
            fitted; empty where there are none.
        items: The indicators.
        source: ``key:locator`` of the bibliography for the model.
        says: One sentence on what it is made of.
        note: What to know.
    """

    format: Literal[1] = 1
    id: Id
    title: Text
    table: Text
    state: Text = "cow"
    year: Text = "year"
    published: tuple[Text, Text] | tuple[()] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    source: Text
    says: str = ""
    note: str = ""

    def contradictions(self) -> Iterator[Problem]:
        """What its keys allow and the whole does not: items or columns that stand twice, with their place."""
        seen: set[str] = set()
        for i, item in enumerate(self.items):
            if item.id in seen:
                yield Problem(f"items[{i + 1}].id = {item.id!r}", "Another item has this id.", "Rename one.")
            seen.add(item.id)
        named = [("state", self.state), ("year", self.year)]
        named += [("published", name) for name in self.published]
        named += [
            (f"items[{i + 1}].columns", name) for i, one in enumerate(self.items) for name in one.columns
        ]
        columns: set[str] = set()
        for place, name in named:
            if name in columns:
                yield Problem(f"{place} = {name!r}", "This column is named more than once.", "Leave one out.")
            columns.add(name)

    def columns(self) -> tuple[str, ...]:
        """The table's columns that a fit rests on: state, year, and those of the items; never the published ones."""
        return (self.state, self.year, *(name for item in self.items for name in item.columns))

    def without(self, names: Collection[str]) -> Scale:
        """The same scale without some items."""
        return self.model_copy(update={"items": tuple(item for item in self.items if item.id not in names)})

    def sources(self) -> list[str]:
        """Bibliography keys that it names, each once."""
        named = [self.source, *(item.source for item in self.items)]
        return list(dict.fromkeys(part.split(":", 1)[0].strip() for one in named for part in one.split(";")))
