"""The figures of a measurement: which states and standards are drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from suasion.brief.figures.scores import scores_over_time, standards_over_time
from suasion.domain.scale import Scale
from suasion.lab.scores import Scores
from suasion.lab.speaking import text

if TYPE_CHECKING:
    from suasion.brief.figures.spec import Figure

#: A year of a state or of a standard, as a chart takes it.
Row = dict[str, float]
STATES = 6
#: Drawn first where the scores have them: the cases' states and their neighbours.
FIRST = (731, 775, 710, 732)
#: A cutpoint that has a year: item, which one, year.
CUTPOINT = re.compile(r"(?P<item>[a-z][a-z0-9_-]*)\.cutpoint\.(?P<cut>\d+)\.(?P<year>\d{4})")


def figures(scores: Scores, scale: Scale) -> dict[str, Figure]:
    """File name to figure: scores of some states over time, and the standards over time where they move."""
    named = {"scores.svg": scores_over_time(_states(scores), text("measurement", scores.findings, "figure"))}
    if rows := _standards(scores, scale):
        named["cutpoints.svg"] = standards_over_time(
            rows, text("measurement", scores.findings, "figure_of_standards")
        )
    return named


def _states(scores: Scores) -> dict[str, list[Row]]:
    """The states of the cases, and others from the worst to the best in their last year, of those with most years."""
    import polars as pl

    table = scores.rows.with_columns(pl.col("name").fill_null(pl.col("cow").cast(pl.String)))
    of = table.group_by("cow", maintain_order=True).agg(
        pl.len(), pl.col("name").last(), pl.col("mean").last().alias("last")
    )
    chosen = [cow for cow in FIRST if cow in of["cow"]]
    others = of.filter(~pl.col("cow").is_in(chosen))
    long = others.filter(pl.col("len") >= others["len"].quantile(0.75)).sort("last", "cow")
    wanted = min(STATES - len(chosen), long.height)
    chosen += [long["cow"][int(place)] for place in np.linspace(0, long.height - 1, wanted).round()]
    names = dict(zip(of["cow"], of["name"], strict=True))
    numbers = table.select("cow", "year", "mean", "q05", "q95")
    return {names[cow]: numbers.filter(pl.col("cow") == cow).drop("cow").to_dicts() for cow in chosen}


def _standards(scores: Scores, scale: Scale) -> dict[str, list[Row]]:
    """Cutpoints by item and year; empty where none moves."""
    titles = {item.id: item.title for item in scale.items}
    rows: dict[str, list[Row]] = {}
    for one in scores.item_rows.to_dicts():
        if match := CUTPOINT.fullmatch(one["parameter"]):
            place = {"cutpoint": int(match["cut"]), "year": int(match["year"])}
            rows.setdefault(titles[match["item"]], []).append(
                {**place, **{k: one[k] for k in ("mean", "q05", "q95")}}
            )
    return rows
