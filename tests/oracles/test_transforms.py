"""The years take part in ``jit``, ``vmap`` and ``grad``; a likelihood of one year has the gradient of its differences."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from helpers import (
    ENGAGE,
    ENGINE,
    LEVERS,
    NAMES,
    PRESS,
    SETTING,
    SHOCKS,
    STANDING,
    TREATIES,
    drawn,
    masks,
    plan_of,
)
from suasion.mechanisms import year
from suasion.simulation import start, streams
from suasion.simulation.backends.protocol import Program
from suasion.simulation.conduct import by_letter
from suasion.simulation.policy import Shape
from suasion.simulation.rollout import rollout

YEARS, WORLDS = 12, 384
SHAPE = Shape(2, YEARS, 0, SHOCKS, False, True, True, (), TREATIES, LEVERS)
KEYS = streams.stream_keys(0, (*streams.STREAMS, *(f"shock:{i}" for i in range(SHOCKS))))
PLAN = plan_of((ENGAGE, PRESS), STANDING, YEARS)
INDEX = np.arange(WORLDS, dtype=np.uint32)


def whole(p, keys, worlds):
    """The reference, nothing of it compiled by a back end."""
    return rollout(PLAN, SETTING, p, masks(), keys, worlds, shape=SHAPE)


@pytest.fixture(scope="module")
def jitted():
    return jax.jit(whole)


@pytest.fixture(scope="module")
def p():
    numbers = drawn(INDEX)
    return {name: numbers[name] for name in numbers}


@pytest.fixture(scope="module")
def by_jit(jitted, p):
    return jax.tree.map(np.asarray, jitted(p, KEYS, INDEX))


def test_jit_gives_what_the_back_end_plays(p, by_jit):
    program = Program(PLAN, SETTING, masks(), KEYS, tuple(p), SHAPE)
    outcomes, paths = ENGINE.player(program)(drawn(INDEX), INDEX, paths=True)
    assert outcomes["collapse"].sum() > 0 and outcomes["war"].sum() > 0, "no event was tried"
    for name in ("collapse", "war"):
        np.testing.assert_array_equal(outcomes[name], by_jit[0][name], err_msg=name)
    for ours, theirs in zip((outcomes, paths), by_jit, strict=True):
        assert ours.keys() == theirs.keys()
        for name in ours:
            np.testing.assert_allclose(ours[name], theirs[name], rtol=0, atol=1e-12, err_msg=name)


@pytest.mark.slow
def test_vmap_over_worlds_gives_what_each_gives_alone(p, jitted, by_jit):
    """Two halves of the worlds, mapped over: one call for both."""

    def halves(leaf):
        return np.stack(np.split(np.asarray(leaf), 2, axis=-1))

    mapped = jax.jit(jax.vmap(whole, in_axes=(0, None, 0)))(jax.tree.map(halves, p), KEYS, halves(INDEX))
    for both, alone in zip(mapped, by_jit, strict=True):
        for name, value in both.items():
            joined = np.concatenate(list(np.asarray(value)), axis=-1)
            np.testing.assert_allclose(joined, alone[name], rtol=0, atol=1e-12, err_msg=name)


@pytest.mark.slow
def test_gradient_through_the_years(p):
    """What moves rights without a choice (the size of a step) has a gradient; what only moves chances has none."""
    few = {name: jnp.asarray(value[:8]) for name, value in p.items()}

    def mean_rights(some):
        return whole(few | some, KEYS, INDEX[:8])[0]["rights"].mean()

    slopes = jax.jit(jax.grad(mean_rights))({name: few[name] for name in ("moves.up_small", "choice.s_P")})
    assert all(np.isfinite(value).all() for value in slopes.values())
    assert np.abs(slopes["moves.up_small"]).max() > 0
    assert np.abs(slopes["choice.s_P"]).max() == 0


MOVED = jnp.array([[1.0], [0.0], [-1.0]])  # loosened, held, tightened, [domain, 1]
UNDER = PRESS


def log_likelihood(p):
    """Of one year's moves in each domain, near the start, under pressure: chances summed out, nothing drawn."""
    p = {**p, **year.stacked_parameters(p)}
    target = start.target_of(p, SETTING.treaties, jnp.ones((1, 1)))
    r, stock = start.start_stacks(p)
    one = jnp.ones_like(r[0])
    c = start.solve(r, stock, by_letter(jnp.asarray(STANDING), LEVERS), p, masks(), target)
    u = {letter: level * one for letter, level in by_letter(UNDER, LEVERS).items()}
    x = start.view(r, stock, 0 * one, one)
    x = x | {"N": 0.8 * x["N"]}  # the start itself would take out what no lever moves
    now = year.Situation(x, u, target, p, masks())
    d = year.derived(now)
    shared = year.shared_incentive(now, d)
    odds = jnp.exp(year.incentives(now, d, shared=shared, M=target.M))
    probs = year.move_probs(w=c.base * odds, hold=c.hold, E=year.executions(now))
    moved = MOVED[..., None]
    chance = jnp.where(moved > 0, probs.up, jnp.where(moved < 0, probs.down, 1 - probs.up - probs.down))
    return jnp.log(chance).sum()


#: Mechanisms whose parameters a year's moves under pressure hang on, and some on which they cannot.
READ = (
    "choice.s_P",
    "choice.s_C",
    "choice.s_G",
    "conditional_leverage.lambda_S",
    "shame.lambda_R",
    "norms.lambda_N",
    "backlash.lambda_W",
    "inability.theta_K_P",
    "state.linkage",
    "state.capacity",
    "target.no_change.civil_liberties",
    "moves.up_small",
)
NOT_READ = ("war.eta_w", "collapse.eta_A", "delivery.phi", "stock.half_life", "sender.turnover")


def test_gradient_of_a_likelihood_agrees_with_differences(p):
    few = {name: jnp.asarray(value[:6]) for name, value in p.items()}
    gradient = jax.tree.map(np.asarray, jax.jit(jax.grad(log_likelihood))(few))
    assert set(NAMES) <= set(gradient)
    for name, value in gradient.items():
        assert np.isfinite(value).all(), name
    for name in READ:
        assert (np.abs(gradient[name]) > 1e-9).any(), f"{name} does not matter"
    for name in NOT_READ:
        assert (gradient.get(name, np.zeros(1)) == 0).all(), f"{name} matters"
    value = jax.jit(log_likelihood)
    for name in READ:
        for world in range(6):
            step = 1e-6 * max(1.0, abs(float(few[name][world])))
            ends = [float(value(few | {name: few[name].at[world].add(sign * step)})) for sign in (1, -1)]
            difference = (ends[0] - ends[1]) / (2 * step)
            np.testing.assert_allclose(
                gradient[name][world], difference, rtol=2e-5, atol=2e-7, err_msg=f"{name}, world {world}"
            )
