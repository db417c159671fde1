"""Datasets added to the data folder, as they were downloaded."""

from __future__ import annotations

from pathlib import Path

from suasion.domain.data_arguments import AddArguments
from suasion.domain.findings.data import DataAdded
from suasion.files.datasets import intake
from suasion.lab.environment import holdings
from suasion.lab.speaking import text
from suasion.progress import Progress


def add_data(
    path: str | Path, *, name: str = "", force: bool = False, progress: Progress | None = None
) -> DataAdded:
    """Adds datasets to your data folder, as they were downloaded: all that is recognised, or nothing.

    Args:
        path: A file (CSV, Stata, SPSS, Excel, R, Parquet; packed or not), a zip archive or a folder.
        name: ``dataset.table``, for a file that is not recognised by itself.
        force: Whether a table that is there already is replaced.
        progress: Receives a report before and after each file, whose name names the step.

    Returns:
        What was added, what was there already, how unknown releases differ, and which files were passed over.

    Raises:
        SuasionError: With every problem of every file; then nothing was added.
    """
    return data_added(AddArguments(path=str(path), name=name, force=force), progress=progress)


def data_added(arguments: AddArguments, *, progress: Progress | None = None) -> DataAdded:
    """As :func:`add_data`, of a record of arguments.

    Args:
        arguments: What is asked for.
        progress: As :func:`add_data`.

    Raises:
        SuasionError: As :func:`add_data`.
    """
    return intake.add(
        Path(arguments.path), holdings(), name=arguments.name, force=arguments.force, progress=progress
    )


def warnings_of(added: DataAdded) -> list[str]:
    """What to know of what was added, in words.

    How each release that was never seen differs from the newest that was, which cells were set missing, which columns
    were left out, and which rows only another column parts.
    """
    return [
        *(text("new_release", one) for one in added.new_releases),
        *(text("odd_cells", one, "set_missing") for one in added.set_missing),
        *(text("odd_cells", one, "refused") for one in added.columns_refused),
        *(text("parted_rows", one) for one in added.parted),
    ]
