"""What the panel says of the support of cases, small enough to ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from suasion.measure.support.joint import joint
from suasion.measure.support.margins import margins
from suasion.measure.support.openings import openings, openings_near
from suasion.measure.support.rows import usable, years_of
from suasion.measure.support.variables import VARIABLES, WITHOUT_LINKAGE, Start


def summary(table: pl.DataFrame, starts: Sequence[Start], sources: Mapping[str, str]) -> dict[str, Any]:
    """What the panel says of the support of cases, small enough to ship.

    Rows without a value of ``regime_class`` or ``gwf_breakdown`` count where these are not asked for.

    Args:
        table: The panel's table.
        starts: The cases.
        sources: For each variable the table and version that it comes from.

    Returns:
        ``margins``, ``joint``, ``joint_without_linkage``, ``openings_all``, ``openings_LABEL`` and ``regime_class``.
    """
    rows = usable(table)
    years = years_of(rows)
    figures: dict[str, Any] = {
        "margins": margins(rows, starts, sources),
        "joint": joint(rows, VARIABLES, starts, sources),
        "joint_without_linkage": joint(rows, WITHOUT_LINKAGE, starts, sources),
        "openings_all": openings(rows, "every state-year: the base rate", 2.0, 2.0, sources, listed=False),
    }
    for start in starts:
        figures[f"openings_{start.label}"] = openings_near(rows, start, sources)
    known = rows["regime_class"].drop_nulls().len()
    figures["regime_class"] = {
        "autocracy_known": known,
        "n": rows.height,
        "years": years,
        "file": sources["regime_class"],
    }
    return figures
