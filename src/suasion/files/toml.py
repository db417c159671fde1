"""TOML read whole, or refused with every problem at once."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from suasion.errors import Problem, SuasionError
from suasion.files.problems import place, problems

LARGEST = 5_000_000  # bytes; the largest bundled case has about a hundredth of this
M = TypeVar("M", bound=BaseModel)


def read(path: Path) -> dict[str, Any]:
    """The file as a table.

    Raises:
        SuasionError: The file is missing, forbidden, too large, not text, empty or not TOML.
    """
    text = _text(path)
    if not text.strip():
        raise SuasionError(
            Problem(path.name, "The file is empty.", "`suasion new case NAME` writes one to start from.")
        )
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SuasionError(Problem(path.name, "The file is nested too deeply.", "Flatten it.")) from None
    except ValueError as error:  # a number of thousands of digits is one, and no TOMLDecodeError
        raise SuasionError(Problem(path.name, f"This is not TOML: {error}.", "Mend it there.")) from None


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise SuasionError(
                Problem(str(path), "This is a folder, not a file.", "Give the TOML file in it.")
            )
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        size = max(path.stat().st_size, len(content))
        if size > LARGEST:
            raise SuasionError(
                Problem(
                    path.name,
                    f"The file has more than {LARGEST / 1e6:.0f} MB, the most that is read.",
                    "Is it a case file? Keep data out of it.",
                )
            )
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", "Check the path.")) from None
    except PermissionError:
        raise SuasionError(Problem(str(path), "You may not read it.", "Change its permissions.")) from None
    except UnicodeDecodeError as error:
        raise SuasionError(
            Problem(path.name, f"This is not UTF-8 text (byte {error.start + 1}).", "Save it as UTF-8.")
        ) from None
    except OSError as error:
        raise SuasionError(
            Problem(str(path)[:200], f"It cannot be read: {error.strerror}.", "Check the path.")
        ) from None


def parse(model: type[M], table: dict[str, Any], where: str) -> M:
    """The table as a record; a number in quotes is text, and a date in quotes is no date.

    Raises:
        SuasionError: With one problem for each key that is wrong.
    """
    found = [
        Problem(
            f"{where} · {place(loc)}", "This has a control character.", "Take it out; \\n and \\t may stay."
        )
        for loc in _controls(table, ())
    ]
    try:
        record = model.model_validate(_fixed(table), strict=True)
    except ValidationError as error:
        raise SuasionError([*found, *problems(error, model, where)]) from None
    if found:
        raise SuasionError(found)
    return record


def _fixed(part: Any) -> Any:
    """The same with lists as tuples, which strict records want."""
    if isinstance(part, dict):
        return {key: _fixed(value) for key, value in part.items()}
    return tuple(map(_fixed, part)) if isinstance(part, list) else part


def _controls(part: Any, loc: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Places of text that could steer a terminal."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _controls(value, (*loc, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _controls(value, (*loc, i))
    elif isinstance(part, str) and any(
        unicodedata.category(one) == "Cc" and one not in "\n\t" for one in part
    ):
        yield loc
