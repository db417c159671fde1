"""Findings in sentences, by a table: the one reader of ``library/sentences``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from itertools import groupby
from typing import NamedTuple

from suasion.domain.places import ROWS, Condition, Place, bare
from suasion.domain.sentences import Section, Sentence, SentencesFile
from suasion.words import formats
from suasion.words.scope import Scope
from suasion.words.translator import ENGLISH, Translator

MISSING = "–"  # what is said of a value that is not there


class Paragraph(NamedTuple):
    """A paragraph of an answer."""

    section: str
    heading: str
    text: str

    def entry(self) -> dict[str, str]:
        """The paragraph as JSON holds it."""
        return {"heading": self.heading, "text": self.text}


def answer(table: SentencesFile, findings: object, t: Translator = ENGLISH) -> list[Paragraph]:
    """Paragraphs with their headings, in the order in which they must be read; empty ones are left out.

    Args:
        table: Which sentences are said, and when.
        findings: A record, or the same as it stands in JSON.
        t: The reader's language.
    """
    scope = Scope.of(findings, table)
    paragraphs = []
    for one in table.section:
        for here in scope.each(one.each) if one.each else [scope]:
            if one.heading and (text := _section(one, here, t)):
                heading = _message(one.heading, _filled(one.places, here, t), t)
                paragraphs.append(Paragraph(one.id, heading, text))
    return paragraphs


def paragraphs(table: SentencesFile, findings: object, t: Translator = ENGLISH) -> dict[str, str]:
    """Every section as a paragraph, by its name; empty where none of its sentences is said."""
    scope = Scope.of(findings, table)
    return {one.id: _section(one, scope, t) for one in table.section}


def paragraph(table: SentencesFile, section: str, findings: object, t: Translator = ENGLISH) -> str:
    """One section as a paragraph; empty where none of its sentences is said."""
    return _section(table.named_section(section), Scope.of(findings, table), t)


def lines(table: SentencesFile, section: str, findings: object, t: Translator = ENGLISH) -> tuple[str, ...]:
    """The sentences of one section that are said, one by one."""
    said = sentences(table.named_section(section), Scope.of(findings, table), t)
    return tuple(text for _, text in said)


def sentences(section: Section, scope: Scope, t: Translator = ENGLISH) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a section that are said, each with its text."""
    for path, together in groupby(section.sentence, key=lambda one: one.each):
        group = list(together)
        if path is None:
            yield from _chain(group, scope, t)
        else:
            for here in scope.each(path):
                yield from _chain(group, here, t)


def _section(section: Section, scope: Scope, t: Translator) -> str:
    texts = [text for _, text in sentences(section, scope, t)]
    if section.join == "blank" or not texts:
        return t.join(texts)
    return t.row(texts, "lines" if section.join == "line" else section.join)


def _chain(group: Iterable[Sentence], scope: Scope, t: Translator) -> Iterator[tuple[Sentence, str]]:
    done = False
    for one in group:
        done = done and one.otherwise
        if not done and _all(one.when, scope, t):
            done = True
            yield one, _sentence(one, scope, t)


def _sentence(one: Sentence, scope: Scope, t: Translator) -> str:
    filled = _filled(one.places, scope, t)
    if one.count is None:
        return _message(one.text, filled, t)
    n = scope.value(one.count)
    if isinstance(n, list | Mapping):
        n = len(n)
    if not isinstance(n, int):
        raise TypeError(f"{one.count} is no whole number")
    return t.count(one.text, one.many, n, **filled)


def _message(text: str, filled: Mapping[str, str], t: Translator) -> str:
    if bare(text):
        (value,) = filled.values()
        return value
    return t.say(text, **filled)


def _filled(places: Mapping[str, Place], scope: Scope, t: Translator) -> dict[str, str]:
    return {name: written(place, scope, t) for name, place in places.items()}


def written(place: Place, scope: Scope, t: Translator) -> str:
    """What stands in a place."""
    value = _written(place, scope, t)
    return value[:1].upper() + value[1:] if place.capital else value


def _written(place: Place, scope: Scope, t: Translator) -> str:
    if place.format == "named":
        return written(scope.named[place.name], scope, t)
    if place.format == "message":
        return _message(place.text, _filled(place.places, scope, t), t)
    if place.format == "choice":
        option = next(one for one in place.options if _all(one.when, scope, t))
        return _message(option.text, _filled(option.places, scope, t), t)
    if place.format in ROWS:
        return _row(place, scope, t)
    value = _value(place, scope)
    if value is None:
        return t.say(place.missing) if place.missing else MISSING
    if place.format == "phrase":
        return formats.phrase(value, place, scope, t, **_filled(place.places, scope, t))
    return formats.FORMATS[place.format](value, place, scope, t)


def _value(place: Place, scope: Scope) -> object:
    """What a place says a value of: of its field, of the entry that the field names, or worked out of the number."""
    assert place.field is not None
    value = scope.value(place.field)
    if value is not None and place.lookup:
        value = scope.looked_up(value, place.lookup, place.part)
    if isinstance(value, int | float) and place.complement:
        return 1 - value
    if isinstance(value, int | float) and place.inverse:
        return 1 / value if value else None
    return value


def _row(place: Place, scope: Scope, t: Translator) -> str:
    """Several values in a row."""
    assert place.field is not None and place.each is not None
    each = scope.each(place.field)
    row = t.row([written(place.each, one, t) for one in each[: place.most]], place.format)
    left = len(each) - (place.most or len(each))
    return t.say(place.more, names=row, n=t.number(left)) if place.more and left > 0 else row


def _all(conditions: Iterable[Condition], scope: Scope, t: Translator) -> bool:
    return all(holds(one, scope, t) for one in conditions)


def holds(condition: Condition, scope: Scope, t: Translator = ENGLISH) -> bool:
    """Whether a condition holds; of what is missing, only ``empty`` and ``differs`` can."""
    value = scope.value(condition.field)
    if condition.empty is not None:
        return condition.empty == (value is None or (isinstance(value, Sized) and not len(value)))
    if condition.differs is not None:
        return bool(value != condition.differs)
    if value is None:
        return False
    if condition.equals is not None:
        return bool(value == condition.equals)
    if condition.longer_than is not None:
        return isinstance(value, Sized) and len(value) > condition.longer_than
    if isinstance(value, int | float):
        if condition.above is not None:
            return value > condition.above
        if condition.at_least is not None:
            return value >= condition.at_least
        if condition.below is not None:
            return value < condition.below
    return _same(condition, scope, t)


def _same(condition: Condition, scope: Scope, t: Translator) -> bool:
    """Whether two fields are the same, or are not, by value or as they are said."""
    other = condition.same_as or condition.unlike
    if other is None or (condition.unlike and scope.value(other) is None):
        return False
    first, second = (
        scope.value(path)
        if condition.formatted is None
        else written(condition.formatted.model_copy(update={"field": path}), scope, t)
        for path in (condition.field, other)
    )
    return (first == second) == bool(condition.same_as)
