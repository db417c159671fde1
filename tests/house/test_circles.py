"""No file imports itself by way of others: whoever reads one finds what it rests on below it, and never around it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_floors import MODULES, ROOT, imports

#: Circles that are still to be broken.
OPEN: set[frozenset[str]] = set()


def dotted(path: Path) -> str:
    """The name under which a file is imported."""
    parts = ("suasion", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def file_imported(name: str, known: Mapping[str, object]) -> str | None:
    """The file that an imported name comes from: the name's own, or the one that holds it."""
    return next((one for one in (name, name.rpartition(".")[0]) if one in known), None)


def graph(modules: Mapping[str, tuple[ast.AST, Path]]) -> dict[str, set[str]]:
    """Which files each file names, at its head or inside a function, for its types as well."""
    return {
        name: {one for raw in imports(tree, path) if (one := file_imported(raw, modules))} - {name}
        for name, (tree, path) in modules.items()
    }


def circles(edges: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Files that reach each other: strongly connected components of more than one (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    result = set()

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in edges[name]:
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            component, stack[at:] = stack[at:], []
            if len(component) > 1:
                result.add(frozenset(component))

    for name in edges:
        if name not in index:
            visit(name)
    return result


def test_no_file_imports_itself_by_way_of_others():
    modules = {dotted(path): (ast.parse(path.read_text("utf-8")), path) for path in MODULES}
    seen = [sorted(one) for one in circles(graph(modules)) if not any(one <= known for known in OPEN)]
    assert not seen


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": {"b"}, "b": set()}, set()),
        ({"a": {"b"}, "b": {"a"}}, {frozenset("ab")}),
        (
            {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}},
            {frozenset("abc"), frozenset("de")},
        ),
        ({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}, set()),
    ],
)
def test_circles_are_seen(edges, expected):
    assert circles(edges) == expected


@pytest.mark.parametrize(
    "code",
    [
        "from suasion.b import f",
        "from suasion import b",
        "from . import b",
        "import suasion.b",
        "def f():\n    from .b import g",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from suasion.b import T",
    ],
)
def test_every_way_to_import_is_an_edge(code):
    modules = {"suasion.a": (ast.parse(code), ROOT / "a.py"), "suasion.b": (ast.parse(""), ROOT / "b.py")}
    assert graph(modules)["suasion.a"] == {"suasion.b"}
