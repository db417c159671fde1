"""What can go wrong, said so that the user can mend it: place, what, why, fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what the user gave.

    Attributes:
        where: The place, as the user would find it (``file · key``).
        what: One sentence saying what is wrong.
        fix: One sentence saying what to do about it; may be empty.
    """

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        tail = f" {self.fix}" if self.fix else ""
        return f"{self.where}\n  {self.what}{tail}"


class SuasionError(Exception):
    """Every error that Suasion raises for its user; carries all the problems at once.

    Args:
        problems: At least one problem.
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BackendWarning(UserWarning):
    """Another back end plays than the one that was asked for; the numbers are the same, the speed is not."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence naming the known word closest to ``word``, or listing the choices when few."""
    choices = sorted(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"Nearest: {close[0]}."
    return f"Known: {', '.join(choices)}." if 0 < len(choices) <= 24 else ""
