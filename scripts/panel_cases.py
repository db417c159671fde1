"""The cases whose own figures ``panel_figures.py`` computes: one row each."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from panel_read import LAST, NORTH_KOREA


class Known(NamedTuple):
    """A case, and what was known when it starts.

    Attributes:
        id: Its name in the figures.
        name: Its name in sentences.
        code: Its Gleditsch-Ward and COW number (the same for all of them).
        data: Year of the data that its start is read from: the year before it starts, or the last there is.
        before: Last year that its own estimates may know; none where nothing later is known anyhow.
        kin: Group of kindred regimes, a key of ``panel_regimes.GROUPS``.
        gsdb: How the sanctions base writes it.
        played: First and last year that the case plays.
        senders: Sender governments, keys of ``panel_regimes.CHIEFS``.
    """

    id: str
    name: str
    code: int
    data: int
    before: int | None
    kin: str
    gsdb: str
    played: tuple[int, int]
    senders: tuple[str, ...]

    @property
    def label(self) -> str:
        """The case with the year of its data, as the figures on support name it."""
        return f"{self.id}_{self.data}"

    def up_to(self, rows: pl.DataFrame, column: str = "year") -> pl.DataFrame:
        """The rows of years that the case may know."""
        return rows if self.before is None else rows.filter(pl.col(column) <= self.before)


CASES = (
    Known(
        "north_korea", "North Korea", NORTH_KOREA, LAST, None, "party_personal", "Korea, North", (2026, 2045),
        ("united_states", "south_korea", "japan"),
    ),
    Known(
        "czechoslovakia", "Czechoslovakia", 315, 1974, 1974, "party", "Czechoslovakia", (1975, 1992),
        ("united_states", "united_kingdom", "france", "germany"),
    ),
    Known(
        "myanmar", "Myanmar", 775, 1989, 1989, "military", "Myanmar", (1990, 2021),
        ("united_states", "united_kingdom", "japan"),
    ),
)  # fmt: skip
#: Cases that start in the past: their own estimates know only what came before.
PAST = tuple(case for case in CASES if case.before is not None)
