"""Codes and names of states, over time, brought to one key: the COW number of the state in that year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import get_args

import polars as pl

from suasion.domain.country import Code, Country
from suasion.domain.dataset import Codes

FIRST, LATEST = 1946, 2100
#: A code that stands for another state than the table says, in one dataset: ``{code: [(cow, since, until)]}``.
Recodes = Mapping[str, Sequence[tuple[int, int, int]]]
UNKNOWN = "no state has this code"
BEFORE = "no state, or not under this code, in these years"
BORDERS = "the series is for the borders of today, and the state of these years had others"


@cache
def plain(name: str) -> str:
    """A name without accents, signs and capitals, so that spellings of the same words meet."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one)
    )
    bare = re.sub(r"\bst\.? ", "saint ", bare.replace("&", " and ").replace("-", " "))
    return " ".join(re.sub(r"[^a-z0-9 ]", "", bare).split())


class Crosswalk:
    """The table of states, ready to be asked.

    Args:
        states: Every state.
    """

    def __init__(self, states: Iterable[Country]) -> None:
        self.states = tuple(states)
        self._holders: dict[Codes, dict[str, list[tuple[Code, Country]]]] = {}
        for system in get_args(Codes):
            known: dict[str, list[tuple[Code, Country]]] = {}
            for state in self.states:
                for code in state.codes(system):
                    known.setdefault(self.key(code.code, system), []).append((code, state))
            self._holders[system] = known
        self._carried: dict[Codes, dict[str, list[Country]]] = {"cow": {}, "gw": {}}
        for state in self.states:
            for system, numbers in (("cow", state.carried.cow), ("gw", state.carried.gw)):
                for number in numbers:
                    self._carried[system].setdefault(str(number), []).append(state)  # type: ignore[index]
        years = range(FIRST, LATEST + 1)
        self._alive = {id(state): {year for year in years if state.alive(year)} for state in self.states}
        self._stands = {id(state): {year for year in years if state.stands(year)} for state in self.states}
        self._matches: dict[tuple[str, Codes, int, bool], tuple[int | None, str]] = {}

    @staticmethod
    def key(code: str, system: Codes) -> str:
        """A code as it is compared."""
        return plain(code) if system == "name" else code.strip().upper()

    def names(self) -> tuple[str, ...]:
        """Every name of every state."""
        return tuple(name for state in self.states for name in (state.name, *state.names))

    def find(self, code: str, system: Codes, year: int, *, today: bool = False) -> tuple[int | None, str]:
        """The COW number of the state that a code stands for in a year, and how it was found or why not.

        A state that stands on the last day of the year comes before one that ended in it, and both come
        before one that is only carried under the code.

        Args:
            code: Code or name.
            system: Whose code.
            year: The year.
            today: Whether the series is for the borders of today.
        """
        asked = (code, system, year, today)
        if asked not in self._matches:
            self._matches[asked] = self._find(self.key(code, system), system, year, today)
        return self._matches[asked]

    def _find(self, key: str, system: Codes, year: int, today: bool) -> tuple[int | None, str]:
        holders = self._holders[system].get(key, [])
        alive = [state for code, state in holders if year in self._alive[id(state)] and code.covers(year)]
        if today and alive and not any(state.speaks(year) for state in alive):
            return None, BORDERS
        alive = [state for state in alive if state.speaks(year)] if today else alive
        if alive:
            return max(alive, key=lambda state: year in self._stands[id(state)]).cow, "code"
        if not today:
            for state in self._carried.get(system, {}).get(key, []):
                if year in self._alive[id(state)]:
                    return state.cow, "carried"
        return None, BEFORE if holders else UNKNOWN

    def match(
        self, keys: pl.DataFrame, system: Codes, *, today: bool = False, recodes: Recodes | None = None
    ) -> pl.DataFrame:
        """Each pair of code and year once, with the state's COW number where it is known.

        Args:
            keys: Columns ``code`` (text) and ``year``.
            system: Whose codes they are.
            today: Whether the series is for the borders of today.
            recodes: What a code stands for in this dataset, where that is not what the table says.

        Returns:
            Columns ``code``, ``year``, ``cow`` and ``how``: code, carried, recoded, or the reason for no match.
        """
        pairs = keys.select("code", "year").unique().drop_nulls().sort("code", "year")
        special = recodes or {}
        hits = [
            self._recoded(special[code], year)
            if code in special
            else self.find(code, system, year, today=today)
            for code, year in zip(pairs["code"].to_list(), pairs["year"].to_list(), strict=True)
        ]
        return pairs.with_columns(
            cow=pl.Series([cow for cow, _ in hits], dtype=pl.Int64),
            how=pl.Series([how for _, how in hits], dtype=pl.String),
        )

    @staticmethod
    def _recoded(meant: Sequence[tuple[int, int, int]], year: int) -> tuple[int | None, str]:
        hit = next((cow for cow, since, until in meant if since <= year <= until), None)
        return hit, "recoded" if hit else BEFORE

    def rows(self, last: int, first: int = FIRST) -> pl.DataFrame:
        """Every state-year: ``cow gw iso3 name year in_cow in_gw``, in order of number and year.

        Each number of either list stands once in a year. Where a state ends and another takes over its number
        within the year, the one that stands on the last day keeps it.
        """
        rows = []
        for year in range(first, last + 1):
            alive = sorted(
                (state for state in self.states if year in self._alive[id(state)]),
                key=lambda state: year not in self._stands[id(state)],
            )
            taken: dict[str, set[object]] = {"cow": set(), "gw": set(), "iso3": set()}
            for state in alive:
                if state.cow in taken["cow"]:
                    continue
                gw, iso3 = state.gw, state.code("iso3", year)
                rows.append(
                    {
                        "cow": state.cow,
                        "gw": None if gw in taken["gw"] else gw,
                        "iso3": None if iso3 in taken["iso3"] else iso3,
                        "name": state.name,
                        "year": year,
                        "in_cow": state.listed("cow", year),
                        "in_gw": state.listed("gw", year),
                    }
                )
                for name, value in (("cow", state.cow), ("gw", gw), ("iso3", iso3)):
                    taken[name].add(value)
        schema = {"cow": pl.Int64, "gw": pl.Int64, "iso3": pl.String, "name": pl.String, "year": pl.Int64}
        return pl.DataFrame(rows, schema=schema | {"in_cow": pl.Boolean, "in_gw": pl.Boolean}).sort(
            "cow", "year"
        )
