"""Message catalogues: ``library/locale/LANGUAGE/LC_MESSAGES/suasion.po``, read by Babel and looked up by gettext."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError, argument, nearest
from suasion.files.library.content import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LOCALES = ROOT / "locale"
FILE = "LC_MESSAGES/suasion.po"


def languages() -> list[str]:
    """Codes of the languages that Suasion speaks; English is the source."""
    return sorted({"en", *(path.parent.parent.name for path in LOCALES.glob(f"*/{FILE}"))})


def known(language: str) -> None:
    """Refuses a language that Suasion does not speak.

    Raises:
        SuasionError: There is no catalogue of this language.
    """
    if language not in languages():
        raise SuasionError(
            Problem(argument("lang", language), "There is no such language.", nearest(language, languages()))
        )


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language other than English.

    Raises:
        SuasionError: There is no catalogue of this language.
    """
    known(language)
    from babel.messages.pofile import read_po

    with (LOCALES / language / FILE).open("rb") as file:
        return read_po(file, locale=language)


@cache
def translations(language: str) -> GNUTranslations:
    """What gettext looks a language's messages up in."""
    return compiled(catalogue(language))


def compiled(catalogue: Catalog) -> GNUTranslations:
    """What gettext looks messages up in; plural forms go by the rule in the catalogue's header."""
    from babel.messages.mofile import write_mo

    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)


def messages(catalogue: Catalog) -> dict[str, bool]:
    """Every message of Suasion's own, with whether a language has it; one for a number by its singular."""
    return {first(message): translated(message) for message in catalogue if message.id}


def missing(language: str) -> list[str]:
    """Messages that a language lacks."""
    return [message for message, there in messages(catalogue(language)).items() if not there]


def first(message: Message) -> str:
    """A message in English; of one for a number, the singular."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def translated(message: Message) -> bool:
    """Whether a message has a translation in every form, and none that is only supposed."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings) and not message.fuzzy
