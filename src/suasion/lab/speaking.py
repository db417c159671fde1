"""What words are made with: the reader's language, and tables of sentences."""

from __future__ import annotations

from functools import cache

from suasion.domain.model import Model
from suasion.domain.sentences import SentencesFile
from suasion.files.library import content, locales
from suasion.words import interpreter
from suasion.words.interpreter import Paragraph
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


def answer(table: str, findings: Model) -> list[Paragraph]:
    """What a table says of some findings: paragraphs with their headings, in their order."""
    return interpreter.answer(sentences(table), findings)


def lines(table: str, findings: Model, section: str = "text") -> tuple[str, ...]:
    """The sentences that a section of a table says of some findings, one by one.

    Args:
        table: Its name, ``measurement`` for instance.
        findings: The findings.
        section: The section's name.
    """
    return interpreter.lines(sentences(table), section, findings)


def text(table: str, findings: Model, section: str = "text") -> str:
    """The same as one text."""
    return interpreter.paragraph(sentences(table), section, findings)
