"""TOML read whole, or refused with every problem at once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from suasion.errors import Problem, SuasionError, nearest

LARGEST = 5_000_000  # bytes; the largest bundled case has about a hundredth of this
M = TypeVar("M", bound=BaseModel)


def read(path: Path) -> dict[str, Any]:
    """The file as a table.

    Raises:
        SuasionError: The file is missing, forbidden, too large, not text, empty or not TOML.
    """
    where = path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SuasionError(Problem(str(path), "This is a folder, not a file.", "Give the TOML file in it."))
        if size > LARGEST:
            raise SuasionError(
                Problem(where, f"The file has {size / 1e6:.0f} MB; the largest read is {LARGEST / 1e6:.0f} MB.",
                        "Is it a case file? Keep data out of it.")
            )
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise SuasionError(Problem(str(path), "There is no such file.", "Check the path.")) from None
    except PermissionError:
        raise SuasionError(Problem(str(path), "You may not read it.", "Change its permissions.")) from None
    except UnicodeDecodeError as error:
        raise SuasionError(
            Problem(where, f"This is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.")
        ) from None
    except OSError as error:
        raise SuasionError(Problem(str(path), f"It cannot be read: {error.strerror}.")) from None
    if not text.strip():
        raise SuasionError(
            Problem(where, "The file is empty.", "`suasion new case NAME` writes one to start from.")
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SuasionError(Problem(where, f"This is not TOML: {error}.", "Mend the line named.")) from None
    except RecursionError:
        raise SuasionError(Problem(where, "The file is nested too deeply.", "Flatten it.")) from None


def parse(model: type[M], table: dict[str, Any], where: str) -> M:
    """The table as a record.

    Raises:
        SuasionError: With one problem for each key that is wrong.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise SuasionError(_problem(one, table, where) for one in error.errors()) from None


def _problem(error: Any, table: dict[str, Any], where: str) -> Problem:
    loc = [part for part in error["loc"] if part not in ("StrategyUse", "Strategy")]
    place = _place(loc)
    given = error.get("input")
    kind = error["type"]
    if kind == "extra_forbidden":
        record = _within(table, loc[:-1])
        known = _known_keys(record, error)
        return Problem(f"{where} · {place}", "No such key here.", nearest(str(loc[-1]), known))
    if kind == "missing":
        return Problem(f"{where} · {place}", "This key is missing.", "Add it; `suasion new case NAME` shows each key.")
    if kind == "value_error":
        return Problem(f"{where} · {place}", str(error["ctx"]["error"]) + ".")
    shown = "" if isinstance(given, dict | list) else f" = {given!r}"
    return Problem(f"{where} · {place}{shown[:80]}", error["msg"].rstrip(".") + ".", _hint(kind))


def _hint(kind: str) -> str:
    hints = {
        "less_than_equal": "Levels and shares lie between 0 and 1.",
        "greater_than_equal": "Levels and shares lie between 0 and 1.",
        "date_from_datetime_parsing": "Write a date as 1981-09-14, without quotes.",
        "too_short": "Give at least one.",
        "float_type": "Write a number, without quotes.",
        "string_type": "Write text, in quotes.",
    }
    return hints.get(kind, "")


def _place(loc: list[Any]) -> str:
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text or "(top)"


def _within(table: Any, loc: list[Any]) -> Any:
    for part in loc:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return {}
    return table


def _known_keys(record: Any, error: Any) -> list[str]:
    """Keys of the model that refused the key, found by walking from the case downwards."""
    from suasion.domain import case, instrument, model, strategy, treaty, worldview

    models = [
        found
        for module in (case, instrument, model, strategy, treaty, worldview)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, BaseModel)
    ]
    given = set(record) if isinstance(record, dict) else set()
    fits = max(models, key=lambda one: (len(given & _keys(one)), -len(_keys(one))))
    return sorted(_keys(fits))


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}
