"""Shapes and types that the engine's functions declare are those of the arrays that pass through them.

Each test runs in a process of its own, where jaxtyping and beartype check every call of the engine.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

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
        from suasion.simulation import streams
        streams.draw(np.zeros((9, 3), np.uint32), np.arange(4), np.array(0))
        """
    )
    assert "TypeCheckError" in done.stderr and "'keys'" in done.stderr


SCORING = """
import sys
sys.path.insert(0, {tests!r})
from jaxtyping import install_import_hook

parts = ("agreement", "coding", "diagnostics", "index", "readings", "summary")
install_import_hook([f"suasion.measure.scoring.{{part}}" for part in parts], "beartype.beartype")
import numpy as np
from suasion.domain.scale import Item, Scale
from suasion.measure.scoring import agreement, coding, diagnostics, index, summary

items = tuple(Item(id=name, title=name, columns=(name,), worst_to_best=(0, 1, 2), source="assumed") for name in "ab")
scale = Scale(id="toy", title="A toy", table="mine", items=items, source="assumed")
numbers = np.random.default_rng(0)
columns = {{name: numbers.integers(0, 3, 60).astype(float) for name in "ab"}}
columns |= {{"cow": np.repeat(np.arange(6.0), 10), "year": np.tile(np.arange(10.0) + 2000, 6)}}
readings = coding.code(scale, columns, "mine").readings
mean, sd = index.index(readings)
draws = numbers.normal(size=(2, 40, 60)).astype(np.float32)
whole = summary.of_draws(draws)
assert diagnostics.rhat(draws).shape == whole.rhat.shape == (60,)
assert agreement.agreement(mean, sd, whole.mean, whole.sd).rows == 60
print(summary.thin(draws, 20).shape)
{more}
"""


@pytest.mark.slow
def test_scores_are_made_with_every_call_checked():
    tests = str(Path(__file__).parents[1])
    done = run(SCORING.format(tests=tests, more=""))
    assert done.stdout.strip() == "(20, 60)", done.stderr[-2000:]
    done = run(SCORING.format(tests=tests, more="agreement.agreement(mean, sd, mean[:9], sd)"))
    assert "TypeCheckError" in done.stderr and "their_mean" in done.stderr


LATENT = """
from jaxtyping import install_import_hook

install_import_hook("suasion.measure.latent", "beartype.beartype")
import numpy as np
from suasion.domain.scale import Item, Scale
from suasion.measure.latent import chain, paths
from suasion.measure.sampler import Settings
from suasion.measure.scoring.coding import code

items = [
    Item(id="a", title="a", columns=("a",), worst_to_best=(0, 1, 2), standard="changing", source="assumed"),
    Item(id="b", title="b", columns=("b",), worst_to_best=(0, 1), source="assumed"),
    Item(id="c", title="c", columns=("c",), kind="count", source="assumed"),
]
scale = Scale(id="toy", title="A toy", table="mine", items=tuple(items), source="assumed")
numbers = np.random.default_rng(0)
columns = {name: numbers.integers(0, top, 24).astype(float) for name, top in (("a", 3), ("b", 2), ("c", 5))}
columns |= {"cow": np.repeat(np.arange(4.0), 6), "year": np.tile(np.arange(6.0) + 2000, 4)}
made = chain.model(code(scale, columns, "mine").readings, "changing")
settings = Settings(warmup=22, sweeps=10, keep=10, chains=1)
position = chain.begin(made, settings, 0)
while chain.done(settings, position) < 1:
    position, draws = chain.advance(made, settings, position)
print(draws.scores.shape)
state = made.first(np.random.default_rng(0))[0]
paths.steps(state.scores, state.weight)  # where flags belong
"""


@pytest.mark.slow
def test_a_chain_is_played_with_every_call_checked():
    done = run(LATENT)
    assert done.stdout.strip() == "(10, 24)", done.stderr[-2000:]
    assert "TypeCheckError" in done.stderr and "follows" in done.stderr
