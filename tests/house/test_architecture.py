"""The picture of the rooms and the table beside it are those of the imports."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]


@cache
def script():
    """``scripts/architecture.py`` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import architecture

        return architecture
    finally:
        sys.path.pop(0)


def test_the_picture_is_that_of_the_imports():
    assert script().PICTURE.read_text("utf-8") == script().picture(), "run scripts/architecture.py"


def test_the_table_is_that_of_the_imports():
    assert script().PAGE.read_text("utf-8") == script().page(), "run scripts/architecture.py"


def test_every_room_says_what_it_is_and_has_a_box():
    boxes = {
        text.text
        for text in ElementTree.fromstring(script().picture()).iter("{http://www.w3.org/2000/svg}text")
    }
    assert boxes == set(script().rooms())
    assert not [room.name for room in script().rooms().values() if not room.about]


def test_rooms_stand_below_all_that_import_them():
    graph = {"c": frozenset("b"), "b": frozenset("a"), "d": frozenset("a"), "a": frozenset()}
    assert script().floors(graph) == {"c": 2, "b": 1, "d": 2, "a": 0}
    with pytest.raises(ValueError, match="a circle of imports"):
        script().floors({"a": frozenset("b"), "b": frozenset("a")})


def test_an_arrow_that_a_longer_way_says_is_left_out():
    graph = {"c": frozenset("ab"), "b": frozenset("a"), "a": frozenset()}
    assert script().arrows(graph) == [("c", "b"), ("b", "a")]
