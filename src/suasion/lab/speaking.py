"""What words are made with: the reader's language, and tables of sentences."""

from __future__ import annotations

from functools import cache

from suasion.domain.sentences import SentencesFile
from suasion.files.library import content, locales
from suasion.words.translator import ENGLISH, SOURCE, Translator


def translator(language: str = SOURCE) -> Translator:
    """A language by its code; each call notes anew what it leaves in English.

    Raises:
        SuasionError: There is no catalogue of this language.
    """
    locales.known(language)
    if language == SOURCE:
        return ENGLISH
    return Translator(language, locales.translations(language), locales.messages(locales.catalogue(language)))


@cache
def sentences(name: str) -> SentencesFile:
    """A table of sentences by its name, ``comparison`` for instance."""
    return content.one("sentences", name, SentencesFile)
