"""Arguments checked before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from suasion.errors import Problem, SuasionError


def all_at_once(checks: Sequence[Callable[[], Any]]) -> list[Any]:
    """Runs every check, and then names what is wrong with any of them.

    Returns:
        What each check gave.

    Raises:
        SuasionError: With the problems of all checks.
    """
    problems: list[Problem] = []
    results = []
    for check in checks:
        try:
            results.append(check())
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
    return results
