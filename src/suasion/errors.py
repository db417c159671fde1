"""What can go wrong, said so that the user can mend it: place, what, why, fix."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST = 60  # characters of a value that are repeated to the user
TURNING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # these let text be read in another order


def steers(character: str) -> bool:
    """Whether a character is no text but steers a terminal, turns the order of reading, or cannot be encoded."""
    return unicodedata.category(character) in ("Cc", "Cs") or character in TURNING


def visible(text: str) -> str:
    """The text with what would steer a terminal written out, as ``<U+001B>``; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"<U+{ord(one):04X}>" if steers(one) and one not in "\n\r\t" else one for one in text)


class Wording(str):
    """Words that name arguments: as text they speak to whoever calls from Python, in ``options`` to the command line.

    Join them with ``+``; an f-string keeps the words for Python alone.

    Args:
        python: As Python calls the arguments (``worlds=0``).
        options: As the command line calls them (``--worlds 0``).
    """

    __slots__ = ("options",)
    options: str

    def __new__(cls, python: str, options: str) -> Wording:
        one = super().__new__(cls, python)
        one.options = options
        return one

    def __add__(self, other: str) -> Wording:
        return Wording(str.__add__(self, other), self.options + as_options(other))

    def __radd__(self, other: str) -> Wording:
        return Wording(str.__add__(other, self), as_options(other) + self.options)

    def __reduce__(self) -> tuple[type[Wording], tuple[str, str]]:
        return Wording, (str(self), self.options)


def as_options(words: str) -> str:
    """Words as the command line says them."""
    return words.options if isinstance(words, Wording) else words


def argument(name: str, value: object = None) -> Wording:
    """An argument as the place of a problem: ``worlds=0`` in Python, ``--worlds 0`` on the command line.

    Args:
        name: As Python calls it.
        value: What was passed; the name alone if ``None``. A switch that is on has no value on the command line.
    """
    option = "--" + name.replace("_", "-")
    if value is None:
        return Wording(name, option)
    text = json.dumps(value[:LONGEST], ensure_ascii=False) if isinstance(value, str) else _short(value)
    plain = value[:LONGEST] if isinstance(value, str) else _short(value)
    return Wording(f"{name}={text}", option if value is True else f"{option} {plain}")


def mention(name: str, value: object = None) -> Wording:
    """An argument within a sentence, set off as code where Python reads it."""
    one = argument(name, value)
    return Wording(f"`{one}`", one.options)


def wording(sentence: str, **arguments: object) -> Wording:
    """A sentence that names arguments.

    Args:
        sentence: With each argument in braces: ``Begin anew with {force}.``
        arguments: For each its value, ``None`` for the name alone.
    """
    mentioned = {name: mention(name, value) for name, value in arguments.items()}
    return Wording(
        sentence.format(**mentioned),
        sentence.format(**{name: one.options for name, one in mentioned.items()}),
    )


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)[:LONGEST]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what the user gave.

    Attributes:
        where: The place, as the user would find it (``file · key``).
        what: One sentence saying what is wrong.
        fix: One sentence saying what to do about it; may be empty.

    Where these name arguments they are :class:`Wording`, and the command line shows its own spelling.
    """

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        tail = f" {self.fix}" if self.fix else ""
        return visible(f"{self.where}\n  {self.what}{tail}")

    @property
    def options(self) -> Problem:
        """The same as the command line says it, by options instead of arguments."""
        return Problem(as_options(self.where), as_options(self.what), as_options(self.fix))


class SuasionError(Exception):
    """Every error that Suasion raises for its user; carries all the problems at once.

    Args:
        problems: At least one problem.
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Notice(UserWarning):
    """What the user should know and need do nothing about; one line on the screen."""


class BackendWarning(Notice):
    """Another back end plays than the one that was asked for; the numbers are the same, the speed is not."""


class CacheWarning(Notice):
    """Compiled code cannot be stored, so that every run compiles anew; the numbers are the same."""


class TidiedWarning(Notice):
    """What a killed process had left was removed, or put where it belongs."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence naming the known word closest to ``word``, or listing the choices when few."""
    choices = sorted(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"Nearest: {close[0]}."
    return f"Known: {', '.join(choices)}." if 0 < len(choices) <= 24 else ""
