"""A reader's language: messages, names, numbers and dates.

English is the source text. A message that has no translation is said in English, whole, and what was left in English
is noted, so that a page can say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from gettext import NullTranslations
from typing import Any, Literal

from suasion.words import korean

SOURCE = "en"
LOCALES = {SOURCE: "en_GB"}  # the source text is written in British English
#: What stands between names in a row.
BETWEEN = {"commas": ", ", "semicolons": "; ", "lines": "\n"}
#: Language to what makes words agree with what stands in a message's places.
AGREEMENT: dict[str, Callable[[str, Mapping[str, str]], str]] = {"ko": korean.agreeing}


@dataclass
class Untranslated:
    """Messages of Suasion's own that were said in English to a reader of another language.

    Attributes:
        sentences: Sentences, headings and labels.
        titles: Titles, meanings and claims of the model and the library.
    """

    sentences: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Translator:
    """Says things in one language.

    Attributes:
        language: Its code, as in ``lang`` of HTML.
        translations: The catalogue of that language.
        messages: Every message that is Suasion's own, with whether the catalogue translates it.
        untranslated: What was left in English so far.
    """

    language: str = SOURCE
    translations: NullTranslations = field(default_factory=NullTranslations, compare=False)
    messages: Mapping[str, bool] = field(default_factory=dict, compare=False)
    untranslated: Untranslated = field(default_factory=Untranslated, compare=False)

    @property
    def locale(self) -> str:
        """The locale of numbers and dates."""
        return LOCALES.get(self.language, self.language)

    def fill(self, message: str, named: Mapping[str, Any]) -> str:
        """Puts names and numbers in their places, with what agrees with them; a subclass may escape them."""
        return self.agreeing(message, named).format(**named) if named else message

    def agreeing(self, message: str, named: Mapping[str, Any]) -> str:
        """A message whose words agree with what stands in its places, as the language wants it."""
        agree = AGREEMENT.get(self.language)
        return (
            agree(message, {name: self.plain(value) for name, value in named.items()}) if agree else message
        )

    def plain(self, value: object) -> str:
        """What stands in a place, without markup."""
        return str(value)

    def say(self, message: str, /, **named: Any) -> str:
        """A whole sentence, with what stands in its ``{places}``."""
        if self.lacks(message):
            self.untranslated.sentences.add(message)
            return self.in_source(self.fill(message, named))
        return self.fill(self.translations.gettext(message), named)

    def count(self, one: str, many: str, n: int, /, **named: Any) -> str:
        """A sentence that depends on a number, which stands at ``{n}``."""
        named = {"n": self.number(n), **named}
        if self.lacks(one):
            self.untranslated.sentences.add(one)
            return self.in_source(self.fill(one if n == 1 else many, named))
        return self.fill(self.translations.ngettext(one, many, n), named)

    def title(self, text: str) -> str:
        """A title of the library in this language; a text that is not the library's stays as its author wrote it."""
        if text not in self.messages or not text:
            return self.authored(text)
        if self.lacks(text):
            self.untranslated.titles.add(text)
            return self.in_source(self.name(text))
        return self.name(self.translations.gettext(text))

    def lacks(self, message: str) -> bool:
        """Whether a message of Suasion's own has no translation."""
        return self.language != SOURCE and not self.messages.get(message, False)

    def name(self, text: str) -> str:
        """A name within a sentence; a subclass may set it apart."""
        return text

    def authored(self, text: str) -> str:
        """What the author of a case wrote, in the author's own language; a subclass may say so."""
        return self.name(text)

    def in_source(self, text: str) -> str:
        """What was left in English; a subclass may mark it."""
        return text

    def quoted(self, text: str) -> str:
        """A title in quotation marks, since titles hold commas."""
        return self.say("“{title}”", title=self.title(text))

    def join(self, sentences: Iterable[str]) -> str:
        """Sentences one after another."""
        return " ".join(sentences)

    def number(self, value: float | Decimal, digits: int = 0, *, grouped: bool = True) -> str:
        """A number with so many decimals, grouped as readers of this language expect."""
        from babel.numbers import format_decimal

        whole = "#,##0" if grouped else "0"
        return str(format_decimal(value, format=_pattern(whole, digits), locale=self.locale))

    def percent(self, share: float | Decimal, digits: int = 0) -> str:
        """A share in percent."""
        from babel.numbers import format_percent

        return str(format_percent(share, format=_pattern("#,##0", digits) + "%", locale=self.locale))

    def date(self, day: date) -> str:
        """A day, written out."""
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=self.locale))

    def listed(self, names: list[str]) -> str:
        """Names as a list in a sentence."""
        return self.row(names, "list")

    def row(self, names: list[str], how: str) -> str:
        """Names in a row: as a ``list`` in a sentence, ``either`` of them, or with ``commas`` … between."""
        from babel.lists import format_list

        if not names:
            return self.say("none")
        if how in BETWEEN:
            return self._among(BETWEEN[how].join(_places(names)), names)
        style: Literal["standard", "or"] = "or" if how == "either" else "standard"
        return self._among(str(format_list(_places(names), style=style, locale=self.locale)), names)

    def _among(self, pattern: str, names: list[str]) -> str:
        return self.fill(pattern, {f"n{i}": name for i, name in enumerate(names)})


def _places(names: list[str]) -> list[str]:
    return [f"{{n{i}}}" for i in range(len(names))]


def _pattern(whole: str, digits: int) -> str:
    return whole + ("." + "0" * digits if digits else "")


ENGLISH = Translator()
