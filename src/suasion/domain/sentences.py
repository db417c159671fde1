"""A table of sentences: which are said of some findings, on which conditions, with what in their places.

Everything here is data, so that a page in another language of programming can follow the same table. What each key
means is said in ``docs/reference/sentences.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import fullmatch
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Model, Text

#: Names from a record down to one of its fields, with dots between; ``item`` is what a sentence is repeated over.
Path = Annotated[str, Field(pattern=r"^[a-z_]\w*(\.\w+)*$")]
Constant = bool | int | float | str
TESTS = ("equals", "differs", "empty", "above", "at_least", "below", "longer_than", "same_as")


class Place(Model):
    """What stands in a place of a sentence.

    Attributes:
        format: How the value is written.
        field: Where it stands in the findings.
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
        options: Messages of which the first is said whose conditions hold.
    """

    format: Literal[
        "text",
        "name",
        "title",
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
        "commas",
    ]
    field: Path | None = None
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
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Place:
        lacks = {
            "phrase": not self.phrases,
            "message": not self.text,
            "choice": not self.options,
            "named": not self.name,
            "list": self.each is None,
            "commas": self.each is None,
        }
        if lacks.get(self.format, False):
            raise ValueError(f"a {self.format} lacks what it is made of")
        if self.each is not None and self.each.lacks_field():
            raise ValueError(f"what is said of each needs a field, such as `item`: {self.each.format}")
        if self.text:
            _filled(self.text, self.places)
        return self

    def lacks_field(self) -> bool:
        """Whether it says a value without naming where the value stands."""
        return self.field is None and self.format not in ("message", "choice", "named")

    def messages(self) -> Iterator[str]:
        """Every message in it."""
        texts = (self.text, *(option.text for option in self.options))
        yield from (text for text in texts if text and not bare(text))
        for option in self.options:
            for place in option.places.values():
                yield from place.messages()
        for place in (*self.places.values(), *([self.each] if self.each else [])):
            yield from place.messages()

    def fields(self) -> Iterator[str]:
        """Every field that it reads."""
        if self.field:
            yield self.field
        for option in self.options:
            yield from (name for condition in option.when for name in condition.fields())
            for place in option.places.values():
                yield from place.fields()
        for place in self.places.values():
            yield from place.fields()


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
        formatted: With ``same_as``: both are compared as they are written.
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
    formatted: Place | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Condition:
        if sum(getattr(self, test) is not None for test in TESTS) != 1:
            raise ValueError(f"a condition has exactly one of {', '.join(TESTS)}")
        return self

    def fields(self) -> Iterator[str]:
        """Every field that it reads."""
        yield self.field
        if self.same_as:
            yield self.same_as


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
        _filled(self.text, self.places)
        return self


class Sentence(Option):
    """A sentence.

    Attributes:
        id: Its name within the table.
        otherwise: Whether it is said only where none of the sentences before it is said, back to the last one
            without this key.
        each: A list in the findings: it is said for every item. Sentences in a row with the same list are said
            together, item by item.
        many: The sentence for several; the number stands at ``{n}``.
        count: The field with that number.
    """

    id: Id
    otherwise: bool = False
    each: Path | None = None
    many: str = ""
    count: Path | None = None

    @model_validator(mode="after")
    def _counted(self) -> Sentence:
        if bool(self.many) != bool(self.count):
            raise ValueError("what is said of several needs `many` and `count`")
        if self.many:
            _filled(self.many, {**self.places, "n": None})
        return self

    @model_validator(mode="after")
    def _whole(self) -> Sentence:
        _filled(self.text, {**self.places, "n": None} if self.count else self.places)
        return self

    def messages(self) -> Iterator[str | tuple[str, str]]:
        """Every message in it; one for a number is a pair."""
        yield (self.text, self.many) if self.many else self.text
        for place in self.places.values():
            yield from place.messages()

    def fields(self) -> Iterator[str]:
        """Every field that it reads, as it stands in the table."""
        yield from (name for condition in self.when for name in condition.fields())
        yield from (name for place in self.places.values() for name in place.fields())
        yield from (name for name in (self.each, self.count) if name)


class Section(Model):
    """Sentences that make a paragraph.

    Attributes:
        id: Its name.
        heading: What stands above it; empty for a section that is not part of the answer.
        places: What stands in the heading.
        join: What stands between its sentences: a blank, or a new line.
        sentence: Its sentences in their order.
    """

    id: Id
    heading: str = ""
    places: dict[str, Place] = {}
    join: Literal["blank", "line"] = "blank"
    sentence: tuple[Sentence, ...] = Field(min_length=1)


class SentencesFile(Model):
    """A file in ``library/sentences``.

    Attributes:
        id: Its name.
        about: What the findings are that it speaks of.
        named: Places that several sentences share.
        section: Its sections, in the order in which they must be read.
    """

    id: Id
    about: Text
    named: dict[str, Place] = {}
    section: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _own_ids(self) -> SentencesFile:
        ids = [sentence.id for section in self.section for sentence in section.sentence]
        if len(set(ids)) < len(ids):
            raise ValueError(f"two sentences are called {next(one for one in ids if ids.count(one) > 1)}")
        return self

    def messages(self) -> Iterator[str | tuple[str, str]]:
        """Every message, headings included; one for a number is a pair."""
        for place in self.named.values():
            yield from place.messages()
        for section in self.section:
            if section.heading:
                yield section.heading
            for sentence in section.sentence:
                yield from sentence.messages()


def bare(text: str) -> bool:
    """Whether a message is nothing but a place, so that there is nothing to translate."""
    return fullmatch(r"\{\w+\}", text) is not None


def _filled(text: str, places: Mapping[str, Place | None]) -> None:
    """Refuses a message whose places are not those that are filled."""
    for name, place in places.items():
        if place is not None and place.lacks_field():
            raise ValueError(f"the place {name} needs a field")
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if names != set(places):
        raise ValueError(f"{text[:40]!r} has the places {sorted(names)}, but {sorted(places)} are filled")
