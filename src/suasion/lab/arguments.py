"""What is asked for, checked against the case; every problem is named at once."""

from __future__ import annotations

from suasion.domain.arguments import PlayArguments
from suasion.domain.case import Case
from suasion.errors import Problem, SuasionError


def check_arguments(case: Case, arguments: PlayArguments, *, jobs: int | None = None) -> None:
    """Refuses what cannot be played, before anything is.

    Raises:
        SuasionError: With every problem of the arguments, named as on the command line.
    """
    problems = arguments.problems(case)
    if jobs is not None and jobs < 1:
        what = "At least one thread is needed."
        problems.append(Problem(f"--jobs {jobs}", what, "Leave it out to use all cores."))
    if problems:
        raise SuasionError(problems)
