"""What lies in the user's data folder: the tables that were added, and what they were made of."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suasion.domain.dataset import NUMBERED, Table
from suasion.errors import Problem, SuasionError
from suasion.files.datasets import catalogue

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


def path_of(name: str) -> Path:
    """Where a table lies, or would."""
    return home() / f"{name}.parquet"


def installed() -> dict[str, Held]:
    """What lies in the data folder, by the tables' full names; a file that cannot be read is not there."""
    found = {}
    for name in catalogue.tables():
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
    name, table = catalogue.table_named(name)
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
        raise SuasionError(
            Problem(name, f"It is not in the data folder ({home()}).", catalogue.offered(name))
        )
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
    name, table = catalogue.table_named(name)
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
