"""What the data folder holds."""

from __future__ import annotations

from suasion.domain.findings.data import DataStatus, MissingDataset
from suasion.files.datasets.catalogue import catalogue
from suasion.lab.data.readers import readers
from suasion.lab.environment import holdings


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
