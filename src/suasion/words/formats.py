"""How a single value is said: the closed set of formats that tables of sentences name."""

from __future__ import annotations

import math
from collections.abc import Callable, Sized
from decimal import Decimal

from suasion.domain.places import Place
from suasion.words import phrases
from suasion.words.scope import Scope
from suasion.words.translator import Translator

Format = Callable[[object, Place, Scope, Translator], str]


def text(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """As it stands."""
    return str(value)


def name(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A proper name, set apart on a page."""
    return t.name(str(value))


def title(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A title, in the reader's language where it is Suasion's own."""
    return t.title(str(value))


def quoted(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A title in quotation marks, since titles hold commas and begin with a capital."""
    return t.quoted(str(value))


def number(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A number with so many decimals."""
    figure = abs(_figure(value)) if place.absolute else _figure(value)
    shown = t.number(Decimal(figure) if place.exact else figure, place.digits, grouped=place.grouped)
    return f"+{shown}" if place.sign and figure >= 0 else shown


def percent(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A share in percent."""
    figure = _figure(value)
    return t.percent(Decimal(100 * figure) / 100 if place.exact else figure, place.digits)


def general(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """Six digits at most and no more than are needed, as ``%g`` prints them, the same in every language."""
    return f"{_figure(value):+g}" if place.sign else f"{_figure(value):g}"


def significant(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A number to so many digits that count, without powers of ten."""
    figure = _figure(value)
    if figure <= 0:
        return f"{figure:g}"
    decimals = place.digits - 1 - math.floor(math.log10(figure))
    return t.number(Decimal(round(figure, decimals)), max(decimals, 0))


def size(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """How many parts a list or a table has."""
    return t.number(len(value) if isinstance(value, Sized) else 0)


def scientific(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A number with a power of ten, as ``%e`` prints it, the same in every language."""
    return f"{_figure(value):.{place.digits}e}"


def share(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """A share in words: "about 7 in 10 worlds"."""
    return phrases.share(_figure(value), place.of, t)


def strategy(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """The title of a strategy, from the field ``titles``, in quotation marks."""
    return t.quoted(str(scope.value(f"titles.{value}")))


def mechanism(value: object, place: Place, scope: Scope, t: Translator) -> str:
    """What an ablation switches off: the phrase of a group, else a mechanism's title in quotation marks."""
    if value in phrases.TOGETHER:
        return t.say(phrases.TOGETHER[str(value)])
    return t.quoted(str(scope.value(f"mechanisms.{value}.title")))


def phrase(value: object, place: Place, scope: Scope, t: Translator, **filled: str) -> str:
    """The phrase that stands for a value."""
    return t.say(phrases.PHRASES[place.phrases][str(value)], **filled)


def _figure(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


FORMATS: dict[str, Format] = {
    "text": text,
    "name": name,
    "title": title,
    "quoted": quoted,
    "number": number,
    "percent": percent,
    "general": general,
    "significant": significant,
    "scientific": scientific,
    "size": size,
    "share": share,
    "strategy": strategy,
    "mechanism": mechanism,
}
