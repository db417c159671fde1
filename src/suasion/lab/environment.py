"""What Suasion is told by environment variables about datasets; nothing below ``lab`` reads them."""

from __future__ import annotations

import os
from pathlib import Path

from suasion.files.datasets.holdings import Holdings

DATA = "SUASION_DATA"


def data_folder() -> Path:
    """The user's data folder: ``SUASION_DATA``, else the platform's usual place."""
    if named := os.environ.get(DATA):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("suasion", appauthor=False) / "data"


def holdings() -> Holdings:
    """What lies in the user's data folder."""
    return Holdings(data_folder())
