"""Rows of a table brought to states: what matched, what did not, what stands twice; nothing is dropped in silence."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from suasion.domain.findings.panel import Duplicate, Join, Unmatched
from suasion.domain.panel import Block
from suasion.domain.registry import FIRST
from suasion.measure.crosswalk import Crosswalk, Recodes

#: Columns that ``place_rows`` needs beside those that are used.
CODE, YEAR = "_code", "_year"
OWN = "carried under a neighbour's code, and the state has a row under its own"


class Placed(NamedTuple):
    """Rows that found their state (``cow``, ``year`` and the used columns), and what the join found."""

    rows: pl.DataFrame
    join: Join


def place_rows(
    rows: pl.DataFrame,
    used: list[str],
    block: Block,
    crosswalk: Crosswalk,
    read: int,
    *,
    single: bool = False,
) -> Placed:
    """Puts rows to states.

    Args:
        rows: Columns ``_code``, ``_year`` and the used ones.
        used: The used columns; a row in which all of them are missing says nothing.
        block: The block that they belong to.
        crosswalk: The states and their codes.
        read: How many rows the table has.
        single: Whether one row is expected for a state-year. A row that is only carried under a neighbour's
            code then gives way to one under the state's own.
    """
    held = rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in used)) if used else rows
    dated = held.drop_nulls(YEAR)
    recent = dated.filter(pl.col(YEAR) >= FIRST)
    coded = recent.with_columns(code=pl.col(CODE).fill_null(""), year=pl.col(YEAR))
    pairs = crosswalk.match(coded, block.codes, today=block.today, recodes=_recodes(block))
    placed = coded.join(pairs, on=["code", "year"], how="left", maintain_order="left")
    if single:
        own = placed.filter(pl.col("how") != "carried").select("cow", "year", _own=True).unique()
        twice = (pl.col("how") == "carried") & pl.col("_own").fill_null(False)
        placed = placed.join(own, on=["cow", "year"], how="left", maintain_order="left").with_columns(
            cow=pl.when(~twice).then(pl.col("cow")),
            how=pl.when(twice).then(pl.lit(OWN)).otherwise(pl.col("how")),
        )
    lost = placed.filter(pl.col("cow").is_null())
    grouped = lost.group_by("code", "how").agg(
        first=pl.col("year").min(), last=pl.col("year").max(), rows=pl.len()
    )
    matched = placed.filter(pl.col("cow").is_not_null())
    join = Join(
        block=block.id,
        table=block.tables[0],
        rows=read,
        empty=rows.height - held.height,
        early=dated.height - recent.height,
        undated=held.height - dated.height,
        matched=matched.height,
        carried=matched.filter(pl.col("how") == "carried").height,
        unmatched=tuple(
            Unmatched(
                code=one["code"] or "(none)",
                why=one["how"] or "",
                first=one["first"],
                last=one["last"],
                rows=one["rows"],
            )
            for one in grouped.sort("code", "how").iter_rows(named=True)
        ),
        duplicated=(),
    )
    return Placed(matched.select("cow", "year", *used), join)


def one_each(placed: Placed, crosswalk: Crosswalk) -> Placed:
    """One row per state-year. Where several say the same, or one says what another leaves open, they become
    one; a cell on which they disagree is left missing, and the report names it."""
    rows, join = placed
    values = [name for name in rows.columns if name not in ("cow", "year")]
    counts = rows.group_by("cow", "year").agg(
        _n=pl.len(), **{name: pl.col(name).drop_nulls().n_unique() for name in values}
    )
    names = {state.cow: state.name for state in crosswalk.states}
    twice = tuple(
        Duplicate(
            state=names[one["cow"]],
            cow=one["cow"],
            year=one["year"],
            rows=one["_n"],
            differs=tuple(name for name in values if one[name] > 1),
        )
        for one in counts.filter(pl.col("_n") > 1).sort("cow", "year").iter_rows(named=True)
    )
    agreed = rows.group_by("cow", "year").agg(
        pl.when(pl.col(name).drop_nulls().n_unique() == 1)
        .then(pl.col(name).drop_nulls().first())
        .otherwise(None)
        .first()
        .alias(name)
        for name in values
    )
    return Placed(agreed.sort("cow", "year"), join.model_copy(update={"duplicated": twice}))


def _recodes(block: Block) -> Recodes:
    recodes: dict[str, list[tuple[int, int, int]]] = {}
    for one in block.recodes:
        recodes.setdefault(one.code, []).append((one.cow, one.since, one.until))
    return recodes
