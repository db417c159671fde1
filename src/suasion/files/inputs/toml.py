"""TOML read whole, or refused with every problem at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from suasion.errors import Problem, SuasionError, steers
from suasion.files.inputs import texts
from suasion.files.inputs.problems import place, problems

DEEPEST = 100  # tables and lists in each other; a case has six

M = TypeVar("M", bound=BaseModel)
#: A table of TOML as it stands: what is in it is known once it has become a record.
TomlTable: TypeAlias = dict[str, Any]


def read(path: Path) -> TomlTable:
    """The file as a table.

    Raises:
        SuasionError: The file is missing, forbidden, too large, not text, empty or not TOML.
    """
    return table(text(path), path.name)


def text(path: Path, *, new: str = "`suasion new case NAME` writes one to start from.") -> str:
    """The file's text.

    Args:
        path: The file.
        new: What to do about an empty one.

    Raises:
        SuasionError: The file is missing, forbidden, too large, not text or empty.
    """
    content = texts.read(
        path, folder="Give the TOML file in it.", large="Is it a case file? Keep data out of it."
    )
    if not content.strip():
        raise SuasionError(Problem(path.name, "The file is empty.", new))
    return content


def table(text: str, where: str) -> TomlTable:
    """The text as a table.

    Args:
        text: TOML.
        where: What the file is called.

    Raises:
        SuasionError: It is not TOML.
    """
    too_deep = Problem(where, "The file is nested too deeply.", "Flatten it.")
    try:
        read = tomllib.loads(text)
    except RecursionError:
        raise SuasionError(too_deep) from None
    except ValueError as error:  # a number of thousands of digits is one, and no TOMLDecodeError
        raise SuasionError(Problem(where, f"This is not TOML: {error}.", "Mend it there.")) from None
    if _deeper(read, DEEPEST):
        raise SuasionError(too_deep)
    return read


def _deeper(whole: object, most: int) -> bool:
    """Whether tables and lists lie in each other deeper than allowed; dotted keys nest without a bracket."""
    layer = [whole]
    for _ in range(most):
        layer = [
            inner
            for part in layer
            if isinstance(part, dict | list)
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
        if not layer:
            return False
    return True


def parse(
    model: type[M], table: TomlTable, where: str, *, known: Mapping[str, Sequence[str]] | None = None
) -> M:
    """The table as a record; a number in quotes is text, and a date in quotes is no date.

    Args:
        model: The kind of record.
        table: The file's content.
        where: What the file is called.
        known: Names that the record may refer to, by the library's folder.

    Raises:
        SuasionError: With one problem for each key that is wrong.
    """
    wrong = [
        Problem(
            f"{where} · {place(loc)}", "This has a control character.", "Take it out; \\n and \\t may stay."
        )
        for loc in _controls(table, ())
    ]
    try:
        record = model.model_validate(frozen(table), strict=True, context=known)
    except ValidationError as error:
        raise SuasionError([*wrong, *problems(error, model, where)]) from None
    if wrong:
        raise SuasionError(wrong)
    return record


def frozen(part: object) -> object:
    """The same with lists as tuples, which strict records want."""
    if isinstance(part, dict):
        return {key: frozen(value) for key, value in part.items()}
    return tuple(map(frozen, part)) if isinstance(part, list) else part


def _controls(part: object, loc: tuple[int | str, ...]) -> Iterator[tuple[int | str, ...]]:
    """Places of text that could steer a terminal."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _controls(value, (*loc, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _controls(value, (*loc, i))
    elif isinstance(part, str) and any(steers(one) and one not in "\n\t" for one in part):
        yield loc
