"""The catalogue of datasets."""

from __future__ import annotations

from suasion.domain.findings.data import DatasetList, ListedDataset
from suasion.files.datasets.catalogue import catalogue
from suasion.lab.data.readers import readers
from suasion.lab.environment import holdings


def list_data() -> DatasetList:
    """Every dataset that the catalogue knows, its tables, which of them are there, and which commands read them."""
    held, read_by = holdings().installed(), readers()
    return DatasetList(
        datasets=tuple(
            ListedDataset(
                id=one.id,
                title=one.title,
                version=one.version,
                summary=one.says,
                read_by=tuple(command for command, needed in read_by.items() if one.id in needed),
                tables=tuple(name for name, _ in one.each()),
                held=tuple(name for name, _ in one.each() if name in held),
            )
            for one in catalogue().values()
        )
    )
