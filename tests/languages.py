"""Languages made up for a test, by way of the catalogues that Suasion reads."""

from __future__ import annotations

from collections.abc import Mapping

from babel.messages.catalog import Catalog

from suasion.files.library.locales import compiled, messages
from suasion.words.translator import Translator


def translator(language: str, strings: Mapping[str | tuple[str, str], str | tuple[str, ...]]) -> Translator:
    """A language with these messages; what has the empty translation is known to be Suasion's own."""
    catalogue = Catalog(locale=language)
    for message, string in strings.items():
        catalogue.add(message, string)
    return Translator(language, compiled(catalogue), messages(catalogue))
