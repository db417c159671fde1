"""What a name, a code or a number means over time; and the table of states."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from suasion.domain.findings.country import CountryFindings, Reading, StatePeriod
from suasion.domain.findings.tables import table_of
from suasion.domain.numbers import whole
from suasion.domain.readings import periods, readings
from suasion.domain.registry import FIRST, LATEST
from suasion.domain.spelling import key
from suasion.errors import Problem, SuasionError
from suasion.files.datasets import panels
from suasion.files.library.states import registry
from suasion.lab.answered import Answered
from suasion.words import country as words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class CountryMeaning(Answered[CountryFindings]):
    """What a name, a code or a number means over time."""

    @property
    def table(self) -> pd.DataFrame:
        """The readings as a table: a row for each state and run of years."""
        return table_of(self.findings.readings, Reading)

    @cached_property
    def text(self) -> str:
        """The same in sentences."""
        return words.text(self.findings)


def country(name: str | int, year: int | None = None) -> CountryMeaning:
    """What a name, a code or a number means over time: which states, in which years, as whose code.

    Args:
        name: A name, an ISO code, V-Dem's letters, or a number of COW, Gleditsch-Ward, V-Dem or Polity.
        year: One year, 1946 to 2100; all if not given.

    Returns:
        ``CountryMeaning`` with ``.table``, ``.text``, ``.findings``; what is ambiguous has all its readings.

    Raises:
        SuasionError: Nothing is called so (near names are offered), or the year is out of range.
    """
    text = str(name).strip()
    if year is not None:
        problems = list(whole("year", year, FIRST, LATEST, f"The table of states begins in {FIRST}."))
        if problems:
            raise SuasionError(problems)
    blocks = panels.blocks().values()
    result = readings(text, registry(), blocks, year)
    empty = not (result.readings or result.unit or result.unclear)
    if empty and (year is None or not readings(text, registry(), blocks).readings):
        raise SuasionError(
            Problem(text[:60] or "NAME", "No state has this name, code or number.", _near(text))
        )
    return CountryMeaning(result)


def countries() -> pd.DataFrame:
    """The table of states: a row for each state and run of years in which its codes are the same.

    Returns:
        A pandas frame ``name first last cow gw iso3 iso2 vdem vdem_number in_cow in_gw names``; ``last`` is missing where a state
        goes on.
    """
    rows = [one for state in registry().states for one in periods(state)]
    return table_of(rows, StatePeriod).convert_dtypes()


def _near(text: str) -> str:
    """Names that are spelt much the same."""
    names = {key(name): name for name in (*registry().names(), *(state.name for state in registry().states))}
    near = [names[one] for one in get_close_matches(key(text), list(names), n=3, cutoff=0.75)]
    return (
        f"Did you mean {' or '.join(near)}?" if near else "Give a name, an ISO code such as PRK, or a number."
    )
