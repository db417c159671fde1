"""A measurement planned: its scale and its readings loaded, and all checked before anything is sampled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from suasion.domain.findings.measurement import FittedOn
from suasion.domain.measuring import MeasureArguments
from suasion.domain.scale import Measure, Scale
from suasion.errors import SuasionError
from suasion.files.datasets import indicators
from suasion.files.library import scales
from suasion.lab.environment import holdings
from suasion.measure.scoring.coding import code, digest
from suasion.measure.scoring.fit_plan import FitPlan
from suasion.measure.scoring.readings import Floats

if TYPE_CHECKING:
    import polars as pl


def plan_measure(arguments: MeasureArguments) -> FitPlan:
    """Everything that a measurement needs, read and checked.

    Raises:
        SuasionError: With every problem of the arguments, the scale and the table.
    """
    problems = list(arguments.problems())
    try:
        whole = arguments.scale if isinstance(arguments.scale, Scale) else scales.load(arguments.scale)
    except SuasionError as error:
        raise SuasionError([*problems, *error.problems]) from None
    problems += arguments.problems_with(whole)
    problems += whole.contradictions()
    scale = whole.without(arguments.without)
    if not scale.items:
        raise SuasionError(problems)
    try:
        table = indicators.read(scale, Path(arguments.data) if arguments.data else None, holdings())
    except SuasionError as error:
        raise SuasionError([*problems, *error.problems]) from None
    columns = _numbers(table.rows)
    problems += table.problems
    if not {scale.state, scale.year} <= set(columns):
        raise SuasionError(problems)
    fitted = {name: columns[name] for name in scale.columns() if name in columns}
    coded = code(scale, fitted, table.where, table.first)
    if problems := [*problems, *coded.problems]:
        raise SuasionError(problems)
    assert coded.readings is not None
    published = None
    if scale.published and set(scale.published) <= set(columns):
        published = np.stack([columns[name][coded.rows] for name in scale.published], axis=1)
    return FitPlan(
        scale=scale,
        measure=cast(Measure, arguments.measure),
        readings=coded.readings,
        published=published,
        without=tuple(dict.fromkeys(arguments.without)),
        fast=arguments.fast,
        settings={"seed": arguments.seed, **arguments.sampler},
        fitted_on=FittedOn(**table.origin, readings=digest(coded.readings)),
        remarks=coded.remarks,
    )


def _numbers(rows: pl.DataFrame) -> dict[str, Floats]:
    """Columns of numbers, missing as NaN."""
    import polars as pl

    return {
        name: rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name, dtype in rows.schema.items()
        if dtype.is_numeric()
    }
