"""Findings are frozen, versioned and described: every field says in the code what it means."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Literal, get_args, get_origin

import pytest
from pydantic import ValidationError

from suasion.domain import findings
from suasion.domain.findings.base import Findings, Record


def records(kind: type[Record] = Record) -> list[type[Record]]:
    """Every kind of record below ``suasion.domain.findings``."""
    for module in pkgutil.walk_packages(findings.__path__, findings.__name__ + "."):
        importlib.import_module(module.name)
    below = [one for child in kind.__subclasses__() for one in (child, *records(child))]
    return [one for one in dict.fromkeys(below) if one.__module__.startswith(findings.__name__)]


EVERY = [one for one in records() if one is not Findings]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__qualname__)
def test_every_field_says_what_it_means(kind):
    assert not set(kind.model_fields) - set(kind.meanings())


@pytest.mark.parametrize(
    "kind", [one for one in EVERY if issubclass(one, Findings)], ids=lambda kind: kind.__qualname__
)
def test_every_kind_of_findings_has_a_version(kind):
    field = kind.model_fields["format"]
    assert get_origin(field.annotation) is Literal
    assert (field.default,) == get_args(field.annotation)


class Small(Record):
    """Two numbers.

    Attributes:
        first: The first,
            which comes before the second.
        second: The second.
    """

    first: float
    second: float | None = None


class Whole(Findings):
    """A finding.

    Attributes:
        format: The version.
        part: A part of it.
    """

    format: Literal[3] = 3
    part: Small


def test_the_schema_says_what_the_docstrings_say():
    schema = Whole.model_json_schema()
    assert schema["description"] == "A finding."
    assert schema["$defs"]["Small"]["properties"]["first"]["description"] == (
        "The first, which comes before the second."
    )
    assert schema["properties"]["format"] == {
        "const": 3,
        "default": 3,
        "description": "The version.",
        "title": "Format",
        "type": "integer",
    }


def test_findings_are_frozen_finite_and_closed():
    whole = Whole(part=Small(first=1.0))
    assert Whole.model_validate_json(whole.to_json()) == whole
    assert whole.to_dict() == {"format": 3, "part": {"first": 1.0, "second": None}}
    with pytest.raises(ValidationError):
        whole.format = 4
    for wrong in ({"first": float("nan")}, {"first": 1.0, "third": 2.0}):
        with pytest.raises(ValidationError):
            Small.model_validate(wrong)
