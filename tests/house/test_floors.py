"""Imports run strictly downward, and only ``files`` (with ``lab`` and ``cli``) touches disk and network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import suasion

ROOT = Path(suasion.__file__).parent
FLOORS = [
    "errors",
    "frames",
    "notebook",
    "notation",
    "progress",
    "executor",
    "domain",
    "record",
    "games",
    "mechanisms",
    "simulation",
    "measure",
    "estimate",
    "decide",
    "judge",
    "words",
    "brief",
]
MAY_IMPORT = {floor: set(FLOORS[: height + 1]) for height, floor in enumerate(FLOORS)} | {
    "files": {"errors", "notation", "progress", "domain", "record", "files"},
    "jobs": {"errors", "notation", "progress", "executor", "domain", "jobs"},
    "lab": {*FLOORS, "files", "jobs", "lab"},
    "show": {
        "errors",
        "progress",
        "domain",
        "words",
        "show",
    },  # the screen half of the command line: findings in, text out
    "cli": {"errors", "lab", "show", "cli"},
    "__init__": {*FLOORS, "lab"},
    "__main__": {"cli"},
}
OUTSIDE = {
    "pathlib",
    "sqlite3",
    "socket",
    "urllib",
    "http",
    "requests",
    "httpx",
    "ftplib",
    "smtplib",
    "shutil",
}
MEET_THE_OUTSIDE = {"files", "lab", "cli"}
MODULES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    """The first folder below the package, or the module's own name where it has none."""
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imports(tree: ast.AST, path: Path) -> set[str]:
    """Dotted names of all that a module imports, at its head or inside a function; relative ones case."""
    package = ("suasion", *path.relative_to(ROOT).parent.parts)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(tree: ast.AST, path: Path) -> set[str]:
    names = (name.split(".") for name in imports(tree, path))
    return {parts[1] for parts in names if parts[0] == "suasion" and len(parts) > 1} - {"__version__"}


def opens(tree: ast.AST) -> list[int]:
    """Lines where a file is opened."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr == "open"
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("io", "os")
            )
        )
    ]


each_module = pytest.mark.parametrize("path", MODULES, ids=str)


@each_module
def test_imports_run_downward(path):
    assert room(path) in MAY_IMPORT, "a new room: give it a floor here and in architecture.md"
    above = rooms_imported(ast.parse(path.read_text("utf-8")), path) - MAY_IMPORT[room(path)]
    assert not above, f"{room(path)} may not import {sorted(above)}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) not in MEET_THE_OUTSIDE], ids=str)
def test_disk_and_network_stay_in_their_rooms(path):
    tree = ast.parse(path.read_text("utf-8"))
    names = imports(tree, path)
    assert not {name.split(".")[0] for name in names} & OUTSIDE
    assert not [name for name in names if name.startswith("importlib.resources")]
    assert not opens(tree), "open a file in suasion.files instead"


@each_module
def test_rooms_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize(
    ("where", "code", "found"),
    [
        ("games/depth.py", "from ..simulation import streams", {"simulation"}),
        ("games/depth.py", "from . import threat", {"games"}),
        ("games/depth.py", "def f():\n    from suasion.files.store import save", {"files"}),
        ("games/depth.py", "from suasion import files", {"files"}),
        ("games/depth.py", "import suasion.decide.compare as c, json", {"decide"}),
        ("lab.py", "from .files import store", {"files"}),
    ],
)
def test_every_way_to_import_is_seen(where, code, found):
    assert rooms_imported(ast.parse(code), ROOT / where) == found


def test_every_way_to_open_is_seen():
    assert opens(ast.parse("open('a')\nwith io.open('b') as f: pass\nlucky.open()")) == [1, 2]
