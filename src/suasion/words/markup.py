"""A translator for a page: what stands in a message's places is always escaped, and what is not in the reader's language says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from suasion.words.translator import SOURCE, Translator


class PageTranslator(Translator):
    """Says whole sentences as markup, with names set apart so that no script turns its surroundings."""

    def fill(self, message: str, named: Mapping[str, Any]) -> Markup:
        """The message with its places filled; both are escaped unless they are markup already."""
        return escape(self.agreeing(message, named)).format(**named) if named else escape(message)

    def plain(self, value: object) -> str:
        """What stands in a place, without markup."""
        return value.striptags() if isinstance(value, Markup) else str(value)

    def name(self, text: str) -> Markup:
        """A name within a sentence, isolated."""
        return text if isinstance(text, Markup) else Markup("<bdi>{}</bdi>").format(text)

    def authored(self, text: str) -> Markup:
        """What the author of a case wrote, isolated, and in no language that is known."""
        if self.language == SOURCE or isinstance(text, Markup):
            return self.name(text)
        return Markup('<bdi lang="">{}</bdi>').format(text)

    def in_source(self, text: str) -> Markup:
        """What was left in English, marked so that it is read aloud as English."""
        return Markup('<span lang="en">{}</span>').format(text)

    def join(self, sentences: Iterable[str]) -> Markup:
        """Sentences one after another."""
        return Markup(" ").join(sentences)


def on_page(t: Translator) -> PageTranslator:
    """The same language for a page; both note together what they leave in English."""
    return PageTranslator(t.language, t.translations, t.messages, t.untranslated)
