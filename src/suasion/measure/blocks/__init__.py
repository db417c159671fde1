"""Ways from a producer's tables to state-years; a block of the panel names the one that it goes."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import polars as pl

from suasion.domain.panel import Block
from suasion.measure.blocks.events import group, spells
from suasion.measure.blocks.gsdb import sanction_cases
from suasion.measure.blocks.reviews import reviews
from suasion.measure.blocks.roll_calls import roll_calls
from suasion.measure.blocks.rows import long, rows
from suasion.measure.blocks.treaties import since_ratified
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import Placed

Way: TypeAlias = Callable[[Block, Mapping[str, pl.DataFrame], Crosswalk], Placed]
WAYS: dict[str, Way] = {
    "rows": rows,
    "long": long,
    "group": group,
    "spells": spells,
    "sanction_cases": sanction_cases,
    "reviews": reviews,
    "roll_calls": roll_calls,
    "since_ratified": since_ratified,
}

__all__ = ["WAYS", "Way"]
