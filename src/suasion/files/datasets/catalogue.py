"""The catalogue of datasets: what Suasion knows of their tables, columns and releases."""

from __future__ import annotations

from collections.abc import Iterable

from suasion.domain.dataset import Dataset, Release, Table
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library import content


def catalogue() -> dict[str, Dataset]:
    """Every dataset that Suasion knows, by id."""
    return content.folder("datasets")


def tables() -> dict[str, Table]:
    """Every table of every dataset by its full name, ``dataset.table``."""
    return {name: table for dataset in catalogue().values() for name, table in dataset.each()}


def dataset_of(name: str) -> Dataset:
    """The dataset of a table by its full name, or by the dataset's own.

    Raises:
        SuasionError: The catalogue has no such dataset.
    """
    id = name.partition(".")[0]
    if id not in catalogue():
        fix = nearest(id, catalogue()) or "`suasion data list` shows what there is."
        raise SuasionError(Problem(name[:200], "The catalogue has no such dataset.", fix))
    return catalogue()[id]


def table_named(name: str) -> tuple[str, Table]:
    """A table by its full name, or by its dataset's where that has one table only.

    Raises:
        SuasionError: The catalogue has no such table, or the dataset has several.
    """
    known = dict(dataset_of(name).each())
    if name in known:
        return name, known[name]
    if "." not in name and len(known) == 1:
        return next(iter(known.items()))
    what = "The dataset has no such table." if "." in name else "The dataset has several tables."
    raise SuasionError(Problem(name[:200], what, f"Tables: {', '.join(known)}."))


def offered(name: str) -> str:
    """One sentence on how to get a dataset that is missing."""
    dataset = dataset_of(name)
    where = f"Get it at {dataset.address}" if dataset.address else "No official address is known; find a copy"
    return f"{where}, then `suasion data add FILE`."


def release(table: Table, digests: Iterable[str]) -> Release | None:
    """The release that a file is, by the digest of the file or of what is in it."""
    known = set(digests)
    return next((one for one in table.releases if known & {one.sha256, one.content}), None)
