"""Data frames of an R file, taken from its syntax tree: nothing in the file is ever run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from suasion.errors import Problem, SuasionError

if TYPE_CHECKING:
    import polars as pl

STARTS = (b"RDX2\n", b"RDX3\n", b"RDA2\n", b"RDA3\n", b"RDB2\n", b"RDB3\n", b"X\n", b"A\n", b"B\n")
#: What only data are made of; anything else of R is code or reaches outside the file.
PLAIN = frozenset(
    {"NIL", "SYM", "LIST", "CHAR", "LGL", "INT", "REAL", "CPLX", "STR", "VEC", "RAW", "ALTREP"}
    | {"ATTRLIST", "NILVALUE", "REF", "MISSINGARG", "EXTPTR"}
)
CODE = {
    "CLO": "a function",
    "LANG": "a call",
    "PROM": "a promise",
    "BCODE": "compiled code",
    "ENV": "an environment",
    "EXPR": "an expression",
    "S4": "an S4 object",
    "BUILTIN": "a built-in function",
    "SPECIAL": "a built-in function",
}
MOST_BYTES = 2_000_000_000
MOST_ROWS = 20_000_000
UTF8, LATIN1 = 1 << 3, 1 << 2  # of a text's general purpose bits
DAY, SECOND = "Date", "POSIXct"


def frames(content: bytes, where: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every data frame with its name, empty for the one object of an .rds file.

    Raises:
        SuasionError: The file holds code, or is no R file that can be read.
    """
    root = _parsed(content, where)
    _refuse_code(root, where)
    objects = [("", root)] if _kind(root) == "VEC" else list(_pairs(root))
    for name, one in objects:
        if "data.frame" in _classes(one):
            yield name, _frame(one)


#: What rdata, which declares no types, makes of a file: the place where `Any` comes in.
RObject: TypeAlias = Any


def _parsed(content: bytes, where: str) -> RObject:
    from rdata.parser import DEFAULT_ALTREP_MAP, parse_data

    if len(content) > MOST_BYTES:
        what = f"The R file has more than {MOST_BYTES / 1e9:.0f} GB, the most that is read."
        raise SuasionError(Problem(where, what, "Save the table as CSV or Parquet."))
    builders = {key: _moderate(key, build) for key, build in DEFAULT_ALTREP_MAP.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parse_data(content, altrep_constructor_dict=builders).object
        except Exception as error:  # whatever a hostile or unknown file makes of the parser is one problem
            what = f"This R file cannot be read: {str(error)[:200] or type(error).__name__}."
            fix = "It may be damaged, or hold more than data. Save the data frame alone, or as CSV."
            raise SuasionError(Problem(where, what, fix)) from None


def _moderate(key: bytes, build: RObject) -> RObject:
    """A short form of R written out, but not beyond the most rows that are read."""

    def built(state: RObject) -> RObject:
        if key.startswith(b"compact") and float(state.value[0]) > MOST_ROWS:
            raise ValueError(f"a sequence of {float(state.value[0]):,.0f} numbers")
        return build(state)

    return built


def _refuse_code(root: RObject, where: str) -> None:
    code: set[str] = set()
    todo, seen = [root], set()
    while todo:
        one = todo.pop()
        if one is None or id(one) in seen or not hasattr(one, "info"):
            continue
        seen.add(id(one))
        if _kind(one) not in PLAIN:
            code.add(CODE.get(_kind(one), f"an object of the type {_kind(one)}"))
        todo += [one.attributes, one.tag, one.referenced_object]
        if isinstance(one.value, list | tuple):
            todo += one.value
        else:
            todo.append(one.value)
    if code:
        what = f"The R file holds {', '.join(sorted(code))}. Files with code are not read."
        raise SuasionError(Problem(where, what, "Save the data frame alone (saveRDS), or as CSV."))


def _kind(one: RObject) -> str:
    return str(one.info.type.name)


def _pairs(one: RObject) -> Iterator[tuple[str, RObject]]:
    """Names and values of a pair list."""
    while one is not None and _kind(one) in ("LIST", "ATTRLIST"):
        yield _symbol(one.tag), one.value[0]
        one = one.value[1]


def _symbol(tag: RObject) -> str:
    if tag is None:
        return ""
    if _kind(tag) == "REF":
        tag = tag.referenced_object
    return _text(tag.value) or "" if _kind(tag) == "SYM" else ""


def _text(char: RObject) -> str | None:
    """A text of R; missing where it is NA."""
    if char is None or char.value is None:
        return None
    raw = bytes(char.value)
    if char.info.gp & LATIN1:
        return raw.decode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _attribute(one: RObject, name: str) -> RObject:
    return next((value for key, value in _pairs(one.attributes) if key == name), None)


def _texts(one: RObject) -> list[str | None]:
    return [_text(char) for char in one.value] if one is not None and _kind(one) == "STR" else []


def _classes(one: RObject) -> set[str]:
    return {name for name in _texts(_attribute(one, "class")) if name}


def _frame(one: RObject) -> pl.DataFrame:
    """A data frame; columns that are lists are left out, since no table of the field has one that counts."""
    import polars as pl

    columns = {}
    for name, column in zip(_texts(_attribute(one, "names")), one.value, strict=False):
        series = _series(column)
        if name and series is not None:
            columns[name] = series
    return pl.DataFrame(columns)


def _series(one: RObject) -> pl.Series | None:
    import numpy as np
    import polars as pl

    kind, classes = _kind(one), _classes(one)
    if kind == "STR":
        return pl.Series(_texts(one), dtype=pl.String)
    if kind not in ("INT", "REAL", "LGL"):
        return None
    values = np.ma.asarray(one.value)
    gone = np.ma.getmaskarray(values) | (np.isnan(values.data) if kind == "REAL" else False)
    plain = pl.Series(values.data.astype(np.float64 if kind == "REAL" else np.int64))
    series = pl.select(pl.when(pl.Series(~gone)).then(plain)).to_series()
    if "factor" in classes:
        levels = _texts(_attribute(one, "levels"))
        codes = series.to_list()
        return pl.Series(
            [levels[code - 1] if code is not None and 0 < code <= len(levels) else None for code in codes],
            dtype=pl.String,
        )
    if DAY in classes:
        return series.cast(pl.Float64).floor().cast(pl.Int32).cast(pl.Date).cast(pl.String)
    if SECOND in classes:
        return (series * 1_000_000).cast(pl.Int64).cast(pl.Datetime("us")).cast(pl.String)
    return series
