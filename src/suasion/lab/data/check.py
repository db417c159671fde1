"""The data folder read again."""

from __future__ import annotations

from suasion.domain.findings.data import DataCheck
from suasion.files.datasets import condition
from suasion.lab.environment import holdings


def check_data() -> DataCheck:
    """Reads every table of your data folder again and checks it against the catalogue.

    Returns:
        Names of the tables that are there, and which of them could not be compared with what was added.

    Raises:
        SuasionError: With every problem.
    """
    sound = condition.check(holdings())
    return DataCheck(
        tables=tuple(held.name for held in sound),
        uncompared=tuple(held.name for held in sound if not held.cells),
    )
