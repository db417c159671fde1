"""What tables of sentences say of 1,000 findings of each kind, in every language."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

import pytest

from reference import drawn, drawn_games
from suasion.decide.depth import by_numbers
from suasion.domain.findings.data import DataCheck
from suasion.domain.findings.library import Listed, ShownCase, ShownDataset, ShownMechanism, ShownParameter
from suasion.domain.findings.panel import Join, PanelHoldings
from suasion.domain.findings.rerun import Rerun
from suasion.domain.findings.threats import ThreatEquilibria
from suasion.domain.places import Option, Place
from suasion.domain.scale import Scale
from suasion.domain.sentences import SentencesFile
from suasion.domain.talks import TalksFile
from suasion.files.library import content
from suasion.lab.speaking import sentences, translator
from suasion.words import interpreter
from suasion.words.scope import Scope

MANY = 1000
#: Table to what draws findings for it.
KINDS: dict[str, Callable[[int], object]] = {
    "data_added": drawn.data_added,
    "data_check": drawn.of(DataCheck),
    "data_status": drawn.data_status,
    "depth_of_case": drawn_games.of_case,
    "depth_of_numbers": lambda seed: by_numbers(drawn_games.numbers(seed)),
    "described_dataset": drawn.described_dataset,
    "join": drawn.of(Join),
    "listed": drawn.of(Listed, kind=("mechanism", "parameter", "case"), description=("", "It asks.")),
    "measurement": drawn.measurement,
    "new_release": drawn.new_release,
    "odd_cells": drawn.odd_cells,
    "parted_rows": drawn.parted_rows,
    "panel": drawn.of(PanelHoldings),
    "posterior": drawn.posterior,
    "rerun": drawn.of(Rerun),
    "shown_case": drawn.of(ShownCase),
    "shown_dataset": drawn.of(ShownDataset),
    "shown_mechanism": drawn.of(ShownMechanism),
    "shown_parameter": drawn.of(ShownParameter),
    "shown_scale": drawn.of(Scale),
    "shown_talks": drawn.of(TalksFile),
    "solution": drawn.solution,
    "talks": drawn.talks,
    "threat_effect": drawn_games.moved,
    "threat_equilibria": drawn.of(ThreatEquilibria),
    "threat_fit": drawn_games.fit,
}
EVERY = pytest.mark.parametrize(
    ("kind", "many"),
    [
        *((kind, MANY // 10) for kind in KINDS),
        *(pytest.param(kind, MANY, marks=pytest.mark.slow) for kind in KINDS),
    ],
)
NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@cache
def findings(kind: str) -> tuple[Any, ...]:
    """A thousand findings as they stand in JSON."""
    return tuple(KINDS[kind](seed).model_dump(mode="json", by_alias=True) for seed in range(MANY))


def texts(kind: str, one: object, language: str = "en") -> dict[str, str]:
    """Everything that a table says of some findings, by heading and section."""
    table, t = sentences(kind), translator(language)
    said = {part.heading: part.text for part in interpreter.answer(table, one, t)}
    return {**said, **interpreter.paragraphs(table, one, t)}


def test_every_table_has_findings():
    others = {"comparison", "support"}  # tests/oracles/test_sentences.py, test_tables_of_sentences.py
    assert set(content.names("sentences")) == {*KINDS, *others}


@EVERY
@pytest.mark.parametrize("language", ["en", "ko"])
def test_something_whole_is_always_said(kind, many, language):
    for one in findings(kind)[:many]:
        said = "\n".join(filter(None, texts(kind, one, language).values()))
        assert said
        assert not re.search(r"\{\w*\}|\b(?:None|nan|inf|True|False)\b|  |\.\.", said), said
        assert not re.search(r"\((?:은|는|이|가|을|를|과|와|으|으로|로)\)", said), said


@EVERY
def test_numbers_said_are_those_of_the_findings(kind, many):
    own = {numeral for message in messages(sentences(kind)) for numeral in NUMERAL.findall(message)}
    for one in findings(kind)[:many]:
        known = own | set(numerals(one))
        for text in texts(kind, one).values():
            assert not set(NUMERAL.findall(text)) - known, text


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_and_every_option_is_said_of_some(kind, monkeypatch):
    table, said, message = sentences(kind), set(), interpreter._message

    def noted(text, filled, t):
        said.add(text)
        return message(text, filled, t)

    monkeypatch.setattr(interpreter, "_message", noted)
    ids = set()
    for one in findings(kind):
        interpreter.answer(table, one)  # headings as well
        whole = Scope.of(one, table)
        for section in table.section:
            for scope in whole.each(section.each) if section.each else [whole]:
                ids |= {sentence.id for sentence, _ in interpreter.sentences(section, scope)}
    assert {sentence.id for section in table.section for sentence in section.sentence} == ids
    assert {option.text for option in options(table)} <= said


@pytest.mark.parametrize("kind", content.names("sentences"))
def test_a_chain_has_one_order_and_hides_nothing(kind):
    """Of sentences that exclude each other the first that holds is said, and none stands behind one that always holds."""
    for section in sentences(kind).section:
        sentence = None
        for following in section.sentence:
            if following.otherwise:
                assert sentence is not None and sentence.each == following.each, following.id
                assert sentence.when, f"{sentence.id} leaves nothing to {following.id}"
            sentence = following


def messages(table: SentencesFile) -> Iterator[str]:
    for one in table.messages():
        yield from [one] if isinstance(one, str) else one


def options(table: SentencesFile) -> Iterator[Option]:
    """Every option of every choice."""
    for place in table.named.values():
        yield from _options(place)
    for section in table.section:
        for sentence in section.sentence:
            for place in sentence.places.values():
                yield from _options(place)


def _options(place: Place) -> Iterator[Option]:
    yield from place.options
    for option in place.options:
        for inner in option.places.values():
            yield from _options(inner)
    for inner in (*place.places.values(), *([place.each] if place.each else [])):
        yield from _options(inner)


def numerals(value: object) -> Iterator[str]:
    """Everything that may stand for a number somewhere in some findings, as a table may write it."""
    if isinstance(value, dict | list):
        yield str(len(value))
        for i, (key, inner) in enumerate(value.items() if isinstance(value, dict) else enumerate(value), 1):
            yield str(i)
            yield from NUMERAL.findall(str(key))
            yield from numerals(inner)
        if isinstance(value, list):
            yield from (f"{left}" for left in range(len(value)))  # so many are left out
    elif isinstance(value, str):
        yield from NUMERAL.findall(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _written(value)


@cache
def _written(value: float) -> tuple[str, ...]:
    ways = [abs(value), abs(1 - value), *([abs(1 / value)] if value else [])]
    ways += [100 * one for one in ways]
    texts = set()
    for one in ways:
        texts |= {f"{one:g}", f"{one:e}", f"{one:.0e}"}
        for digits in range(7):
            step = Decimal(1).scaleb(-digits)
            if one and math.isfinite(one):
                texts.add(f"{round(one, digits - math.floor(math.log10(one))):,g}")
            for exact in (Decimal(one), Decimal(str(one))):
                texts.add(f"{exact.quantize(step, ROUND_HALF_EVEN):,f}")
                texts.add(f"{exact.quantize(step, ROUND_HALF_EVEN):f}")
    return tuple(numeral for text in texts for numeral in NUMERAL.findall(text))
