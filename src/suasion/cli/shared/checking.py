"""Arguments checked before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from suasion.errors import Problem, SuasionError


def all_at_once(checks: Sequence[Callable[[], Any]]) -> None:
    """Runs every check, and then names what all of them found.

    Raises:
        SuasionError: With the problems of all checks.
    """
    problems: list[Problem] = []
    for check in checks:
        try:
            check()
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
