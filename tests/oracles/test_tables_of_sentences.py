"""The tables of sentences for the games and for support say what was written by hand before them, to the letter."""

from __future__ import annotations

import re

import pytest

from reference import depth as depth_by_hand
from reference import support as support_by_hand
from reference import threats as threats_by_hand
from reference.drawn_games import fit, moved, numbers, of_case, supports
from suasion.decide.depth import by_numbers
from suasion.lab import threat_report
from suasion.lab.speaking import sentences
from suasion.words.interpreter import answer
from suasion.words.interpreter import sentences as said_of
from suasion.words.scope import Scope


def depths():
    return [by_numbers(numbers(seed)) for seed in range(400)]


KINDS = {"depth_of_numbers": depths, "depth_of_case": lambda: [of_case(seed) for seed in range(200)]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_what_was_written_by_hand(kind):
    for findings in KINDS[kind]():
        said = [one.entry() for one in answer(sentences(kind), findings)]
        assert said == depth_by_hand.answer(findings)
        assert not re.search(r"\bnan\b|\bNone\b|\{", " ".join(one["text"] for one in said))


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_is_said_of_some_findings(kind):
    table = sentences(kind)
    said = {
        sentence.id
        for findings in KINDS[kind]()
        for section in table.section
        for sentence, _ in said_of(section, Scope.of(findings, table))
    }
    assert {sentence.id for section in table.section for sentence in section.sentence} == said


def test_support_says_what_was_written_by_hand():
    for one in supports():
        assert one.text == support_by_hand.text(one.findings, one.target)
        assert one.cannot_say == support_by_hand.cannot_say(one.findings, one.target)


def test_every_sentence_of_support_is_said():
    table = sentences("support")
    said = {
        sentence.id
        for one in supports()
        for section in table.section
        for sentence, _ in said_of(section, Scope.of(one._whole, table))
    }
    assert {sentence.id for section in table.section for sentence in section.sentence} == said


def test_threats_say_what_was_written_by_hand():
    for seed in range(400):
        one, effect = fit(seed), moved(seed)
        assert threat_report.text(one) == threats_by_hand.text(one)
        assert threat_report.cannot_say(one) == threats_by_hand.cannot_say(one)
        assert threat_report.effect_text(effect) == threats_by_hand.effect(effect)


@pytest.mark.parametrize(("kind", "made"), [("threat_fit", fit), ("threat_effect", moved)])
def test_every_sentence_on_threats_is_said(kind, made):
    table = sentences(kind)
    said = {
        sentence.id
        for seed in range(400)
        for section in table.section
        for sentence, _ in said_of(section, Scope.of(made(seed), table))
    }
    assert {sentence.id for section in table.section for sentence in section.sentence} == said
