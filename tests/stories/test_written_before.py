"""What an earlier Suasion wrote still opens, with the same numbers and the same sentences; what is damaged does not."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from suasion.decide.facts import facts
from suasion.errors import SuasionError
from suasion.files.runs.results import checked
from suasion.lab.speaking import sentences
from suasion.words.interpreter import answer

FORMAT_1 = Path(__file__).parents[1] / "written_before" / "results-1.json"
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "results.schema.json"

#: Keys of format 1 and what they are called in format 2.
NAMES = {"hangs_on": "sensitivity", "lucks": "replicates", "says": "claim", "floor": "limit", "cap": "limit"}


def before() -> dict:
    return json.loads(FORMAT_1.read_text("utf-8"))


def numbers(value, path: str = "") -> dict[str, float]:
    """Every number by its path."""
    if isinstance(value, dict):
        return {
            key: number
            for name, part in value.items()
            for key, number in numbers(part, f"{path}.{NAMES.get(name, name)}").items()
        }
    if isinstance(value, list):
        return {
            key: number
            for i, part in enumerate(value)
            for key, number in numbers(part, f"{path}[{i}]").items()
        }
    return {path: value} if isinstance(value, int | float) else {}


def test_every_number_of_format_1_stands_in_format_2():
    opened = checked(FORMAT_1.read_bytes(), "results.json", facts)
    old, new = numbers(before()), numbers(opened.to_dict())
    assert old.pop(".format") == 1
    assert new.pop(".format") == 2
    assert {path: new.get(path) for path in old} == old
    assert len(old) > 1500


def test_the_sentences_are_those_of_its_time():
    opened = checked(FORMAT_1.read_bytes(), "results.json", facts)
    assert [
        {"heading": heading, "text": text} for _, heading, text in answer(sentences("comparison"), opened)
    ] == before()["answer"]


def test_what_is_brought_to_the_present_fits_the_schema():
    opened = checked(FORMAT_1.read_bytes(), "results.json", facts)
    jsonschema.validate(opened.to_dict(), json.loads(SCHEMA.read_text("utf-8")))
    assert checked(opened.to_json().encode("utf-8"), "results.json", facts) == opened


@pytest.mark.parametrize(
    "keys",
    [
        {"hangs_on": 5},
        {"support": None},
        {"constraints": [{"floor": {}}, 3]},
        {"mechanisms": ["shame"]},
        {"expected": "yes"},
        {"fairness": {"enforcement": None}},
        {"origins": [1]},
    ],
)
def test_a_damaged_file_of_format_1_is_refused(keys):
    content = json.dumps({**before(), **keys}).encode("utf-8")
    with pytest.raises(SuasionError):
        checked(content, "results.json", facts)
