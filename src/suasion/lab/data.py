"""The datasets of the field: what the catalogue knows, what the user has, and what is missing for what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.files.datasets import catalogue, condition, holdings, intake, panels
from suasion.files.datasets.intake import Added
from suasion.files.library import bibliography, content
from suasion.progress import Progress

if TYPE_CHECKING:
    import polars as pl


def add_data(
    path: str | Path, *, name: str = "", force: bool = False, progress: Progress | None = None
) -> Added:
    """Adds datasets to your data folder, as they were downloaded: all that is recognised, or nothing.

    Args:
        path: A file (CSV, Stata, Excel, R, Parquet; packed or not), a zip archive or a folder.
        name: ``dataset.table``, for a file that is not recognised by itself.
        force: Whether a table that is there already is replaced.
        progress: Receives a report before and after each file, whose name names the step.

    Returns:
        What was added, what was there already, how unknown releases differ, and which files were passed over.

    Raises:
        SuasionError: With every problem of every file; then nothing was added.
    """
    return intake.add(Path(path), name=name, force=force, progress=progress)


def load_data(name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A table from your data folder as a Polars frame, under the producer's names, with missing codes as missing.

    Args:
        name: ``dataset.table`` as in `suasion data status`, or the dataset where it has one table only.
        columns: Which columns; all if not given.

    Raises:
        SuasionError: The table is unknown, not there or broken, or lacks a column.
    """
    return holdings.load(name, columns)


def check_data() -> list[str]:
    """Reads every table of your data folder again and checks it against the catalogue.

    Returns:
        Names of the tables that are there.

    Raises:
        SuasionError: With every problem.
    """
    return [held.name for held in condition.check()]


def data_status() -> dict[str, Any]:
    """What your data folder holds, and what is missing for which command.

    Returns:
        ``folder``; ``held`` (a record for each table: name, file, version, known, excerpt, rows, years); ``missing``
        (command to records of id, title and address).
    """
    there = holdings.installed()
    have = {name.partition(".")[0] for name in there}
    missing = {
        command: [
            {"id": one.id, "title": one.title, "address": one.address}
            for one in catalogue.catalogue().values()
            if one.id in needed and one.id not in have
        ]
        for command, needed in _readers().items()
    }
    held = [{**vars(one), "known": one.known} for one in there.values()]
    return {"folder": str(holdings.home()), "held": held, "missing": missing}


def _readers() -> dict[str, set[str]]:
    """Commands that read datasets from the data folder, and which."""
    from suasion.measure.support import NEEDED

    blocks = panels.blocks().values()
    near = [block for block in blocks if {column.id for column in block.columns} & set(NEEDED)]
    tables = {
        "panel": [name for block in blocks for name in block.tables],
        "measure": [scale.table for scale in content.folder("scales").values()],
        "support": [name for block in near for name in block.tables],
    }
    return {command: {name.partition(".")[0] for name in needed} for command, needed in tables.items()}


def list_data() -> list[dict[str, Any]]:
    """Every dataset that the catalogue knows: id, title, version, its tables, which are there, and what reads them."""
    there, readers = holdings.installed(), _readers()
    return [
        {
            "id": one.id,
            "title": one.title,
            "version": one.version,
            "says": one.says,
            "read_by": [command for command, needed in readers.items() if one.id in needed],
            "tables": [name for name, _ in one.each()],
            "held": [name for name, _ in one.each() if name in there],
        }
        for one in catalogue.catalogue().values()
    ]


def describe_data(name: str) -> dict[str, Any]:
    """All that the catalogue knows of a dataset, or of one of its tables.

    Args:
        name: ``dataset``, or ``dataset.table``.

    Raises:
        SuasionError: The catalogue has no such dataset or table.
    """
    dataset = catalogue.dataset_of(name)
    tables = dict(dataset.each()) if "." not in name else dict([catalogue.table_named(name)])
    readers = [command for command, needed in _readers().items() if dataset.id in needed]
    return {
        **dataset.model_dump(exclude={"format", "tables"}),
        "read_by": readers,
        "tables": {one: table.model_dump() for one, table in tables.items()},
    }


def cite_data() -> str:
    """The sources of what your data folder holds, as BibTeX: the producers, each once."""
    names = {name.partition(".")[0] for name in holdings.installed()}
    keys = {key for name in names for key in catalogue.catalogue()[name].cite}
    entries = bibliography.entries()
    return "\n\n".join(entries[key] for key in sorted(keys))
