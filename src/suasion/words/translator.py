"""A reader's language: messages, names, numbers and dates.

English is the source text: a message that has no translation is said in English, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LOCALES = {"en": "en_GB"}  # the source text is written in British English


def one_form(n: int) -> int:
    """The plural rule of a language whose nouns have one form."""
    return 0


def two_forms(n: int) -> int:
    """The plural rule of English."""
    return int(n != 1)


@dataclass(frozen=True)
class Translator:
    """Says things in one language.

    Attributes:
        language: Its code, as in ``lang`` of HTML.
        messages: English message to its translation; for a counted message to the tuple of its forms.
        form: Number to the index of the plural form.
    """

    language: str = "en"
    messages: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = two_forms

    @property
    def locale(self) -> str:
        """The locale of numbers and dates."""
        return LOCALES.get(self.language, self.language)

    def put(self, message: str, named: Mapping[str, Any]) -> str:
        """Puts names and numbers in their places; a subclass may escape them."""
        return message.format(**named) if named else message

    def say(self, message: str, /, **named: Any) -> str:
        """A whole sentence, with what stands in its ``{places}``."""
        found = self.messages.get(message, message)
        return self.put(found if isinstance(found, str) else found[0], named)

    def count(self, one: str, many: str, n: int, /, **named: Any) -> str:
        """A sentence that depends on a number, which stands at ``{n}``."""
        forms = self.messages.get(one, (one, many))
        index = self.form(n) if one in self.messages else two_forms(n)
        return self.put(forms if isinstance(forms, str) else forms[index], {"n": self.number(n), **named})

    def known(self, text: str) -> str:
        """A title of the library in this language; a text that is not the library's stays as it is."""
        found = self.messages.get(text, text)
        return self.name(found if isinstance(found, str) else found[0])

    def name(self, text: str) -> str:
        """A name within a sentence; a subclass may set it apart."""
        return text

    def quoted(self, text: str) -> str:
        """A title in quotation marks, since titles hold commas."""
        return self.say("“{title}”", title=self.known(text))

    def join(self, sentences: Iterable[str]) -> str:
        """Sentences one after another."""
        return " ".join(sentences)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with so many decimals, grouped as readers of this language expect."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, format=_pattern("#,##0", digits), locale=self.locale))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share in percent."""
        from babel.numbers import format_percent

        return str(format_percent(share, format=_pattern("#,##0", digits) + "%", locale=self.locale))

    def date(self, day: date) -> str:
        """A day, written out."""
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=self.locale))

    def listed(self, names: list[str]) -> str:
        """Names as a list in a sentence."""
        from babel.lists import format_list

        if not names:
            return self.say("none")
        pattern = str(format_list([f"{{n{i}}}" for i in range(len(names))], locale=self.locale))
        return self.put(pattern, {f"n{i}": name for i, name in enumerate(names)})


def _pattern(whole: str, digits: int) -> str:
    return whole + ("." + "0" * digits if digits else "")


ENGLISH = Translator()
