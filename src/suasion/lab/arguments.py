"""What is asked for, checked against the case; every problem is named at once."""

from __future__ import annotations

from suasion.domain.arguments import PlayArguments
from suasion.domain.case import Case
from suasion.domain.numbers import whole
from suasion.errors import SuasionError


def check_arguments(case: Case, arguments: PlayArguments, *, jobs: int | None = None) -> None:
    """Refuses what cannot be played, before anything is.

    Raises:
        SuasionError: With every problem of the arguments, named as on the command line.
    """
    problems = arguments.problems(case)
    if jobs is not None:
        fix = "Leave it out to use all cores."
        problems += whole("jobs", jobs, 1, None, "At least one thread is needed.", fix)
    if problems:
        raise SuasionError(problems)
