"""Message catalogues: ``library/locale/LANGUAGE/LC_MESSAGES/suasion.po`` as translators."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library.content import ROOT
from suasion.words.translator import ENGLISH, Translator

LOCALES = ROOT / "locale"
FILE = "LC_MESSAGES/suasion.po"


def languages() -> list[str]:
    """Codes of the languages that Suasion speaks; English is the source."""
    return sorted({"en", *(path.parent.parent.name for path in LOCALES.glob(f"*/{FILE}"))})


@cache
def translator(language: str) -> Translator:
    """A language by its code.

    Raises:
        SuasionError: There is no catalogue of this language.
    """
    if language not in languages():
        raise SuasionError(
            Problem(f"--lang {language[:40]}", "There is no such language.", nearest(language, languages()))
        )
    if language == "en":
        return ENGLISH
    from babel.messages.pofile import read_po

    with (LOCALES / language / FILE).open("rb") as file:
        catalogue = read_po(file, locale=language)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        ids, strings = message.id, message.string
        if message.fuzzy or not ids or not strings:
            continue
        if isinstance(ids, tuple | list) and not isinstance(strings, str):
            if all(strings):
                messages[ids[0]] = tuple(map(str, strings))
        elif isinstance(ids, str):
            messages[ids] = str(strings)
    return Translator(language, messages, _form(catalogue.plural_expr))


def _form(expression: str) -> Callable[[int], int]:
    """The plural rule of a catalogue's header."""
    from gettext import c2py

    rule: Callable[[int], int] = c2py(expression)
    return rule
