"""Findings in sentences, by a table: the one reader of ``library/sentences``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from suasion.domain.sentences import Condition, Place, Section, Sentence, SentencesFile
from suasion.words import formats
from suasion.words.scope import Scope
from suasion.words.translator import ENGLISH, Translator


class Paragraph(NamedTuple):
    """A paragraph of an answer."""

    section: str
    heading: str
    text: str


def answer(table: SentencesFile, findings: object, t: Translator = ENGLISH) -> list[Paragraph]:
    """Paragraphs with their headings, in the order in which they must be read; empty ones are left out.

    Args:
        table: Which sentences are said, and when.
        findings: A record, or the same as plain data.
        t: The reader's language.
    """
    scope = Scope(findings)
    paragraphs = [
        Paragraph(one.id, t.say(one.heading, **_filled(one.places, scope, t)), _section(one, scope, t))
        for one in table.section
        if one.heading
    ]
    return [one for one in paragraphs if one.text]


def paragraph(table: SentencesFile, section: str, findings: object, t: Translator = ENGLISH) -> str:
    """One section as a paragraph; empty where none of its sentences is said."""
    (one,) = (one for one in table.section if one.id == section)
    return _section(one, Scope(findings), t)


def sentences(section: Section, scope: Scope, t: Translator = ENGLISH) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a section that are said, each with its text."""
    for path, together in groupby(section.sentence, key=lambda one: one.each):
        group = list(together)
        if path is None:
            yield from _chain(group, scope, t)
        else:
            for item in scope.items(path):
                yield from _chain(group, scope.at(item), t)


def _section(section: Section, scope: Scope, t: Translator) -> str:
    texts = [text for _, text in sentences(section, scope, t)]
    return t.join(texts) if section.join == "blank" else "\n".join(texts)


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
        return t.say(one.text, **filled)
    n = scope.value(one.count)
    if not isinstance(n, int):
        raise TypeError(f"{one.count} is no whole number")
    return t.count(one.text, one.many, n, **filled)


def _filled(places: Mapping[str, Place], scope: Scope, t: Translator) -> dict[str, str]:
    return {name: said(place, scope, t) for name, place in places.items()}


def said(place: Place, scope: Scope, t: Translator) -> str:
    """What stands in a place."""
    if place.said == "message":
        return t.say(place.text, **_filled(place.places, scope, t))
    if place.said == "choice":
        option = next(one for one in place.options if _all(one.when, scope, t))
        return t.say(option.text, **_filled(option.places, scope, t))
    assert place.field is not None
    if place.said in ("list", "commas"):
        items = scope.items(place.field)[: place.most]
        assert place.each is not None
        names = [said(place.each, scope.at(item), t) for item in items]
        return t.listed(names) if place.said == "list" else t.commas(names)
    value = scope.value(place.field)
    if place.said == "phrase":
        return formats.phrase(value, place, scope, t, **_filled(place.places, scope, t))
    return formats.FORMATS[place.said](value, place, scope, t)


def _all(conditions: Iterable[Condition], scope: Scope, t: Translator) -> bool:
    return all(holds(one, scope, t) for one in conditions)


def holds(condition: Condition, scope: Scope, t: Translator = ENGLISH) -> bool:
    """Whether a condition holds; of what is missing, only ``empty`` and ``differs`` can."""
    value = scope.value(condition.field)
    if condition.empty is not None:
        return condition.empty == (value is None or (hasattr(value, "__len__") and not len(value)))
    if condition.differs is not None:
        return bool(value != condition.differs)
    if value is None:
        return False
    if condition.equals is not None:
        return bool(value == condition.equals)
    if condition.above is not None or condition.below is not None:
        return isinstance(value, int | float) and (
            value > condition.above if condition.above is not None else value < (condition.below or 0.0)
        )
    if condition.longer_than is not None:
        return hasattr(value, "__len__") and len(value) > condition.longer_than
    return _same(condition, scope, t)


def _same(condition: Condition, scope: Scope, t: Translator) -> bool:
    """Whether two fields are the same, by value or as they are said."""
    assert condition.same_as is not None
    if condition.said is None:
        return scope.value(condition.field) == scope.value(condition.same_as)
    first, second = (
        said(condition.said.model_copy(update={"field": path}), scope, t)
        for path in (condition.field, condition.same_as)
    )
    return first == second
