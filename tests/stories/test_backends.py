"""What plays: the back end that was asked for, or JAX where that cannot, and one line says why."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

import suasion
from helpers import ENGAGE, LEVERS, PRESS, SETTING, SHOCKS, STANDING, TREATIES, drawn, masks, plan_of
from suasion.errors import BackendWarning, SuasionError
from suasion.executor import in_order
from suasion.jobs.threads import Threads
from suasion.simulation import streams
from suasion.simulation.backends.engine import Engine
from suasion.simulation.backends.native import machine, rules
from suasion.simulation.backends.protocol import Program
from suasion.simulation.policy import Shape

INDEX = np.arange(64, dtype=np.uint32)


@pytest.fixture(scope="module")
def program():
    keys = streams.stream_keys(0, (*streams.STREAMS, *(f"shock:{i}" for i in range(SHOCKS))))
    shape = Shape(2, 6, 0, SHOCKS, False, False, True, (), TREATIES, LEVERS)
    return Program(plan_of((ENGAGE, PRESS), STANDING, 6), SETTING, masks(), keys, drawn(INDEX).ids, shape)


@pytest.fixture(scope="module")
def right(program):
    return Engine().player(program)(drawn(INDEX), INDEX)


def played(program, right, **how):
    """Plays by an engine made here; what it said, and which back end it was."""
    said: list[str] = []
    engine = Engine(notice=said.append, **how)
    player = engine.player(program)
    block = player(drawn(INDEX), INDEX)
    assert set(player.outcomes) == set(block.outcomes) == set(right.outcomes)
    for name, value in right.outcomes.items():
        np.testing.assert_allclose(block.outcomes[name], value, rtol=1e-9, atol=1e-12, err_msg=name)
    assert player.backend == engine.backend
    return said, player.backend


def test_machine_code_is_the_usual_way(program, right):
    assert played(program, right) == ([], "native")


def test_jax_plays_where_it_is_asked_for(program, right):
    assert played(program, right, backend="jax") == ([], "jax")


def test_an_operation_that_is_not_known_is_no_end(program, right, monkeypatch):
    monkeypatch.delitem(rules.ELEMENTWISE, "exp")
    said, backend = played(program, right)
    assert backend == "jax"
    assert said == [
        "The years are played by JAX, more slowly, because no machine code is known for the operation exp."
    ]


def test_an_operation_that_has_changed_is_no_end(program, right, monkeypatch):
    monkeypatch.setitem(rules.ELEMENTWISE, "exp", lambda writer, x: x)  # takes no `accuracy`
    said, backend = played(program, right)
    assert backend == "jax"
    assert len(said) == 1 and "could not be written (TypeError" in said[0]


@pytest.mark.parametrize(
    ("kind", "has", "width"),
    [
        ("x86_64-unknown-linux-gnu", {"sse2": True, "avx": True, "fma": False}, 0),
        ("x86_64-unknown-linux-gnu", {"avx2": True, "fma": True}, 4),
        ("x86_64-unknown-linux-gnu", {"avx2": True, "fma": True, "avx512f": True}, 8),
        ("arm64-apple-darwin", {}, 2),
    ],
)
def test_a_processor_without_the_vectors_is_seen(program, right, monkeypatch, kind, has, width):
    monkeypatch.setattr(machine.llvm, "get_host_cpu_features", lambda: has)
    monkeypatch.setattr(machine.llvm, "get_process_triple", lambda: kind)
    machine.width.cache_clear()
    try:
        assert machine.width() == width
        if not width:
            said, backend = played(program, right)
            assert backend == "jax"
            assert len(said) == 1 and "this processor has no vectors of doubles" in said[0]
    finally:
        machine.width.cache_clear()


def test_many_threads_hear_of_it_once(program, monkeypatch):
    monkeypatch.delitem(rules.ELEMENTWISE, "exp")
    said: list[str] = []
    engine = Engine(notice=said.append)
    in_order([lambda: engine.player(program).backend] * 8, Threads(4), lambda backend: None)
    assert engine.backend == "jax" and len(said) == 1


WITHOUT = "import sys; sys.modules['llvmlite'] = None; "


@pytest.mark.slow
def test_without_llvmlite_a_comparison_is_played_and_says_so(tmp_path):
    """The command line, in a process in which llvmlite cannot be imported."""
    words = ["compare", "north-korea", "--worlds", "64", "--years", "3", "--strategies", "engagement"]
    call = f"{WITHOUT}sys.argv[1:] = {[*words, '--no-brief', '--out', 'run']}; from suasion.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", call], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    lines = [line for line in done.stderr.splitlines() if "JAX" in line]
    assert len(lines) == 1 and lines[0].startswith(
        "The years are played by JAX, more slowly, because llvmlite"
    )
    assert json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))["backend"] == "jax"


def test_in_python_it_is_a_warning(monkeypatch):
    monkeypatch.setattr(machine, "width", lambda: 0)
    with pytest.warns(BackendWarning, match="played by JAX"):
        outcomes, _ = suasion.simulate(
            "north-korea", strategies=["engagement"], outcomes=["rights"], worlds=16, years=2
        )
    assert outcomes.attrs["backend"] == "jax"


def test_the_environment_chooses(monkeypatch):
    monkeypatch.setenv("SUASION_BACKEND", "jax")
    arguments = {"strategies": ["engagement"], "outcomes": ["rights"], "worlds": 16, "years": 2}
    outcomes, _ = suasion.simulate("north-korea", **arguments)
    assert outcomes.attrs["backend"] == "jax"
    again, _ = suasion.simulate("north-korea", **arguments, backend="native")
    assert again.attrs["backend"] == "native"
    np.testing.assert_allclose(outcomes.rights, again.rights, rtol=1e-6)
    monkeypatch.setenv("SUASION_BACKEND", "fortran")
    with pytest.raises(SuasionError, match="no such back end"):
        suasion.simulate("north-korea", **arguments)
