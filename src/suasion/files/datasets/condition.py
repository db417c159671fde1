"""Whether what lies in the data folder is still sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from suasion.domain.findings.data import Held
from suasion.errors import Problem, SuasionError
from suasion.files.datasets import catalogue, conform, digests
from suasion.files.datasets.cells import beyond, outside
from suasion.files.datasets.holdings import Holdings, about, broken
from suasion.files.datasets.rows import Rows
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl


def check(holdings: Holdings) -> list[Held]:
    """Reads every table of a data folder and checks it against the catalogue.

    Returns:
        What the tables were made of.

    Raises:
        SuasionError: With every problem: a table is broken or not of the catalogue, lacks a column, holds cells beyond
            their scales or rows that repeat.
    """
    known, sound, problems = catalogue.tables(), [], []
    for path in sorted(holdings.folder.glob("*.parquet")):
        name = path.stem
        if name not in known:
            what = "This table is not of the catalogue."
            problems.append(Problem(str(path), what, "Take it out of the folder, or rename it back."))
            continue
        try:
            frame = holdings.stored(name)
            held = about(path)
            if held is None or held.rows != frame.height:
                problems.append(broken(path, "what it says of itself is gone or not true"))
                continue
            if held.cells and held.cells != digests.of_cells(frame):
                problems.append(broken(path, "its cells are not those that were added"))
                continue
            problems += _unsound(name, frame, path)
            sound.append(held)
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
    return sound


def _unsound(name: str, frame: pl.DataFrame, path: Path) -> list[Problem]:
    table, dataset = catalogue.tables()[name], catalogue.dataset_of(name)
    sheet = Sheet(str(path), (tuple(frame.columns),), lambda _row, _places: frame, first=0)
    if missing := conform.lacking(dataset, table, sheet):
        return missing
    rows = Rows(str(path), np.arange(1, frame.height + 1))
    frame = frame.rename(dict(zip(frame.columns, table.canonical(frame.columns), strict=True)))
    odd = [
        Problem(
            str(path),
            f"Column {column!r} is {outside(known)} in {rows.words(np.flatnonzero(bad))}.",
            f"`suasion data show {dataset.id}` says what the column holds; add the table again.",
        )
        for column, bad in beyond(table, frame).items()
        if (known := table.indicator(column))
    ]
    return odd + conform.repeated(table, frame, rows)[0]
