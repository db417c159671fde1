"""A table of sentences: which are said of some findings, on which conditions, with what in their places.

Everything here is data, so that a page in another language of programming can follow the same table. What each key
means is said in ``docs/reference/sentences.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Model, Text
from suasion.domain.places import Option, Path, Place, bare, filled


class Sentence(Option):
    """A sentence.

    Attributes:
        id: Its name within the table.
        otherwise: Whether it is said only where none of the sentences before it is said, back to the last one
            without this key.
        each: A list in the findings: it is said for every item. Sentences in a row with the same list are said
            together, item by item.
        many: The sentence for several; the number may stand at ``{n}``.
        count: The field with that number, or with a list of so many parts.
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
            filled(self.many, {**self.places, "n": None}, {"n"})
        return self

    @model_validator(mode="after")
    def _whole(self) -> Sentence:
        filled(self.text, {**self.places, "n": None} if self.count else self.places, {"n"})
        return self

    def messages(self) -> Iterator[str | tuple[str, str]]:
        """Every message in it; one for a number is a pair."""
        if not bare(self.text):
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
        each: A list in the findings: the section comes once for every item.
        places: What stands in the heading.
        join: What stands between its sentences: a blank, a new line, or a comma.
        sentence: Its sentences in their order.
    """

    id: Id
    heading: str = ""
    each: Path | None = None
    places: dict[str, Place] = {}
    join: Literal["blank", "line", "commas"] = "blank"
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

    def named_section(self, name: str) -> Section:
        """A section by its name."""
        (section,) = (one for one in self.section if one.id == name)
        return section

    def messages(self) -> Iterator[str | tuple[str, str]]:
        """Every message, headings included; one for a number is a pair."""
        for place in self.named.values():
            yield from place.messages()
        for section in self.section:
            if section.heading and not bare(section.heading):
                yield section.heading
            for place in section.places.values():
                yield from place.messages()
            for sentence in section.sentence:
                yield from sentence.messages()
