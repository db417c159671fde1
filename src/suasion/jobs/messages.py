"""What the process of a job writes to the one that started it: a line of JSON each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from suasion.domain.model import Model
from suasion.errors import Problem, SuasionError, Wording, as_options


class Report(Model):
    """How far the job has come; see :class:`suasion.progress.Progress`."""

    kind: Literal["report"] = "report"
    step: str
    done: int
    total: int


class Refusal(Model):
    """Why the job stopped, as problems of (where, what, fix), each as Python and as the command line say it."""

    kind: Literal["refusal"] = "refusal"
    problems: tuple[tuple[tuple[str, str], tuple[str, str], tuple[str, str]], ...]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Refusal:
        """From problems."""
        return cls(problems=tuple((_both(one.where), _both(one.what), _both(one.fix)) for one in problems))

    def error(self) -> SuasionError:
        """The problems as an error to raise."""
        return SuasionError(Problem(*(Wording(*both) for both in one)) for one in self.problems)


def _both(words: str) -> tuple[str, str]:
    return str(words), as_options(words)


MESSAGE: TypeAdapter[Report | Refusal] = TypeAdapter(Report | Refusal)


def read(line: str) -> Report | Refusal | None:
    """A line as a message; nothing where it is none (a library may print what it likes)."""
    try:
        return MESSAGE.validate_json(line)
    except ValidationError:
        return None
