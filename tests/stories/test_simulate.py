"""``simulate`` plays what it returns and nothing else."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import suasion
from suasion.errors import SuasionError
from suasion.notation import OUTCOME_IDS
from suasion.simulation.backends.engine import Engine

ARGUMENTS = {"strategies": ["engagement", "confrontation"], "worlds": 64, "years": 4}


@pytest.fixture
def shapes(monkeypatch):
    """Shapes of all that an engine makes ready."""
    seen = []
    true = Engine.player
    monkeypatch.setattr(
        Engine, "player", lambda self, program: (seen.append(program.shape), true(self, program))[1]
    )
    return seen


def test_the_same_as_compare(shapes):
    outcomes, paths = suasion.simulate("north-korea", **ARGUMENTS)
    (shape,) = shapes
    assert shape.twin and shape.tail
    whole = suasion.compare("north-korea", **ARGUMENTS, audits=False)
    assert list(outcomes) == list(OUTCOME_IDS)
    for name in outcomes:
        np.testing.assert_array_equal(outcomes[name], whole.outcomes[name], err_msg=name)
    for name in paths:
        np.testing.assert_array_equal(paths[name], whole.paths[name], err_msg=name)


@pytest.mark.parametrize(
    ("outcomes", "twin", "tail", "light"),
    [
        (["rights"], False, 0, True),
        (["harm", "rights"], False, 0, False),
        (["durability"], False, 5, False),
        (["compliance", "rights"], True, 0, False),
    ],
)
def test_twins_and_tail_are_played_only_for_what_reads_them(shapes, outcomes, twin, tail, light):
    given, paths = suasion.simulate("north-korea", **ARGUMENTS, outcomes=outcomes)
    (shape,) = shapes
    assert (shape.twin, shape.tail, shape.light) == (twin, tail, light)
    assert sorted(given) == sorted(outcomes)
    assert paths.sizes == {"strategy": 2, "world": 64, "year": 4}
    whole, _ = suasion.simulate("north-korea", **ARGUMENTS)
    for name in given:
        np.testing.assert_allclose(given[name], whole[name], rtol=1e-6, err_msg=name)


@pytest.mark.slow
def test_nothing_else_is_worked_out():
    """In a process of its own: what compares, audits and measures support is not even loaded."""
    text = f"""
import sys, suasion
suasion.simulate("north-korea", outcomes=["rights"], **{ARGUMENTS})
rooms = ("compare", "ablation", "fairness", "origins", "summary", "support")
more = [name for name in rooms if f"suasion.decide.{{name}}" in sys.modules]
print(*more)
"""
    done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_an_outcome_that_is_none_is_refused():
    with pytest.raises(SuasionError, match="Nearest: rights"):
        suasion.simulate("north-korea", **ARGUMENTS, outcomes=["right"])
    with pytest.raises(SuasionError, match="No outcome is named"):
        suasion.simulate("north-korea", **ARGUMENTS, outcomes=[])
