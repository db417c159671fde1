"""Machine code against numbers of forty digits, against the same equations run by JAX, and against itself."""

from __future__ import annotations

import ctypes

import jax
import mpmath
import numpy as np
import pytest
import scipy.special
from llvmlite import ir

from suasion.files.library import content
from suasion.lab import load_case
from suasion.mechanisms import switchable
from suasion.simulation.backends.jax import JaxBackend
from suasion.simulation.backends.native import emit, functions, kernel, machine, pieces, rules
from suasion.simulation.backends.native.backend import KINDS, Compiled, NativeBackend, NativePlayer
from suasion.simulation.backends.protocol import Program
from suasion.simulation.play import TAIL, draw_worlds
from suasion.simulation.setup import setup

POINTER = ir.PointerType()


def by_machine(name, *given, width=4):
    """A function of ``functions`` on arrays, compiled for registers of this width."""
    module = ir.Module(name)
    kinds = [ir.IntType(64), *[POINTER] * (len(given) + 1)]
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), kinds), "whole")
    count, *inputs, out = function.args
    b = ir.IRBuilder(function.append_basic_block())
    before, body, done = b.block, b.append_basic_block(), b.append_basic_block()
    b.branch(body)
    b.position_at_end(body)
    at = b.phi(ir.IntType(64))
    at.add_incoming(ir.IntType(64)(0), before)
    vector, double = ir.VectorType(ir.DoubleType(), width), ir.DoubleType()
    registers = [b.load(b.gep(x, [at], source_etype=double), align=8, typ=vector) for x in inputs]
    b.store(getattr(functions, name)(b, *registers), b.gep(out, [at], source_etype=double), align=8)
    after = b.add(at, ir.IntType(64)(width))
    at.add_incoming(after, body)
    b.cbranch(b.icmp_unsigned("<", after, count), body, done)
    b.position_at_end(done)
    b.ret_void()
    kinds = (ctypes.c_int64, *[ctypes.c_void_p] * (len(given) + 1))
    code = machine.Code(machine.compiled(module), "whole", kinds)
    result = np.empty_like(given[0])
    code(result.size, *(x.ctypes.data for x in given), result.ctypes.data)
    return result


