"""What a sentence of a table is made of: conditions on fields, and places with the value that stands there.

What each key means is said in ``docs/reference/sentences.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import fullmatch
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.model import Model, Text

#: Names from a record down to one of its fields, with dots between; ``item`` is what a sentence is repeated over, ``key``
#: its name.
Path = Annotated[str, Field(pattern=r"^[a-z_]\w*(\.\w+)*$")]
Constant = bool | int | float | str
TESTS = ("equals", "differs", "empty", "above", "at_least", "below", "longer_than", "same_as", "unlike")
#: Ways to say several values in a row.
ROWS = ("list", "either", "commas", "semicolons", "lines")


class Place(Model):
    """What stands in a place of a sentence.

    Attributes:
        format: How the value is written.
        field: Where it stands in the findings.
        lookup: A table in which the value is a name: what stands under that name is said instead.
        part: What of that entry is said, where it is a record.
        complement: Whether 1 minus the number is said.
        inverse: Whether 1 over the number is said.
        missing: What is said where the value is missing.
        digits: Decimals of a number or percentage.
        exact: Whether a number is rounded from its binary value, as programs print it, rather than from the shortest
            decimal that stands for it.
        grouped: Whether thousands are set apart.
        sign: Whether a number has a sign even where it is positive.
        absolute: Whether it is said without its sign.
        capital: Whether its first letter is a capital, as at the head of a sentence.
        of: What a share is a share of.
        phrases: Name of the phrases that a value chooses from.
        text: A message of its own; one that is nothing but a place is what stands there.
        places: What stands in that message.
        name: Name of a place that the table defines once for several sentences.
        each: How each of a list is said.
        most: How many of a list are said at most.
        more: What is said of a list with more than that: its ``{names}``, and how many are left out, ``{n}``.
        options: Messages of which the first is said whose conditions hold; the last has none.
    """

    format: Literal[
        "text",
        "name",
        "title",
        "quoted",
        "number",
        "percent",
        "general",
        "significant",
        "size",
        "scientific",
        "share",
        "strategy",
        "mechanism",
        "phrase",
        "message",
        "choice",
        "named",
        "list",
        "either",
        "commas",
        "semicolons",
        "lines",
    ]
    field: Path | None = None
    lookup: Path | None = None
    part: Path | None = None
    complement: bool = False
    inverse: bool = False
    missing: str = ""
    digits: int = 0
    exact: bool = False
    grouped: bool = True
    sign: bool = False
    absolute: bool = False
    capital: bool = False
    of: Literal["worlds", "draws", "parts"] = "worlds"
    phrases: str = ""
    text: str = ""
    places: dict[str, Place] = {}
    name: str = ""
    each: Place | None = None
    most: int | None = None
    more: str = ""
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Place:
        lacks = {
            "phrase": not self.phrases,
            "message": not self.text,
            "choice": not self.options,
            "named": not self.name,
            **dict.fromkeys(ROWS, self.each is None),
        }
        if lacks.get(self.format, False):
            raise ValueError(f"a {self.format} lacks what it is made of")
        if self.options and (self.options[-1].when or not all(one.when for one in self.options[:-1])):
            raise ValueError("the last option of a choice, and it alone, has no conditions")
        if self.each is not None and self.each.lacks_field():
            raise ValueError(f"what is said of each needs a field, such as `item`: {self.each.format}")
        if bool(self.part) > bool(self.lookup) or bool(self.more) > bool(self.most):
            raise ValueError("`part` needs a `lookup`, and `more` needs `most`")
        if self.text:
            filled(self.text, self.places)
        if self.more:
            filled(self.more, {"names": None, "n": None}, {"n"})
        return self

    def lacks_field(self) -> bool:
        """Whether it says a value without naming where the value stands."""
        return self.field is None and self.format not in ("message", "choice", "named")

    def messages(self) -> Iterator[str]:
        """Every message in it."""
        texts = (self.text, self.more, self.missing, *(option.text for option in self.options))
        yield from (text for text in texts if text and not bare(text))
        for place in self._inner():
            yield from place.messages()

    def fields(self) -> Iterator[str]:
        """Every field that it reads, those read of each part of a list aside."""
        yield from (name for name in (self.field, self.lookup) if name)
        for option in self.options:
            yield from (name for condition in option.when for name in condition.fields())
        for place in self._inner():
            if place is not self.each:
                yield from place.fields()

    def _inner(self) -> Iterator[Place]:
        for option in self.options:
            yield from option.places.values()
        yield from self.places.values()
        if self.each:
            yield self.each


class Condition(Model):
    """One condition on a field; exactly one test.

    Attributes:
        field: Where the value stands.
        equals: It is this.
        differs: It is not this.
        empty: It is missing, or without anything in it; or, where false, the opposite.
        above: It is a number above this.
        at_least: It is this number or one above.
        below: It is a number below this.
        longer_than: It has more than so many parts.
        same_as: It is what stands in this field.
        unlike: It is not what stands in this field, and neither is missing.
        formatted: With ``same_as`` or ``unlike``: both are compared as they are written.
    """

    field: Path
    equals: Constant | None = None
    differs: Constant | None = None
    empty: bool | None = None
    above: float | None = None
    at_least: float | None = None
    below: float | None = None
    longer_than: int | None = None
    same_as: Path | None = None
    unlike: Path | None = None
    formatted: Place | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Condition:
        if sum(getattr(self, test) is not None for test in TESTS) != 1:
            raise ValueError(f"a condition has exactly one of {', '.join(TESTS)}")
        return self

    def fields(self) -> Iterator[str]:
        """Every field that it reads."""
        yield from (name for name in (self.field, self.same_as, self.unlike) if name)


class Option(Model):
    """A message with its conditions.

    Attributes:
        when: What must hold.
        text: The message.
        places: What stands in its places.
    """

    when: tuple[Condition, ...] = ()
    text: Text
    places: dict[str, Place] = {}

    @model_validator(mode="after")
    def _whole(self) -> Option:
        filled(self.text, self.places)
        return self


def bare(text: str) -> bool:
    """Whether a message is nothing but a place, so that there is nothing to translate."""
    return fullmatch(r"\{\w+\}", text) is not None


def filled(
    text: str, places: Mapping[str, Place | None], optional: frozenset[str] | set[str] = frozenset()
) -> None:
    """Refuses a message whose places are not those that are filled.

    Args:
        text: The message.
        places: What is filled.
        optional: Those of them that the message need not have.

    Raises:
        ValueError: A place is filled that the message lacks, or the other way round.
    """
    for name, place in places.items():
        if place is not None and place.lacks_field():
            raise ValueError(f"the place {name} needs a field")
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if not set(places) - optional <= names <= set(places):
        raise ValueError(f"{text[:40]!r} has the places {sorted(names)}, but {sorted(places)} are filled")
