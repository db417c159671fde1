"""Joint draws: a world is the same whatever stands beside it, and what is correlated stays so."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import BREAKDOWNS, NAMES, PRIORS
from suasion.domain.joint import JointDraws
from suasion.errors import SuasionError
from suasion.simulation import world
from suasion.simulation.backends.drawing import draw

PAIR = ("rents.psi", "target.after_breakdown")
N = 37


def draws() -> JointDraws:
    """Two numbers that are never drawn this close together by their priors."""
    common = np.linspace(0.2, 0.6, N)
    return JointDraws.of({PAIR[0]: common, PAIR[1]: common + 0.01 * np.sin(np.arange(N))}, "assumed")


def drawn(worlds: np.ndarray, joint: JointDraws | None, seed: int = 0) -> dict[str, np.ndarray]:
    recipe = world.recipe(PRIORS, seed, BREAKDOWNS, 0.4, joint=joint)
    return {name: np.asarray(row) for name, row in draw(recipe, worlds, names=NAMES).items()}


def test_each_draw_is_taken_once_by_as_many_worlds_and_the_pair_stays_together():
    joint = draws()
    got = drawn(np.arange(3 * N), joint)
    rows = np.column_stack([got[name] for name in PAIR])
    for block in np.split(rows, 3):
        np.testing.assert_array_equal(block[block[:, 0].argsort()], joint.values)
    assert np.corrcoef(rows.T)[0, 1] == pytest.approx(np.corrcoef(joint.values.T)[0, 1])


def test_a_world_is_the_same_whatever_stands_beside_it():
    joint = draws()
    many, few = drawn(np.arange(200), joint), drawn(np.array([3, 150, 7]), joint)
    for name in many:
        np.testing.assert_array_equal(few[name], many[name][[3, 150, 7]], err_msg=name)


def test_the_other_numbers_are_those_without_joint_draws():
    """What a breakdown leaves is read from the numbers as they are drawn, joint ones too."""
    own, joint = drawn(np.arange(50), None), drawn(np.arange(50), draws())
    moved = {name for name in own if not np.array_equal(own[name], joint[name])}
    assert moved == {*PAIR, *(f"after.{name}" for name in (*world.AFTER, *world.AFTER_ASSUMED))}


def test_seeds_and_samples_permute_anew():
    joint = draws()
    first = drawn(np.arange(N), joint)[PAIR[0]]
    assert not np.array_equal(first, drawn(np.arange(N), joint, seed=1)[PAIR[0]])
    mirrored = drawn(world.MIRROR + np.arange(N), joint)[PAIR[0]]
    assert not np.array_equal(first, mirrored)
    np.testing.assert_array_equal(np.sort(first), np.sort(mirrored))


def test_what_does_not_fit_is_refused():
    stray = JointDraws.of({"rents.psy": np.ones(3)}, "assumed")
    with pytest.raises(SuasionError, match=r"rents\.psi"):
        drawn(np.arange(3), stray)
    with pytest.raises(SuasionError, match="worldview"):
        world.recipe(PRIORS, 0, BREAKDOWNS, 0.4, {PAIR[0]: (0.5, 1.0)}, draws())
    with pytest.raises(ValueError, match="twice"):
        JointDraws(("a", "a"), np.ones((2, 2)), "assumed")
    with pytest.raises(ValueError, match="finite"):
        JointDraws(("a",), np.array([[np.nan]]), "assumed")
    with pytest.raises(ValueError, match="columns"):
        JointDraws(("a", "b"), np.ones((2, 3)), "assumed")
    with pytest.raises(ValueError, match="read-only"):
        draws().values[0, 0] = 1.0
