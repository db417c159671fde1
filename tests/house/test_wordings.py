"""What goes wrong is worded once, for Python and for the command line: no room below ``cli`` names an option by itself."""

from __future__ import annotations

import ast
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import suasion
from suasion.errors import Problem, Wording, argument, as_options, mention, wording
from suasion.jobs.messages import Refusal

ROOT = Path(suasion.__file__).parent
#: Where command lines are written on purpose: what a brief says to repeat it, what a browser or XLA is called with.
COMMANDS = {"brief/page.py", "files/rendering/browser.py", "lab/chains.py"}
OPTION = re.compile(r"(?<![\w`-])--[a-z]")
MODULES = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0] not in ("cli", "show")
    and path.relative_to(ROOT).as_posix() not in COMMANDS
]


def options_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings that name an option, with their lines; docstrings and what a ``Wording`` says to the command line apart."""
    aside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wording":
            aside |= {id(part) for spelt in node.args[1:] for part in ast.walk(spelt)}
    for node in ast.walk(tree):
        text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in aside and OPTION.search(text):
            yield node.lineno, text


def lost(tree: ast.AST) -> Iterator[int]:
    """Lines where words for two readers are put into an f-string, which keeps those for one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            for part in ast.walk(node):
                name = getattr(getattr(part, "func", None), "id", "")
                if name in ("argument", "mention", "wording", "Wording"):
                    yield part.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_names_an_option(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert not list(options_in(tree)), "say it with argument, mention or wording (suasion.errors)"
    assert not list(lost(tree)), "join these with +"


def test_every_option_is_seen():
    code = '"""--a docstring"""\nx = "Add --force."\ny = f"{x} --out"\nz = Wording("b", f"--c {x}")\nw = f"{argument(x)}"\n'
    assert [line for line, _ in options_in(ast.parse(code))] == [2, 3]
    assert list(lost(ast.parse(code))) == [5]


@pytest.mark.parametrize(
    ("words", "python", "options"),
    [
        (argument("worlds", 0), "worlds=0", "--worlds 0"),
        (argument("issue_benefit", 0.5), "issue_benefit=0.5", "--issue-benefit 0.5"),
        (argument("strategies", 'a"b\n'), 'strategies="a\\"b\\n"', '--strategies a"b\n'),
        (argument("force", True), "force=True", "--force"),
        (mention("sweeps"), "`sweeps`", "--sweeps"),
        ("Leave " + mention("fast", True) + " out.", "Leave `fast=True` out.", "Leave --fast out."),
        (
            wording("Add {force}, or {out}.", force=True, out=None),
            "Add `force=True`, or `out`.",
            "Add --force, or --out.",
        ),
    ],
)
def test_one_wording_two_spellings(words, python, options):
    assert (str(words), as_options(words)) == (python, options)
    assert as_options(pickle.loads(pickle.dumps(words))) == options


def test_a_problem_is_spelt_for_its_reader():
    one = Problem(argument("years", 90), "Too long.", wording("Leave {years} out.", years=None))
    assert str(one) == "years=90\n  Too long. Leave `years` out."
    assert str(one.options) == "--years 90\n  Too long. Leave --years out."
    assert str(Problem("a", "b.").options) == "a\n  b."


def test_another_process_keeps_both_spellings():
    one = Problem(argument("jobs", 9), "Too many.", Wording("Run it again.", "Go on with --resume."))
    line = Refusal.of([one]).model_dump_json()
    (again,) = Refusal.model_validate(json.loads(line)).error().problems
    assert again == one and str(again.options) == str(one.options)
