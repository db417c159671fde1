"""Indicators as they stand in a table, checked and coded into readings; everything that is wrong is reported at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from numpy.typing import NDArray

from suasion.domain.findings.measurement import Remarks, ReversedItem, UnusedCodes
from suasion.domain.scale import Item, Scale
from suasion.errors import Problem, wording
from suasion.measure.scoring.readings import Floats, Readings

MOST = 3  # state-years that a problem names
FEW = 30  # rows with two items below which their agreement says nothing
AGAINST = -0.2  # correlation with the other items from which an item seems to be the wrong way round


@dataclass(frozen=True)
class Coded:
    """What came of coding.

    Attributes:
        readings: The readings; none if there are problems.
        rows: Rows of the table in the order of the readings [row].
        problems: Everything that is wrong.
        remarks: What is to be known and need not be mended.
    """

    readings: Readings | None
    rows: NDArray[np.intp]
    problems: tuple[Problem, ...]
    remarks: Remarks


def code(scale: Scale, columns: Mapping[str, Floats], where: str, first: int = 0) -> Coded:
    """Readings of a scale from the columns of a table.

    Args:
        scale: The scale.
        columns: Column to its numbers [row]; missing is NaN. Without all columns of an item what there is is checked, and
            nothing coded. Columns that the scale's items, state and year do not
            name are never looked at.
        where: How the table is called in front of the user.
        first: Number of the table's first row there; 0 where it is not known.
    """
    place = _Place(where, columns[scale.state], columns[scale.year], first)
    dated = ~(np.isnan(place.cow) | np.isnan(place.year))
    here = [item for item in scale.items if all(name in columns for name in item.columns)]
    problems = list(_keys(place, dated))
    values = {}
    for item in here:
        raw = np.stack([columns[name] for name in item.columns], axis=1)
        values[item.id], wrong = _coded(item, raw, dated, place)
        problems += wrong
    empty = ~np.any([~np.isnan(one).all(axis=1) for one in values.values()], axis=0) if values else ~dated
    keep = dated & ~empty
    if not keep.any() and not problems:
        problems.append(Problem(where, "No row has a reading of any item.", "Give a table with readings."))
    if problems or len(here) < len(scale.items):
        return Coded(None, np.empty(0, np.intp), tuple(problems), Remarks())
    rows = np.flatnonzero(keep)
    rows = rows[np.lexsort((place.year[rows], place.cow[rows]))]
    readings = Readings(
        scale,
        place.cow[rows].astype(np.int32),
        place.year[rows].astype(np.int32),
        {name: np.ascontiguousarray(one[rows]) for name, one in values.items()},
    )
    undated, unread = int((~dated).sum()), int((dated & empty).sum())
    return Coded(readings, rows, (), remarks(readings, undated=undated, empty=unread))


@dataclass(frozen=True)
class _Place:
    """Where a row stands, in words."""

    where: str
    cow: Floats
    year: Floats
    first: int

    def rows(self, bad: Sequence[int] | NDArray[np.intp]) -> str:
        """Some rows by state and year, and how many more."""
        said = [self._one(int(row)) for row in bad[:MOST]]
        more = f" and {len(bad) - MOST:,} more" if len(bad) > MOST else ""
        return ", ".join(said) + more

    def _one(self, row: int) -> str:
        at = f" (row {row + self.first:,})" if self.first else ""
        return f"state {self.cow[row]:.0f} in {self.year[row]:.0f}{at}"


def _keys(place: _Place, dated: NDArray[np.bool_]) -> Iterator[Problem]:
    """Years and states that are none, and state-years that stand in several rows."""
    for name, values in (("state", place.cow), ("year", place.year)):
        odd = np.flatnonzero(dated & (values != np.round(values)))
        if len(odd):
            what = f"The {name} is no whole number for {place.rows(odd)}."
            yield Problem(place.where, what, "Mend these cells.")
    rows = np.flatnonzero(dated)
    _, inverse, count = np.unique(
        np.stack([place.cow[rows], place.year[rows]], axis=1), axis=0, return_inverse=True, return_counts=True
    )
    again = rows[count[inverse.ravel()] > 1]
    if len(again):
        again = again[np.lexsort((again, place.year[again], place.cow[again]))]
        what = f"State-years stand in more than one row: {place.rows(again)}."
        yield Problem(place.where, what, "See which row is right, and take the others out.")


def _coded(item: Item, raw: Floats, dated: NDArray[np.bool_], place: _Place) -> tuple[Floats, list[Problem]]:
    """Readings of one item [row, column], and what is wrong with them."""
    where = f"{place.where} · {', '.join(item.columns)}"
    there = ~np.isnan(raw) & dated[:, None]
    without = wording("Leave it out with {without}", without=item.id)
    if not there.any():
        return raw, [
            Problem(
                where, f"The item {item.id} has no reading in any row.", without + ", or fill the column."
            )
        ]
    if item.kind == "count":
        return raw, list(_counts(item, raw, there, place, where))
    codes = np.array(item.worst_to_best, float)
    ranks = np.full(raw.shape, np.nan)
    for rank, value in enumerate(codes):
        ranks[raw == value] = rank
    strange = there & np.isnan(ranks)
    problems = []
    for value in np.unique(raw[strange])[: 2 * MOST]:
        said = ", ".join(f"{one:g}" for one in codes)
        what = f"The code {value:g} is none of {said}: {place.rows(np.flatnonzero((raw == value)[:, 0] & dated))}."
        fix = "Mend these cells, or put the code in its place in `worst_to_best` of the scale."
        problems.append(Problem(where, what, fix))
    used = np.unique(ranks[there & ~np.isnan(ranks)])
    if len(used) == 1 and not problems:
        what = f"The item {item.id} has one category only: {codes[int(used[0])]:g} in all {there.sum():,} readings."
        problems.append(Problem(where, what, "It says nothing. " + without + "."))
    return ranks, problems


def _counts(
    item: Item, raw: Floats, there: NDArray[np.bool_], place: _Place, where: str
) -> Iterator[Problem]:
    """What is wrong with counts."""
    for said, wrong in (("below zero", raw < 0), ("no whole numbers", raw != np.round(raw))):
        bad = np.flatnonzero((there & wrong).any(axis=1))
        if len(bad):
            value = raw[bad[0]][(there & wrong)[bad[0]]][0]
            yield Problem(where, f"Counts are {said}: {value:g} for {place.rows(bad)}.", "Mend these cells.")
    if not (raw[there] != 0).any():
        what = f"The item {item.id} counts nothing: zero in all {there.sum():,} readings."
        yield Problem(where, what, wording("It says nothing. Leave it out with {without}.", without=item.id))


def remarks(readings: Readings, *, undated: int, empty: int) -> Remarks:
    """What is to be known of the readings and need not be mended.

    Args:
        readings: The readings.
        undated: Rows left out, because they have no state's number or no year.
        empty: Rows left out, because they have no reading of any item.
    """
    states, years = np.unique(readings.cow, return_counts=True)
    same_state = np.diff(readings.cow) == 0
    return Remarks(
        undated=undated,
        empty=empty,
        lone_states=tuple(int(state) for state in states[years == 1]),
        gaps=int((np.diff(readings.year)[same_state] > 1).sum()),
        unused_codes=tuple(_unused_codes(readings)),
        reversed_items=tuple(_reversed_items(readings)),
    )


def _unused_codes(readings: Readings) -> Iterator[UnusedCodes]:
    for item in readings.scale.items:
        if item.kind == "ordered":
            values = readings.values[item.id]
            used = set(np.unique(values[~np.isnan(values)]).astype(int))
            codes = tuple(code for rank, code in enumerate(item.worst_to_best) if rank not in used)
            if codes:
                yield UnusedCodes(item=item.id, codes=codes)


def _reversed_items(readings: Readings) -> Iterator[ReversedItem]:
    """Items that run against the mean of the others, as one does that is coded the wrong way round."""
    from scipy.stats import pearsonr

    unit = np.stack([unit_scale(item, readings.values[item.id]) for item in readings.scale.items], axis=1)
    for place, item in enumerate(readings.scale.items):
        others = np.delete(unit, place, axis=1)
        both = ~np.isnan(unit[:, place]) & ~np.isnan(others).all(axis=1)
        if both.sum() < FEW:
            continue
        mine, theirs = unit[both, place], np.nanmean(others[both], axis=1)
        if mine.std() > 0 and theirs.std() > 0:
            correlation = float(pearsonr(mine, theirs).statistic)
            if correlation < AGAINST:
                yield ReversedItem(item=item.id, correlation=correlation)


def unit_scale(item: Item, values: Float64[np.ndarray, "row column"]) -> Float64[np.ndarray, " row"]:
    """Readings of an item on 0 (worst) to 1 (best) [row]; missing is NaN.

    Args:
        item: The item.
        values: Its readings [row, column]. Of a count only presence is taken: 1 if none of its columns counts
            anything, else 0.
    """
    if item.kind == "ordered":
        return values[:, 0] / (item.categories - 1)
    none = np.isnan(values).all(axis=1)
    return np.where(none, np.nan, 1.0 - (np.nan_to_num(values) > 0).any(axis=1))


def digest(readings: Readings) -> str:
    """One hash of all that a fit rests on: which items there are, how each is coded, and every reading."""
    items = [
        item.model_dump(include={"id", "kind", "worst_to_best", "standard"}) for item in readings.scale.items
    ]
    hashed = hashlib.sha256(json.dumps(items, sort_keys=True).encode())
    for values in (readings.cow, readings.year, *(readings.values[item.id] for item in readings.scale.items)):
        hashed.update(np.ascontiguousarray(values).tobytes())
    return hashed.hexdigest()
