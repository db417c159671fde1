"""The catalogue of datasets, and what of it lies in the user's data folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.dataset import NUMBERED, Dataset, Release, Table
from suasion.errors import Problem, SuasionError, nearest
from suasion.files import library

if TYPE_CHECKING:
    import polars as pl

FOLDER = "SUASION_DATA"
ABOUT = "suasion"  # the key of a Parquet file's metadata that says what was added


@dataclass(frozen=True)
class Held:
    """A table that was added: what it was made of.

    Attributes:
        name: ``dataset.table``.
        file: Name of the file that was added.
        version: The release's version; empty where its digest is not known.
        sha256: Digest of the file that was added.
        content: Digest of what was in it, unpacked.
        excerpt: Whether the release is an excerpt; false where it is not known.
        rows: Number of rows.
        years: First and last year; empty where there is none.
    """

    name: str
    file: str
    version: str
    sha256: str
    content: str
    excerpt: bool
    rows: int
    years: tuple[int, ...]

    @property
    def known(self) -> bool:
        """Whether the release is one that the catalogue has seen."""
        return bool(self.version)


def home() -> Path:
    """The user's data folder: ``SUASION_DATA``, else the platform's usual place."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("suasion", appauthor=False) / "data"


def catalogue() -> dict[str, Dataset]:
    """Every dataset that Suasion knows, by id."""
    return library.folder("datasets")


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
        fix = nearest(id, catalogue()) or "`suasion data list` tells what there is."
        raise SuasionError(Problem(name[:200], "The catalogue has no such dataset.", fix))
    return catalogue()[id]


def table_named(name: str) -> tuple[str, Table]:
    """A table by its full name, or by its dataset's where that has one table only.

    Raises:
        SuasionError: The catalogue has no such table, or the dataset has several.
    """
    found = dict(dataset_of(name).each())
    if name in found:
        return name, found[name]
    if "." not in name and len(found) == 1:
        return next(iter(found.items()))
    what = "The dataset has no such table." if "." in name else "The dataset has several tables."
    raise SuasionError(Problem(name[:200], what, f"Tables: {', '.join(found)}."))


def path_of(name: str) -> Path:
    """Where a table lies, or would."""
    return home() / f"{name}.parquet"


def installed() -> dict[str, Held]:
    """What lies in the data folder, by the tables' full names; a file that cannot be read is not there."""
    found = {}
    for name in tables():
        held = about(path_of(name))
        if held is not None:
            found[name] = held
    return found


def about(path: Path) -> Held | None:
    """What a table in the data folder was made of; nothing where it is missing or broken."""
    if not path.is_file():
        return None
    import polars as pl

    try:
        said = json.loads(pl.read_parquet_metadata(path)[ABOUT])
        return Held(**{**said, "years": tuple(said["years"])})
    except (pl.exceptions.PolarsError, OSError, KeyError, TypeError, ValueError):
        return None


def metadata(held: Held) -> dict[str, str]:
    """What is written into a table's file."""
    return {ABOUT: json.dumps(asdict(held), ensure_ascii=False, sort_keys=True)}


def offered(name: str) -> str:
    """One sentence on how to get a dataset that is missing."""
    dataset = dataset_of(name)
    where = f"Get it at {dataset.address}" if dataset.address else "No official address is known; find a copy"
    return f"{where}, then `suasion data add FILE`."


def load(name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A table of the data folder, with missing codes as missing.

    Args:
        name: ``dataset.table``, or the dataset where it has one table only.
        columns: Which columns; all if not given.

    Returns:
        The rows in the file's order. In number columns the catalogue's missing codes, and in columns of numbered
        country codes anything below 1, are missing. In text columns only the empty cell is.

    Raises:
        SuasionError: The table is unknown, not there or broken, or lacks a column.
    """
    name, table = table_named(name)
    frame = stored(name, columns)
    return frame.with_columns(missing_codes(table, frame.schema))


def stored(name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A table as it lies in the data folder, missing codes and all.

    Raises:
        SuasionError: It is not there or broken, or lacks a column.
    """
    import polars as pl

    path = path_of(name)
    if not path.is_file():
        raise SuasionError(Problem(name, f"It is not in the data folder ({home()}).", offered(name)))
    try:
        lacking = sorted(set(columns or ()) - set(pl.read_parquet_schema(path)))
        if lacking:
            what = f"The file that was added has no column {', '.join(map(repr, lacking))}."
            raise SuasionError(Problem(name, what, "`suasion data show NAME` tells which are known."))
        return pl.read_parquet(path, columns=None if columns is None else list(columns))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SuasionError(broken(path, (str(error).splitlines() or [""])[0])) from None


def columns(name: str) -> frozenset[str]:
    """Names of the columns of a table in the data folder.

    Raises:
        SuasionError: It is broken.
    """
    import polars as pl

    path = path_of(name)
    try:
        return frozenset(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SuasionError(broken(path, (str(error).splitlines() or [""])[0])) from None


def fingerprint(name: str) -> str:
    """A digest of a table in the data folder and of what the catalogue says about it: what a result rests on."""
    name, table = table_named(name)
    said = hashlib.sha256(table.model_dump_json().encode())
    said.update(path_of(name).read_bytes())
    return said.hexdigest()


def broken(path: Path, why: str) -> Problem:
    """A table in the data folder that cannot be used."""
    what = f"This table is broken: {why.rstrip('.')[:200]}."
    return Problem(str(path), what, "Add it again with `suasion data add FILE --force`.")


def missing_codes(table: Table, schema: Mapping[str, Any]) -> list[pl.Expr]:
    """Expressions that turn missing codes into missing values."""
    import polars as pl

    found = []
    for column, dtype in schema.items():
        known = table.indicator(column)
        if known and known.missing:
            codes = [code for code in known.missing if isinstance(code, str) == (dtype == pl.String)]
            wrong = pl.col(column).is_in(pl.Series(codes, dtype=dtype).implode())
            found.append(pl.when(~wrong).then(pl.col(column)).alias(column))
        elif table.states.get(column) in NUMBERED and dtype.is_numeric():
            found.append(pl.when(pl.col(column) > 0).then(pl.col(column)).alias(column))
    return found


def release(table: Table, digests: Iterable[str]) -> Release | None:
    """The release that a file is, by the digest of the file or of what is in it."""
    known = set(digests)
    return next((one for one in table.releases if known & {one.sha256, one.content}), None)
