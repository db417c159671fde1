"""How a producer lays a table out in a file: where its header stands, what its columns are called, where the years run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field, model_validator

from suasion.domain.model import Id, Model, Text

#: A year that is a column's whole name: ``1990``, ``YR1990``, ``X1990``, ``1990.0``, ``1990 [YR1990]``.
YEAR_NAME = re.compile(r"(?:yr|x)?([12]\d{3})(?:\.0+)?(?: \[yr\1\])?")
#: A year within a label, such as both of ``Nov.1983-Nov.1984``.
YEAR_WITHIN = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")


class Layout(Model):
    """One way in which a table stands in a file, other than a header with the table's own names.

    Attributes:
        id: Unique within the table.
        title: Whose form it is, in words.
        sheets: Patterns of the sheet's name, in small letters; empty where any sheet will do.
        names: Column of the table to the names that it has here; a name may be a pattern (``* [[]NY.GDP.MKTP.CD]``).
        years: Where the years stand: ``rows`` (a column of years), ``across`` (each column is a year) or ``above`` (in a
            row above the header, each over columns of its own).
        value: Column of the table that holds the cells where years run across.
        only: Name of a column here to the values of the rows that belong to the table; other rows are left out. Several
            names of one column are separated by a bar.
        shift: Years to add to the year here: -1 where a yearbook's edition stands for the year before.
    """

    id: Id
    title: Text
    sheets: tuple[Text, ...] = ()
    names: dict[Text, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    years: Literal["rows", "across", "above"] = "rows"
    value: str = ""
    only: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}
    shift: int = 0

    @model_validator(mode="after")
    def _holds_together(self) -> Layout:
        if (self.years == "across") != bool(self.value):
            raise ValueError("`value` is needed where years run across, and nowhere else")
        return self


def plain(name: str) -> str:
    """A name as it is compared: in small letters, one space between words, no byte-order mark."""
    return " ".join(name.replace("\ufeff", " ").split()).casefold()


def year_named(name: str) -> int | None:
    """The year that a column's name is, if it is one."""
    year = YEAR_NAME.fullmatch(plain(name))
    return int(year[1]) if year else None


def year_within(label: str) -> int | None:
    """The year that a label over several columns stands for: the last one that it names."""
    years = YEAR_WITHIN.findall(label)
    return int(years[-1]) if years else None


def place_of(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    """Where the first of the wanted names stands: as it is written, else in any letters, else by its pattern."""
    wanted = list(wanted)
    like = [plain(name) for name in names]
    for one in wanted:
        if one in names:
            return names.index(one)
    for one in wanted:
        if like.count(plain(one)) == 1 and plain(one):
            return like.index(plain(one))
    for one in wanted:
        if any(sign in one for sign in "*?["):
            fits = [place for place, name in enumerate(like) if fnmatchcase(name, plain(one))]
            if len(fits) == 1:
                return fits[0]
    return None
