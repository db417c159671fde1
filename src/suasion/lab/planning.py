"""What a measurement is asked for, checked as a whole before anything is sampled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from suasion.domain.scale import Measure, Scale
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.datasets import indicators
from suasion.files.library import scales
from suasion.measure.scoring.coding import code, digest
from suasion.measure.scoring.readings import Floats, Readings

MOST_CHAINS = 64


@dataclass(frozen=True)
class Plan:
    """A measurement, ready to be made.

    Attributes:
        scale: The scale, without the items that are left out.
        measure: How the scores are made.
        readings: What the indicators say.
        published: Published means and standard deviations [row, 2], in the order of the readings; none if there are none.
        without: Items that are left out.
        fast: Whether a rough answer is enough.
        settings: Of the sampler: ``seed``, and what was given of ``chains warmup sweeps keep``.
        made_of: The file or table that the readings come from, with its digest.
        notes: What the user should know about the readings.
    """

    scale: Scale
    measure: Measure
    readings: Readings
    published: Floats | None
    without: tuple[str, ...]
    fast: bool
    settings: dict[str, int]
    made_of: dict[str, str]
    notes: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Hash of what is fitted."""
        return digest(self.readings)


def plan(
    scale: str | Path | Scale,
    measure: str,
    *,
    data: str | Path | None = None,
    without: Sequence[str] = (),
    seed: int = 0,
    fast: bool = False,
    jobs: int | None = None,
    **sampler: int | None,
) -> Plan:
    """Everything that a measurement needs, read and checked.

    Raises:
        SuasionError: With every problem of the arguments, the scale and the table.
    """
    given = {name: value for name, value in sampler.items() if value is not None}
    problems = list(_arguments(measure, seed, fast, jobs, given))
    try:
        whole = scale if isinstance(scale, Scale) else scales.load(str(scale))
    except SuasionError as error:
        raise SuasionError([*problems, *error.problems]) from None
    problems += _left_out(whole, without, measure)
    chosen = whole.without(without)
    if not chosen.items:
        raise SuasionError(problems)
    try:
        table = indicators.read(chosen, None if data is None else Path(data))
    except SuasionError as error:
        raise SuasionError([*problems, *error.problems]) from None
    columns = _numbers(table.rows)
    problems += table.problems
    bad = {name for name in chosen.columns() if name not in columns}
    if {chosen.state, chosen.year} & bad:
        raise SuasionError(problems)
    fitted = {name: columns[name] for name in chosen.columns() if name in columns}
    coded = code(chosen, fitted, table.where, table.first)
    if problems := [*problems, *coded.problems]:
        raise SuasionError(problems)
    assert coded.readings is not None
    published = None
    if chosen.published and set(chosen.published) <= set(columns):
        published = np.stack([columns[name][coded.kept] for name in chosen.published], axis=1)
    return Plan(
        scale=chosen,
        measure=measure,  # type: ignore[arg-type]  # checked above
        readings=coded.readings,
        published=published,
        without=tuple(dict.fromkeys(without)),
        fast=fast,
        settings={"seed": seed, **given},
        made_of=table.made_of,
        notes=coded.notes,
    )


def _numbers(rows: Any) -> dict[str, Floats]:
    """Columns of numbers, missing as NaN."""
    import polars as pl

    return {
        name: rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name, dtype in rows.schema.items()
        if dtype.is_numeric()
    }


def _arguments(
    measure: str, seed: int, fast: bool, jobs: int | None, sampler: dict[str, int]
) -> Iterator[Problem]:
    known = get_args(Measure)
    if measure not in known:
        yield Problem(f"--measure {measure[:40]}", "No measure has this name.", nearest(measure, known))
    if not 0 <= seed < 2**63:
        yield Problem(f"--seed {seed}", "A seed is a whole number from 0 to 2**63 - 1.")
    if jobs is not None and jobs < 1:
        yield Problem(f"--jobs {jobs}", "At least one process is needed.", "Leave it out to use all cores.")
    if measure == "index":
        if fast or sampler:
            names = ", ".join(f"--{name}" for name in [*(["fast"] if fast else []), *sampler])
            yield Problem(names, "The index is computed at once and has no sampler.", "Leave this out.")
        return
    if not 1 <= sampler.get("chains", 1) <= MOST_CHAINS:
        yield Problem(f"--chains {sampler['chains']}", f"Between 1 and {MOST_CHAINS} chains can be run.")
    for name, least in (("warmup", 1), ("sweeps", 20), ("keep", 20)):
        if sampler.get(name, least) < least:
            yield Problem(
                f"--{name} {sampler[name]}", f"At least {least} {'are' if least > 1 else 'is'} needed."
            )
    if sampler.get("keep", 0) > sampler.get("sweeps", 2**62):
        what = f"No more draws can be kept than there are --sweeps, {sampler['sweeps']}."
        yield Problem(f"--keep {sampler['keep']}", what, "Keep fewer.")


def _left_out(scale: Scale, without: Sequence[str], measure: str) -> Iterator[Problem]:
    known = [item.id for item in scale.items]
    for name in dict.fromkeys(without):
        if name not in known:
            yield Problem(f"--without {name[:60]}", "The scale has no such item.", nearest(name, known))
    left = len(known) - len(set(known) & set(without))
    if not left:
        yield Problem("--without", "No item is left.", "Leave fewer out.")
    elif measure == "index" and left < 2:
        yield Problem(f"scale {scale.id}", "An index needs at least two items.", "Leave fewer out.")
