"""Recommendations of the Universal Periodic Review, dated by the year in which the state was reviewed."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block
from suasion.domain.spelling import plain
from suasion.measure.blocks.events import gathered
from suasion.measure.blocks.values import placed
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import Placed

#: Last session of the first round of reviews (2008-2011; sessions 1 to 12).
FIRST_ROUND = 12


def reviews(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """Each recommendation in the year of its review; one whose review has no year is reported as undated."""
    table, years = (tables[name] for name in block.tables)
    known = {
        plain(str(row["country"])): (row["review1"], row["review2"]) for row in years.iter_rows(named=True)
    }
    spelt = {
        plain(name): (*state.names, state.name)
        for state in crosswalk.states
        for name in (state.name, *state.names)
    }

    def year(name: str, session: int) -> int | None:
        forms = [plain(name), *(plain(other) for other in spelt.get(plain(name), ()))]
        years_reviewed = next((known[form] for form in forms if form in known), (None, None))
        text = str(years_reviewed[0 if session <= FIRST_ROUND else 1] or "")
        return int(text) if text.isdigit() else None

    dated = table.with_columns(
        pl.Series(
            block.year,
            [year(str(name), int(session)) for name, session in table.select("To", "Session").iter_rows()],
            dtype=pl.Int64,
        )
    )
    return gathered(placed(dated, block, crosswalk), block, crosswalk, table)
