"""The table of sentences says what was written by hand before it, to the letter, of thousands of findings."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from reference import words as by_hand
from reference.findings import findings, records
from suasion.decide.facts import facts
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.sentences import SentencesFile
from suasion.files.library import content
from suasion.words import interpreter
from suasion.words.scope import Scope

SEEDS = range(1000)


@cache
def table() -> SentencesFile:
    return content.folder("sentences")["comparison"]


def whole(old) -> ComparisonFindings:
    """Findings of the first layout with their facts."""
    numbers = records(old)
    return ComparisonFindings(**dict(numbers), facts=facts(numbers))


@cache
def many() -> tuple[ComparisonFindings, ...]:
    return tuple(whole(findings(seed)) for seed in SEEDS)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_the_table_says_what_was_written_by_hand(start):
    for seed in SEEDS[start : start + 250]:
        old, new = findings(seed), many()[seed]
        said = [(one.heading, one.text) for one in interpreter.answer(table(), new)]
        assert said == by_hand.answer(old), seed
        assert interpreter.paragraph(table(), "replayed", new) == by_hand.replayed(old), seed
        assert list(new.facts.endangered) == by_hand.endangered(old), seed


@pytest.mark.slow
def test_every_sentence_is_said_of_some_findings():
    known = {sentence.id for section in table().section for sentence in section.sentence}
    said = {
        sentence.id
        for one in many()
        for section in table().section
        for sentence, _ in interpreter.sentences(section, Scope.of(one, table()))
    }
    assert known == said


def test_sentences_are_whole():
    """They begin as a sentence does, end in a full stop, and no place is left open."""
    for one in many()[:300]:
        for section in table().section:
            for sentence, text in interpreter.sentences(section, Scope.of(one, table())):
                assert re.match(r"[A-Z0-9“(<]|Côte", text), sentence.id
                assert text.endswith((".", ".)")), sentence.id
                assert not re.search(r"\{\w+\}(?<!\{x\})(?<!\{i\})|\bNone\b|\bnan\b", text), (
                    sentence.id,
                    text,
                )


def test_plain_data_reads_as_records_do():
    """What a page reads from the file says the same as what the record says."""
    for one in many()[:200]:
        plain = json.loads(one.to_json())
        assert interpreter.answer(table(), plain) == interpreter.answer(table(), one)


def test_paths_are_fields_of_the_findings():
    """A name that is misspelt in the table is found here, not on some user's screen."""
    schema = ComparisonFindings.model_json_schema(mode="serialization")
    for section in table().section:
        for sentence in section.sentence:
            items = _below(schema, [schema], sentence.each) if sentence.each else []
            items = [kind for one in items for kind in _parts(schema, one)]
            for path in sentence.fields():
                if path != sentence.each and not path.startswith("item"):
                    assert _below(schema, [schema], path), (sentence.id, path)
                if path.startswith("item.") and items:
                    assert _below(schema, items, path.removeprefix("item.")), (sentence.id, path)


def _below(schema, kinds, path):
    """Kinds of value that may stand at a path."""
    for name in path.split("."):
        kinds = [
            part
            for kind in kinds
            for one in _kinds(schema, kind)
            for part in (
                [one["properties"][name]] if name in one.get("properties", {}) else _parts(schema, one)
            )
            if name in one.get("properties", {}) or name.isdigit() or "additionalProperties" in one
        ]
    return kinds


def _parts(schema, kind):
    return [
        part
        for one in _kinds(schema, kind)
        for part in (one.get("items"), one.get("additionalProperties"))
        if isinstance(part, dict)
    ]


def _kinds(schema, kind):
    if "$ref" in kind:
        return _kinds(schema, schema["$defs"][kind["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in kind:
        return [one for other in kind["anyOf"] for one in _kinds(schema, other)]
    return [kind]


def test_what_has_no_value_is_left_out():
    """Means that are missing everywhere leave their sentences away, and nothing fails."""
    numbers = records(findings(3))
    bare = {
        name: {
            outcome: one.model_copy(update=dict.fromkeys(("mean", "se", "win_share")))
            for outcome, one in rows.items()
        }
        for name, rows in numbers.strategies.items()
    }
    numbers = numbers.model_copy(update={"strategies": bare, "pairs": ()})
    found = ComparisonFindings(**dict(numbers), facts=facts(numbers))
    assert (found.facts.harm, found.facts.leaders, found.facts.highest) == (None, None, ())
    assert all(one.text for one in interpreter.answer(table(), found))
