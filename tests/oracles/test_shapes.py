"""Shapes and types that the engine's functions declare are those of the arrays that pass through them.

Each test runs in a process of its own, where jaxtyping and beartype check every call of the engine.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

HOOK = """
from jaxtyping import install_import_hook
install_import_hook(["suasion.simulation", "suasion.mechanisms"], "beartype.beartype")
"""
PLAY = """
import numpy as np
from suasion.files.library import content
from suasion.lab import load_case
from suasion.simulation.backends.engine import Engine
from suasion.simulation.play import play
from suasion.simulation.setup import setup

names = ["baseline", "engage_then_press"]
game = setup(load_case("north-korea"), content.panel_figures(), strategies=names, years=2)
result = play(game, 16, engine=Engine("jax"), {how})
assert result.backend == "jax" and np.isfinite(result.outcomes["rights"]).all()
print("played")
"""


def run(text: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HOOK + textwrap.dedent(text)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", ["only=('rights',)", "full=True, paths=8, replicates=2"], ids=["light", "whole"]
)
def test_a_case_is_played_with_every_call_checked(how):
    done = run(PLAY.format(how=how))
    assert done.stdout.strip() == "played", done.stderr[-2000:]


def test_an_array_of_another_shape_is_seen():
    done = run(
        """
        import numpy as np
        from suasion.simulation import luck
        luck.draw(np.zeros((9, 3), np.uint32), np.arange(4), np.array(0))
        """
    )
    assert "TypeCheckError" in done.stderr and "'keys'" in done.stderr
