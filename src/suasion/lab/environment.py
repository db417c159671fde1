"""What Suasion is told by environment variables about datasets; nothing below ``lab`` reads them."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from suasion.errors import TidiedWarning
from suasion.files import disk, temporary
from suasion.files.datasets import commit
from suasion.files.datasets.holdings import Holdings

DATA = "SUASION_DATA"


def data_folder() -> Path:
    """The user's data folder: ``SUASION_DATA``, else the platform's usual place."""
    if named := os.environ.get(DATA):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("suasion", appauthor=False) / "data"


def holdings() -> Holdings:
    """What lies in the user's data folder; first tidies up what an addition left that was killed.

    Tables that it had finished are put in their places.

    Raises:
        SuasionError: Such tables are there and cannot be moved.
    """
    folder = data_folder()
    with disk.explained(
        folder, "Tables that were added cannot be put in their places", "Make the folder writable."
    ):
        moved = commit.finish(folder)
    temporary.tidy(folder)
    if moved:
        text = f"An earlier addition was interrupted; its tables are in their places now: {', '.join(moved)}."
        warnings.warn(text, TidiedWarning, stacklevel=3)
    return Holdings(folder)
