"""Every sentence of the brief stands in the catalogues, and whatever is not translated is listed."""

from __future__ import annotations

import re
import sys
import warnings
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from suasion.files.library.locales import FILE, LOCALES, languages

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "src" / "suasion" / "brief" / "brief.html.j2"
LANGUAGES = [language for language in languages() if language != "en"]


@cache
def scripts():
    """``scripts/messages.py`` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import messages

        return messages
    finally:
        sys.path.pop(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_read_and_what_it_lacks_is_said_aloud(language):
    """A message without a translation is said in English and marked: a warning here, never a failure."""
    path = LOCALES / language / FILE
    updated = scripts().updated(path, language)
    if scripts().written(updated) != path.read_bytes():
        warnings.warn(f"{language}: the catalogue lags behind; run scripts/messages.py", stacklevel=1)
    if missing := scripts().untranslated(updated):
        warnings.warn(f"{language}: {len(missing)} untranslated, such as {missing[0]!r}", stacklevel=1)
    assert len(missing) < len(updated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places(language):
    """A translation names no place that the message lacks."""

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for message in scripts().updated(LOCALES / language / FILE, language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            known = set().union(*map(places, ids))
            assert not [text for text in strings if text and places(text) - known], ids[0]


def test_template_says_nothing_outside_the_catalogue():
    """What is left of the template without tags, expressions and statements is no sentence."""
    text = TEMPLATE.read_text("utf-8")
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.S)
    text = re.sub(r"<[^>]*>", " ", text)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"SHA"}


def test_every_message_of_the_code_is_found():
    known = {message if isinstance(message, str) else message[0] for message, _ in scripts().said()}
    assert "What the record cannot say" in known
    assert "about {n} in 10 worlds" in known
    assert "How this can be misused" in known
