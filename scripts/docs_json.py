"""docs/reference/json.md and the JSON schema of ``results.json``, written from the records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from docs_markdown import code, table
from suasion.domain.findings.base import Record
from suasion.domain.findings.comparison import ComparisonFindings


def schema() -> str:
    """The JSON schema of ``results.json``."""
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ComparisonFindings.model_json_schema(mode="serialization"),
        "title": ComparisonFindings.file,
    }
    return json.dumps(written, indent=1, ensure_ascii=False) + "\n"


def keys() -> str:
    """Every key of ``results.json`` with what it is."""
    return table(["key", "what it is"], [[code(path), text] for path, text in _rows(ComparisonFindings)])


def _rows(kind: type[Record], before: str = "") -> Iterator[tuple[str, str]]:
    meanings = kind.meanings()
    for name, field in kind.model_fields.items():
        ends, inner = _inside(field.annotation)
        path = before + name + ends
        yield path, meanings[name]
        if inner:
            yield from _rows(inner, f"{path}.")


def _inside(annotation: Any) -> tuple[str, type[Record] | None]:
    """What follows a key's name (``[]`` for a list, ``.WORD`` for a table), and the record that it leads to."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _inside(parts[0])
    if origin in (Union, UnionType):
        return next((_inside(part) for part in parts if part is not type(None)), ("", None))
    if origin is tuple:
        ends, inner = _inside(parts[0])
        return f"[]{ends}", inner
    if origin is dict:
        word = next(one.title for one in get_args(parts[0])[1:] if isinstance(one, FieldInfo) and one.title)
        ends, inner = _inside(parts[1])
        return f".{word}{ends}", inner
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "", annotation
    return "", None
