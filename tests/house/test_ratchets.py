"""Budgets of the house: lines without a type, long files, long functions, and words that say nothing.

A count may never grow. ``BUDGET`` holds what is allowed today and where it is going; whoever brings a count down
writes the new one there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import suasion

ROOT = Path(suasion.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

#: What is counted: the most that is allowed today, and the most that will be.
BUDGET: dict[str, tuple[float, float]] = {
    "lines with dict[str, Any] or Mapping[str, Any]": (40, 40),
    "lines with Any": (160, 160),
    "lines of the median module": (90, 90),
    "lines of the longest module": (400, 400),
    "functions of more than 80 lines": (0, 0),
    "banned identifiers": (0, 0),
}
#: Names that say nothing, and what to say. Names that users hold (ids, options, keys of files) are no identifiers.
BANNED = {
    "found": "result, match, findings: what it is",
    "told": "reported",
    "once": "materialize, per_world",
    "kept": "retained, stored, cached",
    "drawn": "draws, sampled",
    "begun": "started; a future",
    "beside": "alongside, background, temporary",
    "tongue": "translator",
    "given": "inputs, arguments, specification",
    "standing": "current, rank, in_force",
    "hanging": "sensitivity",
    "luck": "streams, replicates",
    "lucks": "streams, replicates",
}


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every identifier that a module defines, uses or passes, with its line; modules imported keep their names."""
    for node in ast.walk(tree):
        match node:
            case ast.Name():
                yield node.id, node.lineno
            case ast.Attribute():
                yield node.attr, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.keyword(arg=str(name)):
                yield name, node.value.lineno
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.alias():
                yield node.asname or node.name.rpartition(".")[2], node.lineno


def banned(text: str) -> list[tuple[str, int]]:
    return [(name, line) for name, line in names(ast.parse(text)) if name.strip("_").lower() in BANNED]


def long_functions(text: str, most: int = 80) -> list[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, kinds) and node.end_lineno - node.lineno >= most
    ]


def matching(pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def counted() -> dict[str, tuple[float, list[str]]]:
    """What is counted, how much of it there is, and where."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    loose = matching(r"\b(?:dict|Mapping)\[str, Any\]")
    untyped = matching(r"\bAny\b")
    long = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in long_functions(path.read_text("utf-8"))
    ]
    words = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in MODULES
        for name, line in banned(path.read_text("utf-8"))
    ]
    return {
        "lines with dict[str, Any] or Mapping[str, Any]": (len(loose), loose),
        "lines with Any": (len(untyped), untyped),
        "lines of the median module": (median(lengths.values()), []),
        "lines of the longest module": (max(lengths.values()), [max(lengths, key=lengths.__getitem__)]),
        "functions of more than 80 lines": (len(long), long),
        "banned identifiers": (len(words), words),
    }


COUNTED = counted()


@pytest.mark.parametrize("what", BUDGET)
def test_no_count_grows(what):
    count, where = COUNTED[what]
    assert count <= BUDGET[what][0], where


def test_everything_counted_has_a_budget():
    assert set(COUNTED) == set(BUDGET)
    assert all(target <= today for today, target in BUDGET.values())


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("found = 1", ["found"]),
        ("def told(): pass", ["told"]),
        ("class Tongue: pass", ["Tongue"]),
        ("def f(given): pass", ["given"]),
        ("f(kept=1)", ["kept"]),
        ("a.drawn", ["drawn"]),
        ("from a import _beside", ["_beside"]),
        ("foundation = 'found'  # found", []),
    ],
)
def test_every_kind_of_name_is_seen(text, seen):
    assert [name for name, _ in banned(text)] == seen


def test_a_long_function_is_seen():
    body = "\n".join(["    x = 1"] * 80)
    assert long_functions(f"def long():\n{body}") == ["long"]
    assert not long_functions(f"def short():\n{body}", most=81)
