"""The core reads no game that no equation uses: forms, bargaining and estimated threats stand outside of it."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from test_floors import MODULES, ROOT, imports, room

CORE = ("domain", "mechanisms", "simulation", "decide")
#: Games whose formulas the equations and the depth of treaties use.
USED = {"arrays", "depth", "issue_linkage", "monitoring", "standing"}
APART = ("forms", "bargaining", "threat")


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) in CORE], ids=str)
def test_the_core_imports_only_games_that_equations_use(path):
    names = imports(ast.parse(path.read_text("utf-8")), path)
    games = {name.split(".")[2] for name in names if name.startswith("suasion.games.")}
    assert games <= USED


@pytest.mark.parametrize("name", sorted(USED))
def test_games_that_equations_use_stand_by_themselves(name):
    path = ROOT / "games" / f"{name}.py"
    names = imports(ast.parse(path.read_text("utf-8")), path)
    assert not {name for name in names if name.startswith(tuple(f"suasion.games.{one}" for one in APART))}


def test_a_year_is_played_without_the_other_games():
    """What is loaded, and not only what is written."""
    code = (
        "import sys, suasion.mechanisms.year, suasion.simulation.rollout, suasion.decide.compare, suasion.decide.depth;"
        f"print([name for name in sys.modules if name.startswith({tuple(f'suasion.games.{one}' for one in APART)!r})])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_verb_shares_its_name_with_its_file():
    """Else importing the file would hide the verb: ``lab.solve`` would be a module."""
    from suasion import lab

    assert not [name for name, home in lab.HOMES.items() if home == f"suasion.lab.{name}"]
