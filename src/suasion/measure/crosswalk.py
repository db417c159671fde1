"""Codes and names of states, over time, brought to one key: the COW number of the state in that year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from suasion.domain.dataset import Codes
from suasion.domain.registry import BEFORE, FIRST, REGION, Registry

#: A code that stands for another state than the table says, in one dataset: ``{code: [(cow, since, until)]}``.
Recodes = Mapping[str, Sequence[tuple[int, int, int]]]


class Crosswalk(Registry):
    """The table of states, with whole columns put to it."""

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
        regional = self.regional(pairs["code"].unique()) if system == "name" else set()

        def hit(code: str, year: int) -> tuple[int | None, str]:
            if code in special:
                return self._recoded(special[code], year)
            if regional and self.key(code, "name") in regional:
                return None, REGION
            return self.find(code, system, year, today=today)

        hits = [
            hit(code, year)
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
