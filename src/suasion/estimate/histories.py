"""The panel as histories: the five series and the regimes of every state, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float, Int

from suasion.errors import Problem, SuasionError
from suasion.notation.series import SERIES_IDS

if TYPE_CHECKING:
    import polars as pl

#: Kinds of regime, in the order of their codes; everything that is no autocracy has the code 0.
REGIMES = ("none", "party", "military", "monarchy", "personal", "other")
NEEDED = (*SERIES_IDS, "gwf_regime", "gwf_breakdown", "gwf_duration", "civil_conflict")
#: The series are read from this year on, and moves are learnt from five years later on.
FIRST, LEARN_FROM = 1965, 1970
#: State-years below which nothing can be learnt, and years below which a state has no effects of its own.
FEWEST, FEW_YEARS = 1000, 10


@dataclass(frozen=True, eq=False)
class Histories:
    """What the panel records, by state and year; NaN where it records nothing.

    Attributes:
        cow: Correlates of War number of each state, [state].
        iso3: ISO 3166 code or an empty text, [state].
        years: Calendar years, [year].
        levels: The series of ``notation.SERIES``, 0 to 1, [series, state, year].
        regime: Code in ``REGIMES``, [state, year].
        known: Whether regimes are recorded in a year, [year].
        breakdown: Whether an autocratic regime broke down in the year, [state, year].
        age: Years since the regime began, [state, year].
        conflict: Whether there was a civil war or armed conflict within, [state, year].
    """

    cow: Int[np.ndarray, " state"]
    iso3: tuple[str, ...]
    years: Int[np.ndarray, " year"]
    levels: Float[np.ndarray, "series state year"]
    regime: Int[np.ndarray, "state year"]
    known: Bool[np.ndarray, " year"]
    breakdown: Bool[np.ndarray, "state year"]
    age: Float[np.ndarray, "state year"]
    conflict: Bool[np.ndarray, "state year"]

    @property
    def rights(self) -> Float[np.ndarray, "state year"]:
        """Mean of physical integrity, civil liberties (the mean of its two series) and group rights."""
        integrity, political, private, groups, _ = self.levels
        mean: np.ndarray = (integrity + (political + private) / 2 + groups) / 3
        return mean

    def until(self, year: int) -> Histories:
        """The same as it stood at the end of a year."""
        n = int((self.years <= year).sum())
        return Histories(
            self.cow,
            self.iso3,
            self.years[:n],
            self.levels[..., :n],
            self.regime[:, :n],
            self.known[:n],
            self.breakdown[:, :n],
            self.age[:, :n],
            self.conflict[:, :n],
        )

    def without(self, cow: int) -> Histories:
        """The same without a state."""
        rest = self.cow != cow
        return Histories(
            self.cow[rest],
            tuple(code for code, stays in zip(self.iso3, rest, strict=True) if stays),
            self.years,
            self.levels[:, rest],
            self.regime[rest],
            self.known,
            self.breakdown[rest],
            self.age[rest],
            self.conflict[rest],
        )


def histories(panel: pl.DataFrame, first: int = FIRST) -> Histories:
    """The histories that a panel holds.

    Args:
        panel: One row per state and year: ``cow``, ``year``, ``iso3`` and the columns of ``NEEDED``.
        first: First year to read.

    Raises:
        SuasionError: With every column that is missing, or too few state-years.
    """
    import polars as pl

    if problems := list(_problems(panel)):
        raise SuasionError(problems)
    rows = panel.filter(pl.col("year") >= first).sort("cow", "year")
    cow = rows["cow"].unique().sort().to_numpy()
    years = np.arange(first, int(rows["year"].max()) + 1)  # type: ignore[arg-type]
    at = np.searchsorted(cow, rows["cow"].to_numpy()), rows["year"].to_numpy() - first

    def grid(column: str) -> np.ndarray:
        table = np.full((cow.size, years.size), np.nan)
        table[at] = rows[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
        return table

    regime = np.zeros((cow.size, years.size), int)
    regime[at] = [_code(word) for word in rows["gwf_regime"].to_list()]
    known = np.flatnonzero((regime > 0).any(0))
    last = int(known.max()) if known.size else -1
    codes = dict(rows.filter(pl.col("iso3") != "").select("cow", "iso3").iter_rows())
    return Histories(
        cow=cow,
        iso3=tuple(codes.get(int(number), "") for number in cow),
        years=years,
        levels=np.stack([grid(column) for column in SERIES_IDS]),
        regime=regime,
        known=np.arange(years.size) <= last,
        breakdown=np.nan_to_num(grid("gwf_breakdown")) > 0,
        age=grid("gwf_duration"),
        conflict=np.nan_to_num(grid("civil_conflict")) >= 1,
    )


def _problems(panel: pl.DataFrame) -> Iterator[Problem]:
    lacking = [name for name in ("cow", "year", "iso3", *NEEDED) if name not in panel.columns]
    for name in lacking:
        yield Problem(
            f"panel · {name}",
            "The kernel is learnt from this column, and the panel lacks it.",
            "`suasion panel columns` names the dataset that holds it; add that with `suasion data add`.",
        )
    series = [name for name in SERIES_IDS if name in panel.columns]
    if not lacking and (rows := panel.drop_nulls(series).height) < FEWEST:
        yield Problem(
            "panel",
            f"Only {rows:,} state-years have all five series; at least {FEWEST:,} are needed.",
            "Add the whole V-Dem table with `suasion data add`.",
        )


def _code(word: str | None) -> int:
    """Code of a regime type as Geddes, Wright and Frantz write it; of a mixed type the first that is named."""
    if not word:
        return 0
    kind = word.removeprefix("indirect ").split("-")[0]
    return REGIMES.index(kind) if kind in REGIMES else REGIMES.index("other")
