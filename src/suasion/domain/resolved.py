"""A case with everything that it takes from the library put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from suasion.domain.case import Case
from suasion.domain.instrument import Instrument, Package
from suasion.domain.strategy import Strategy
from suasion.domain.treaty import Treaty


class Resolved(NamedTuple):
    """A case ready to be played.

    Attributes:
        case: The case as written.
        strategies: All of its strategies, ``baseline`` first.
        packages: The library's packages of instruments.
        treaties: The library's treaties.
        instruments: The library's instruments.
    """

    case: Case
    strategies: tuple[Strategy, ...]
    packages: Mapping[str, Package]
    treaties: Mapping[str, Treaty]
    instruments: Mapping[str, Instrument]

    @property
    def table(self) -> tuple[Strategy, ...]:
        """The strategies of the main table; variants stand outside it."""
        return tuple(strategy for strategy in self.strategies if not strategy.variant)


def absolute(year: int, case: Case) -> int:
    """A calendar year: years below 1000 count from the start of the case."""
    return year if year >= 1000 else case.target.start + year
