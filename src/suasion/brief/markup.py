"""A reader's language that says things as markup: what stands in a message's places is always escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from suasion.words.translator import Translator


class PageTranslator(Translator):
    """Says whole sentences as markup, with names set apart so that no script turns its surroundings."""

    def put(self, message: str, named: Mapping[str, Any]) -> Markup:
        """The message with its places filled; both are escaped unless they are markup already."""
        return escape(message).format(**named) if named else escape(message)

    def name(self, text: str) -> Markup:
        """A name within a sentence, isolated."""
        return text if isinstance(text, Markup) else Markup("<bdi>{}</bdi>").format(text)

    def join(self, sentences: Iterable[str]) -> Markup:
        """Sentences one after another."""
        return Markup(" ").join(sentences)


def spoken(t: Translator) -> PageTranslator:
    """The same language for a page."""
    return PageTranslator(t.language, t.messages, t.form)
