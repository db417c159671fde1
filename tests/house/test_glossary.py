"""The glossary: every term once, in order, and among them the words that the code uses instead of others."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
TERMS = re.findall(r"(?m)^- \*\*(.+?)\.\*\* (.+)$", PAGE.read_text("utf-8"))


def test_every_term_is_defined_once_and_in_order():
    terms = [term.lower() for term, _ in TERMS]
    assert len(terms) >= 60
    assert terms == sorted(set(terms))
    assert all(meaning.endswith((".", '"')) for _, meaning in TERMS)


def test_the_words_that_readers_of_results_and_code_meet_are_there():
    terms = {term for term, _ in TERMS}
    words = "World, Win share, Findings, Baseline, Sensitivity, Support, Stream, Replicate, Back end, Mechanism, Prior"
    assert not set(words.split(", ")) - terms
