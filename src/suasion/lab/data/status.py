"""What the data folder holds."""

from __future__ import annotations

from suasion.domain.findings.data import DataStatus, MissingDataset
from suasion.files.datasets.catalogue import catalogue
from suasion.lab.data.readers import readers
from suasion.lab.environment import holdings
from suasion.lab.speaking import answer


def data_status() -> DataStatus:
    """What your data folder holds, and what is missing for which command."""
    there = holdings()
    held = there.installed()
    have = {name.partition(".")[0] for name in held}
    missing = {
        command: tuple(
            MissingDataset(id=one.id, title=one.title, address=one.address)
            for one in catalogue().values()
            if one.id in needed and one.id not in have
        )
        for command, needed in readers().items()
    }
    return DataStatus(folder=str(there.folder), held=tuple(held.values()), missing=missing)


def missing_data(status: DataStatus, *, first: bool = False) -> list[tuple[str, str]]:
    """What is missing, in words: a heading for each command, and a line for each dataset.

    Args:
        status: What the data folder holds.
        first: Only the first few datasets of each command.
    """
    section = "missing_first" if first else "missing"
    return [(one.heading, one.text) for one in answer("data_status", status) if one.section == section]
