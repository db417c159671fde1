"""Tables of sentences are explained, key by key, and use nothing that their page does not name."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from suasion.domain.places import Condition, Option, Place
from suasion.domain.sentences import Section, Sentence, SentencesFile
from suasion.files.library import content
from suasion.words import phrases

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "sentences.md").read_text("utf-8")


@pytest.mark.parametrize("kind", [SentencesFile, Section, Sentence, Option, Condition, Place])
def test_every_key_is_explained(kind):
    assert not [name for name in kind.model_fields if f"`{name}`" not in PAGE and f"`{name} = " not in PAGE]


def test_every_way_to_say_a_value_is_explained():
    ways = get_args(Place.model_fields["format"].annotation)
    assert not [way for way in ways if f"`{way}`" not in PAGE]
    assert not [name for name in phrases.PHRASES if f"`{name}`" not in PAGE]


def test_every_table_is_named():
    assert not [name for name in content.names("sentences") if f"`{name}`" not in PAGE]