def spread(low, high, count=4000):
    """Numbers over a range, some of them close to its middle and its ends."""
    rng = np.random.default_rng(0)
    return np.concatenate([np.linspace(low, high, count // 2), rng.uniform(low, high, count // 2)])


def near_zero(count=400):
    return np.concatenate([s * np.geomspace(1e-300, 0.5, count // 2) for s in (1, -1)])


LAST_PLACE = 2.0**-52


@pytest.mark.parametrize(
    ("name", "x", "least"),
    [
        ("exp", np.concatenate([spread(-700, 700), near_zero()]), 0.0),
        ("exp2", np.concatenate([spread(-20, 20), near_zero()]), 0.0),
        ("expm1", np.concatenate([spread(-40, 40), near_zero()]), 0.0),
        ("log", np.concatenate([np.geomspace(1e-300, 1e300, 4000), 1 + near_zero()]), 0.0),
        ("log1p", np.concatenate([spread(-0.999, 30), near_zero()]), 0.0),
        ("erf", np.concatenate([spread(-6, 6), near_zero()]), 1.0),
        ("sqrt", np.geomspace(1e-300, 1e300, 4000), 0.0),
    ],
)
def test_functions_are_right_to_the_last_places(name, x, least):
    """Errors in units of the last place; those of ``exp2`` and ``erf`` are of their argument's or of one's."""
    exact = {
        "exp2": lambda v: mpmath.power(2, v),
    }.get(name, getattr(mpmath, name, None))
    found = by_machine(name, x)
    with mpmath.workdps(40):
        right = [exact(mpmath.mpf(float(v))) for v in x]
        scale = [max(abs(r), least) if r else 1 for r in right]
        errors = [
            float(abs(mpmath.mpf(float(f)) - r) / s) / LAST_PLACE
            for f, r, s in zip(found, right, scale, strict=True)
        ]
    assert max(errors) < {"exp2": 16.0, "erf": 32.0, "sqrt": 0.5001}.get(name, 2.0)


def test_the_series_of_erf_is_that_of_erfcx():
    """Interpolated anew at 64 places; what is left is the rounding of 64 terms near one."""
    angle = (np.arange(64) + 0.5) * np.pi / 64
    x = 3.75 / np.tan(angle / 2) ** 2
    values = (1 + 2 * x) * scipy.special.erfcx(x)
    series = [2 / 64 * (values @ np.cos(k * angle)) for k in range(len(functions.ERFCX))]
    np.testing.assert_allclose(functions.ERFCX, [series[0] / 2, *series[1:]], rtol=0, atol=4 * LAST_PLACE)


AWKWARD = (0.0, -0.0, 1.0, -1.5, 3.0, 1 / 3, 1e300, -1e300, np.inf, -np.inf, np.nan)


def folded(operation, *elements):
    """What the writer works out of constants, and what JAX gives; numbers below the normal ones are zero there."""
    (eqn,) = jax.make_jaxpr(operation)(*elements).jaxpr.eqns
    return emit._known(eqn, elements), np.asarray(eqn.primitive.bind(*elements, **eqn.params))[()]


@pytest.mark.parametrize("name", [*sorted(rules.KNOWN), "div"])
def test_known_numbers_are_worked_out_as_by_jax(name):
    operation = getattr(jax.lax, name)
    for x in map(np.float64, AWKWARD):
        for y in map(np.float64, AWKWARD[:1] if name == "neg" else AWKWARD):
            ours, theirs = folded(operation, x) if name == "neg" else folded(operation, x, y)
            assert ours.dtype == theirs.dtype
            assert ours.tobytes() == theirs.tobytes() or (np.isnan(ours) and np.isnan(theirs)), (x, y)


@pytest.mark.parametrize("x", [np.float64(1 / 3), np.bool_(True), np.int64(2**53 + 1), np.uint32(2**32 - 1)])
@pytest.mark.parametrize("to", [np.float32, np.float64])
def test_known_numbers_are_converted_as_by_jax(x, to):
    if x.dtype != to:
        ours, theirs = folded(lambda x: jax.lax.convert_element_type(x, to), x)
        assert (ours.dtype, ours.tobytes()) == (theirs.dtype, theirs.tobytes())


def test_powers():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0.001, 1, 4000), rng.uniform(0.1, 8, 4000)
    np.testing.assert_allclose(by_machine("power", x, y), x**y, rtol=2e-14)


def test_what_is_no_number_stays_none():
    x = np.array([np.nan, -1.0, 0.0, np.inf])
    np.testing.assert_array_equal(by_machine("log", x), [np.nan, np.nan, -np.inf, np.inf])
    assert np.isnan(by_machine("exp", x)[0])
    assert np.isnan(by_machine("erf", x)[0])


@pytest.fixture(scope="module")
def game():
    return setup(
        load_case("north-korea"),
        content.panel_figures(),
        strategies=["baseline", "engage_then_press", "press_then_engage", "both_at_once"],
        years=8,
    )


WORLDS = 96
MASKS = dict.fromkeys(switchable(), np.array(1.0))


def whole(game):
    """Everything a rollout can do: rules, shocks, twins, the tail and paths."""
    horizon = game.years + TAIL
    policies = game.policies._replace(
        schedule=game.policies.schedule[:horizon], ahead=game.policies.ahead[:horizon]
    )
    shape = game.shape._replace(tail=TAIL, twin=True, paths=True)
    worlds = np.arange(WORLDS, dtype=np.uint32)
    return policies, shape, worlds, draw_worlds(game, worlds, {})()


@pytest.mark.slow
def test_the_same_as_jax(game):
    policies, shape, worlds, drawn = whole(game)
    program = Program(policies, game.setting, MASKS, game.keys, drawn.ids, shape)
    ours, theirs = (one.player(program)(drawn, worlds, paths=True) for one in (NativeBackend(), JaxBackend()))
    for one, other in zip(ours, theirs, strict=True):
        assert one.keys() == other.keys()
        for name in one:
            np.testing.assert_allclose(one[name], other[name], rtol=1e-9, atol=1e-9, err_msg=name)
    assert ours[0]["collapse"].sum() > 0
    assert (ours[1]["alive"].min(0) < 1).any(), "nothing broke down: the shortcuts were not tried"


def test_the_width_of_the_registers_does_not_matter(game, monkeypatch):
    """Two, four or eight worlds at a time give the same bytes, so processors of one kind agree."""
    policies, shape, worlds, drawn = whole(game)
    program = Program(policies, game.setting, MASKS, game.keys, drawn.ids, shape)
    traced = pieces.traced(shape, drawn.ids, policies, game.setting)
    found = []
    for width in (2, 8):
        made = kernel.kernel(traced, drawn.ids, shape.years + shape.tail, width)
        code = machine.Code(machine.compiled(made.module), kernel.NAME, KINDS)
        compiled = Compiled(code, tuple(sorted(traced.closes.gives)), made.scratch)
        monkeypatch.setattr(machine, "width", lambda width=width: width)
        found.append(NativePlayer(program, compiled)(drawn, worlds, paths=True))
    for one, other in zip(*found, strict=True):
        for name in one:
            assert np.ascontiguousarray(one[name]).tobytes() == np.ascontiguousarray(other[name]).tobytes(), (
                name
            )


def test_a_number_that_is_not_one_fails_its_world(game):
    policies, shape, worlds, drawn = whole(game)
    rows = np.array(drawn.rows)
    rows[drawn.ids.index("state.physical_integrity"), 5] = np.nan
    broken = type(drawn)(drawn.ids, rows)
    program = Program(policies, game.setting, MASKS, game.keys, drawn.ids, shape)
    out, _ = NativeBackend().player(program)(broken, worlds)
    failed = ~np.isfinite(out["rights"] + out["harm"]).all(0)
    assert failed.nonzero()[0].tolist() == [5]
