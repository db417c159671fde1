"""Whether what lies in the data folder is still sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.errors import Problem, SuasionError
from suasion.files.datasets import catalogue, holdings
from suasion.files.datasets.cells import beyond
from suasion.files.datasets.conform import repeated, require
from suasion.files.datasets.holdings import Held
from suasion.files.formats.sheets import Sheet

if TYPE_CHECKING:
    import polars as pl


def check() -> list[Held]:
    """Reads every table of the data folder and checks it against the catalogue.

    Returns:
        What the tables were made of.

    Raises:
        SuasionError: With every problem: a table is broken or not of the catalogue, lacks a column, holds cells beyond
            their scales or rows that repeat.
    """
    known, sound, problems = catalogue.tables(), [], []
    for path in sorted(holdings.home().glob("*.parquet")):
        name = path.stem
        if name not in known:
            what = "This table is not of the catalogue."
            problems.append(Problem(str(path), what, "Take it out of the folder, or rename it back."))
            continue
        try:
            frame = holdings.stored(name)
            held = holdings.about(path)
            if held is None or held.rows != frame.height:
                problems.append(holdings.broken(path, "what it says of itself is gone or not true"))
                continue
            problems += _unsound(name, frame)
            sound.append(held)
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)
    return sound


def _unsound(name: str, frame: pl.DataFrame) -> list[Problem]:
    table, dataset = catalogue.tables()[name], catalogue.dataset_of(name)
    sheet = Sheet(str(holdings.path_of(name)), tuple(frame.columns), frame.select, 1)
    lacking = require(dataset, table, sheet)
    return lacking or [*beyond(table, frame, sheet), *repeated(table, frame, sheet)]
