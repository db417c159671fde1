"""Whether what lies in the data folder is still sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.findings.data import Held
from suasion.errors import Problem, SuasionError
from suasion.files.datasets import catalogue
from suasion.files.datasets.cells import beyond
from suasion.files.datasets.conform import repeated, require
from suasion.files.datasets.holdings import Holdings, about, broken
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
            problems += _unsound(name, frame, path)
            sound.append(held)
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
    return sound


def _unsound(name: str, frame: pl.DataFrame, path: Path) -> list[Problem]:
    table, dataset = catalogue.tables()[name], catalogue.dataset_of(name)
    sheet = Sheet(str(path), tuple(frame.columns), frame.select, 1)
    lacking = require(dataset, table, sheet)
    return lacking or [*beyond(table, frame, sheet), *repeated(table, frame, sheet)]
