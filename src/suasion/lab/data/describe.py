"""One dataset of the catalogue."""

from __future__ import annotations

from suasion.domain.findings.data import DatasetDescription
from suasion.files.datasets import catalogue
from suasion.lab.data.readers import readers_of


def describe_data(name: str) -> DatasetDescription:
    """All that the catalogue knows of a dataset, or of one of its tables.

    Args:
        name: ``dataset``, or ``dataset.table``.

    Raises:
        SuasionError: The catalogue has no such dataset or table.
    """
    dataset = catalogue.dataset_of(name)
    chosen = [one for one, _ in dataset.each()] if "." not in name else [catalogue.table_named(name)[0]]
    return DatasetDescription(dataset=dataset, chosen=tuple(chosen), read_by=readers_of(dataset.id))
