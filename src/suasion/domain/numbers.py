"""Whole numbers that a user passes: from any library, and refused in words where they are none."""

from __future__ import annotations

from collections.abc import Iterator
from operator import index
from typing import SupportsIndex

from suasion.errors import Problem, argument

MOST_SEED = 2**63 - 1
SEED = "A seed is a whole number from 0 to 2**63 - 1."


def plain(value: object) -> object:
    """A whole number as Python's own, whatever library it comes from; all else as it is."""
    return index(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else value


def whole(
    name: str, value: object, least: int, most: int | None, what: str, fix: str = ""
) -> Iterator[Problem]:
    """What is wrong with a whole number.

    Args:
        name: Of the argument.
        value: What was passed.
        least: The least that it may be.
        most: The most; no limit if ``None``.
        what: The sentence for a number out of range.
        fix: What to do then.
    """
    number = plain(value)
    if isinstance(number, bool) or not isinstance(number, int):
        written = f"Write {number:.0f}." if isinstance(number, float) and number.is_integer() else ""
        yield Problem(argument(name, value), "A whole number is needed.", written)
    elif number < least or (most is not None and number > most):
        yield Problem(argument(name, number), what, fix)


def seed(value: object) -> Iterator[Problem]:
    """What is wrong with a seed."""
    return whole("seed", value, 0, MOST_SEED, SEED)
