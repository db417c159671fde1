"""What lies in the user's data folder: the tables that were added, and what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.domain.dataset import NUMBERED, Table
from suasion.domain.findings.data import Held
from suasion.errors import Problem, SuasionError, Wording
from suasion.files.datasets import catalogue

if TYPE_CHECKING:
    import polars as pl

ABOUT = "suasion"  # the key of a Parquet file's metadata that says what was added


class Holdings:
    """The tables in a data folder.

    Args:
        folder: The folder; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, name: str) -> Path:
        """Where a table lies, or would."""
        return self.folder / f"{name}.parquet"

    def installed(self) -> dict[str, Held]:
        """The tables that are there, by their full names; a file that cannot be read is not there."""
        tables = {name: about(self.path_of(name)) for name in catalogue.tables()}
        return {name: held for name, held in tables.items() if held is not None}

    def load(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """A table, with missing codes as missing.

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
        frame = self.stored(name, columns)
        return frame.with_columns(missing_codes(table, frame.schema))

    def stored(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """A table as it lies in the folder, missing codes and all.

        Raises:
            SuasionError: It is not there or broken, or lacks a column.
        """
        import polars as pl

        path = self.path_of(name)
        if not path.is_file():
            what = f"It is not in the data folder ({self.folder})."
            raise SuasionError(Problem(name, what, catalogue.offered(name)))
        try:
            names = self._names(name)
            lacking = sorted(set(columns or ()) - set(names))
            if lacking:
                what = f"The file that was added has no column {', '.join(map(repr, lacking))}."
                raise SuasionError(
                    Problem(name, what, "`suasion data show NAME` lists those that are known.")
                )
            wanted = list(names if columns is None else columns)
            frame = pl.read_parquet(path, columns=[names[column] for column in wanted])
            return frame.rename({names[column]: column for column in wanted})
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise SuasionError(broken(path, (str(error).splitlines() or [""])[0])) from None

    def columns(self, name: str) -> frozenset[str]:
        """Names of the columns of a table.

        Raises:
            SuasionError: It is broken.
        """
        import polars as pl

        path = self.path_of(name)
        try:
            return frozenset(self._names(name))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise SuasionError(broken(path, (str(error).splitlines() or [""])[0])) from None

    def _names(self, name: str) -> dict[str, str]:
        """The catalogue's name of each column to the one in the file, which an earlier catalogue may have given it."""
        import polars as pl

        there = list(pl.read_parquet_schema(self.path_of(name)))
        table = catalogue.tables().get(name)
        return dict(zip(table.canonical(there) if table else there, there, strict=True))

    def fingerprint(self, name: str) -> str:
        """A digest of a table and of what the catalogue says about it: what a result rests on."""
        name, table = catalogue.table_named(name)
        digest = hashlib.sha256(table.model_dump_json().encode())
        digest.update(self.path_of(name).read_bytes())
        return digest.hexdigest()


def about(path: Path) -> Held | None:
    """What a table in the data folder was made of; nothing where it is missing or broken."""
    if not path.is_file():
        return None
    import polars as pl

    try:
        return Held.model_validate_json(pl.read_parquet_metadata(path)[ABOUT])
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, KeyError, ValueError):
        return None


def metadata(held: Held) -> dict[str, str]:
    """What is written into a table's file."""
    return {ABOUT: json.dumps(held.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)}


def broken(path: Path, why: str) -> Problem:
    """A table in the data folder that cannot be used."""
    what = f"This table is broken: {why.rstrip('.')[:200]}."
    return Problem(
        str(path),
        what,
        Wording(
            "Add it again: `suasion.add_data(FILE, force=True)`.",
            "Add it again with `suasion data add FILE --force`.",
        ),
    )


def missing_codes(table: Table, schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
    """Expressions that turn missing codes into missing values."""
    import polars as pl

    expressions = []
    for column, dtype in schema.items():
        known = table.indicator(column)
        if known and known.missing:
            codes = [code for code in known.missing if isinstance(code, str) == (dtype == pl.String)]
            wrong = pl.col(column).is_in(pl.Series(codes, dtype=dtype).implode())
            expressions.append(pl.when(~wrong).then(pl.col(column)).alias(column))
        elif table.states.get(column) in NUMBERED and dtype.is_numeric():
            expressions.append(pl.when(pl.col(column) > 0).then(pl.col(column)).alias(column))
    return expressions
