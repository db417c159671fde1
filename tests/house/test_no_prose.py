"""What works numbers out says no sentence: words are made in ``words``, from findings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import suasion

ROOT = Path(suasion.__file__).parent
#: Rooms that hold numbers only.
SILENT = ("decide", "games", "measure", "simulation", "measure", "estimate", "judge")
#: Files whose sentences are all parts of what is said of a mistake.
REFUSALS = {
    "games/bargaining/parties.py",
    "games/forms/reading.py",
    "games/threat/design.py",
    "measure/scoring/coding.py",
}
#: Calls whose sentences are for whoever made a mistake.
ERRORS = ("Problem", "Error", "Warning", "warn")
#: Arguments and names that hold what a letter of the model means.
MEANINGS = ("meaning", "disputed", "says", "claim", "note", "text", "help", "long_name")


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings with a blank that end as a sentence does, with their lines; docstrings, errors and meanings aside."""
    aside = {id(node) for top in ast.walk(tree) for node in _aside(top)}
    for node in ast.walk(tree):
        if id(node) in aside:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
            if " " in text and text.endswith((".", ".)", "!", "?")):
                yield node.lineno, text


def _aside(top: ast.AST) -> Iterator[ast.AST]:
    """Everything below what may hold a sentence."""
    if isinstance(top, ast.Expr) and isinstance(top.value, ast.Constant):
        yield top.value  # a docstring
    if isinstance(top, ast.Raise | ast.Assert):
        yield from ast.walk(top)
    if isinstance(top, ast.Call):
        name = getattr(top.func, "attr", getattr(top.func, "id", ""))
        if name.endswith(ERRORS):
            yield from ast.walk(top)
    if isinstance(top, ast.keyword) and top.arg in MEANINGS:
        yield from ast.walk(top.value)


MODULES = [path for room in SILENT for path in sorted((ROOT / room).rglob("*.py"))]
MODULES = [path for path in MODULES if path.relative_to(ROOT).as_posix() not in REFUSALS]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_below_words(path):
    assert not list(sentences(ast.parse(path.read_text("utf-8"))))


def test_every_sentence_is_seen():
    code = 'def f():\n    """A docstring."""\n    raise Error("It is so.")\nx = "Two words."\ny = f"{x} is said here."\nz = "id.of"\n'
    assert [line for line, _ in sentences(ast.parse(code))] == [4, 5]
