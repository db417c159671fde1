"""Depth, linkage, many parties and ratification: known numbers, and every plan of breaking tried."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import suasion
from suasion.games import issue_linkage as game
from suasion.games.depth import deepest_for_all, deepest_treaty, needed, punishment_worth, ratification
from suasion.mechanisms import issue_linkage as mechanism

ROOT = Path(__file__).resolve().parents[2]


def best_plan(gains, v, delta, n, pi, rounds=3000):
    """Worth of the best plan in the repeated game, by value iteration over agreement and punishment.

    ``gains`` are what each way of breaking is worth at once, [way, ...]; ``v`` what keeping is; ``n`` periods
    of punishment, or ``None``. No equation of the module is used.
    """
    agreed = np.zeros_like(v)
    punished = np.zeros((n or 1, *v.shape))  # [k]: k + 1 periods of 0 to come
    for _ in range(rounds):
        keep = v + delta * agreed
        cheat = np.max(gains, axis=0) + delta * (pi * punished[-1] + (1 - pi) * agreed)
        if n is not None:
            punished = delta * np.concatenate([agreed[None], punished[:-1]])
        agreed = np.maximum(keep, cheat)
    return agreed


def holds(gains, v, delta, n, pi):
    """Whether keeping for ever is a best plan."""
    return best_plan(gains, v, delta, n, pi) <= v / (1 - delta) + 1e-9


def ways(depths, benefits, efforts=(0.0, 0.5, 0.9)):
    """Worth of keeping, and of every way of doing less on some issues than agreed; issues come first."""
    rows = zip(depths, benefits, strict=True)
    options = [[b * d - (share * d) ** 2 / 2 for share in (*efforts, 1.0)] for d, b in rows]
    gains = [sum(chosen) for chosen in product(*options)]
    return np.stack(gains[:-1]), gains[-1]


@pytest.mark.parametrize(("n", "depth"), [(1, 0.947368), (3, 1.418436), (None, 1.8), (np.inf, 1.8)])
def test_known_depths_under_punishment(n, depth):
    assert deepest_treaty(1.0, 0.9, periods=n) == pytest.approx(depth, abs=5e-7)


@pytest.mark.parametrize("n", [1, 2, 5, None])
@pytest.mark.parametrize(("beta", "delta", "pi"), [(1.0, 0.9, 0.3), (1.5, 0.6, 1.0), (0.4, 0.8, 0.7)])
def test_deeper_than_this_some_plan_pays(beta, delta, pi, n):
    depth = np.linspace(0, 2 * beta, 2001)
    gains, v = ways([depth], [beta])
    kept = np.flatnonzero(holds(gains, v, delta, n, pi))
    assert (np.diff(kept) == 1).all(), "all shallower agreements are kept too"
    closed = deepest_treaty(beta, delta, periods=n, detection=pi)
    assert depth[kept[-1]] == pytest.approx(closed, abs=2 * depth[1])


def test_the_best_depth_needs_patience_of_a_half():
    delta = np.linspace(0, 0.99, 100)
    assert ((deepest_treaty(1.0, delta) >= 1 - 1e-12) == (delta >= 0.5)).all()


def test_the_call_of_the_model_is_bit_for_bit_the_formula():
    rng = np.random.default_rng(1)
    beta, delta, pi = (jnp.asarray(rng.uniform(0.05, high, (3, 1000))) for high in (2, 0.99, 1))
    plain = jax.jit(lambda b, d, p: 2 * b * d * p / (1 - d + d * p))(beta, delta, pi)
    called = jax.jit(lambda b, d, p: deepest_treaty(b, d, detection=p))(beta, delta, pi)
    assert isinstance(called, jax.Array)
    assert np.asarray(called).tobytes() == np.asarray(plain).tobytes()
    five = jax.jit(lambda b, d, p: deepest_treaty(b, d, periods=5, detection=p))(beta, delta, pi)
    there = deepest_treaty(
        *(np.asarray(x, np.float64) for x in (beta, delta)), periods=5, detection=np.asarray(pi)
    )
    np.testing.assert_allclose(five, there, rtol=1e-5)
    assert np.isfinite(jax.grad(lambda d: deepest_treaty(1.0, d, periods=3, detection=0.4))(0.9))


@given(st.floats(0.05, 2), st.floats(0.05, 0.98), st.floats(0.05, 1), st.floats(0.01, 0.99))
def test_what_is_needed_is_just_enough(beta, delta, pi, share):
    depth = share * 2 * beta
    least = needed(depth, beta, delta, detection=pi)
    assert deepest_treaty(least.benefit, delta, detection=pi) == pytest.approx(depth)
    assert deepest_treaty(beta, least.patience, detection=pi) == pytest.approx(depth)
    if least.detection <= 1:
        assert deepest_treaty(beta, delta, detection=least.detection) == pytest.approx(depth)
    else:
        assert deepest_treaty(beta, delta) <= depth + 1e-9


@settings(max_examples=60)
@given(st.floats(0.05, 1.9), st.floats(0.5, 2), st.floats(0.1, 0.95), st.integers(1, 8), st.floats(0.05, 1))
def test_what_is_needed_under_a_punishment_that_ends_is_just_enough(depth, beta, delta, periods, detection):
    least = needed(depth, beta, delta, periods=periods, detection=detection)
    assert deepest_treaty(float(least.benefit), delta, periods=periods, detection=detection) == pytest.approx(
        depth
    )
    if least.detection <= 1:
        kept = deepest_treaty(beta, delta, periods=periods, detection=float(least.detection))
        assert kept == pytest.approx(depth)
    if least.patience < 1:
        kept = deepest_treaty(beta, float(least.patience), periods=periods, detection=detection)
        assert kept == pytest.approx(depth)
    else:
        assert deepest_treaty(beta, 1 - 1e-9, periods=periods, detection=detection) <= depth + 1e-6


def test_nothing_is_enough_for_too_deep_a_treaty_and_nothing_needed_for_none():
    least = needed([2.0, 3.0, 0.0], 1.0, 0.9, detection=0.3)
    np.testing.assert_array_equal(least.detection, [np.inf, np.inf, 0])
    np.testing.assert_array_equal(least.patience, [np.inf, np.inf, 0])
    assert needed(0.5, 1.0, 0.9, detection=0.0).patience == np.inf
    assert needed(0.5, 1.0, 0.0).benefit == np.inf


def test_patience_stands_in_for_monitoring():
    """The same odds of patience times detection keep the same depth."""
    pi = np.array([0.1, 0.3, 0.9])
    odds = 3.0 / pi
    np.testing.assert_allclose(deepest_treaty(1.0, odds / (1 + odds), detection=pi), 1.5)


@pytest.mark.parametrize("delta", [0.55, 0.8, 0.95])
def test_rights_pooled_with_trade(delta):
    """Oracle of the science notes: at the best depth of trade, and at the depth of trade that lends most."""
    at_best = game.linked([1.0], [1.0], delta)
    assert at_best.depth == pytest.approx(np.sqrt(2 * delta - 1))
    lends_most = game.best_demand([1.0], delta)
    assert lends_most == pytest.approx(delta)
    assert game.linked(lends_most, [1.0], delta).depth == pytest.approx(delta)
    trade = np.linspace(0, 2, 401)[:, None]
    assert game.linked(trade, [1.0], delta).depth.max() == pytest.approx(delta, abs=1e-4)
    assert at_best.alone == 0


def test_rights_pooled_with_trade_known_number():
    assert game.linked([1.0], [1.0], 0.8).depth == pytest.approx(0.774597, abs=5e-7)


@pytest.mark.parametrize("n", [2, None])
@pytest.mark.parametrize(
    ("depths", "benefits", "rights"),
    [
        ([0.6], [1.0], 0.0),
        ([1.6], [1.0], 0.7),
        ([1.45], [1.0], 0.4),
        ([0.9, 1.9], [1.0, 0.9], 0.2),
        ([1.9], [1.0], 0.1),
    ],
)
def test_linked_rights_against_every_plan(depths, benefits, rights, n):
    """Any set of issues may be broken, wholly or in part, for any time; deficits and deepest rights."""
    delta, pi = 0.85, 0.6
    h = np.linspace(0, 2.5, 1001)
    gains, v = ways([*(np.full_like(h, d) for d in depths), h], [*benefits, rights], (0.0, 0.6))
    kept = h[holds(gains, v, delta, n, pi)]
    found = game.linked(depths, benefits, delta, rights_benefit=rights, periods=n, detection=pi)
    assert bool(found.honoured) == bool(kept.size)
    if kept.size:
        assert kept.max() == pytest.approx(float(found.depth), abs=2 * h[1])
        assert kept.min() == pytest.approx(float(found.least), abs=2 * h[1])
    else:
        assert found.depth == 0 and np.isnan(found.least)


def test_linking_cases_hold_every_kind():
    """Slack and deficit, kept and sunk all occur, and slack alone decides whether linking deepens."""
    demand = np.linspace(0.01, 2, 300)[:, None]
    found = game.linked(demand, [1.0], 0.85, rights_benefit=0.5, detection=0.6)
    assert (
        (found.slack > 0).any()
        and (found.slack < 0).any()
        and found.honoured.any()
        and not found.honoured.all()
    )
    np.testing.assert_array_equal(found.depth > found.alone, found.slack > 0)
    np.testing.assert_array_equal(found.least > 0, found.honoured & (found.slack < 0))


@given(st.floats(0.05, 3), st.floats(0.2, 2), st.floats(0.1, 0.98), st.floats(0.05, 1))
def test_the_models_slack_is_the_games_slack(demand, benefit, delta, pi):
    """The mechanism's slack is the game's, per unit of ``(1 + W)/2 * demand * d_max``, down to -1."""
    deepest = deepest_treaty(benefit, delta, detection=pi)
    exact = game.slack([demand], [benefit], delta, detection=pi)
    scale = (1 + punishment_worth(delta, detection=pi)) / 2 * demand * deepest
    assert mechanism.slack(demand, deepest) == pytest.approx(max(float(exact / scale), -1.0), abs=1e-5)


def test_what_all_can_keep_against_every_group():
    rng = np.random.default_rng(3)
    beta, delta, pi = rng.uniform(0.3, 2, (4, 5)), rng.uniform(0.3, 0.95, (4, 5)), rng.uniform(0.1, 1, (4, 5))
    found = deepest_for_all(beta, delta, periods=4, detection=pi)
    grid = np.linspace(0, 4, 801)
    for row in range(4):
        keeps = []
        for b, d, p in zip(beta[row], delta[row], pi[row], strict=True):
            gains, v = ways([grid], [b])
            keeps.append(holds(gains, v, d, 4, p))
        for size in range(1, 6):
            groups = [np.all([keeps[i] for i in group], axis=0) for group in combinations(range(5), size)]
            deepest = max(grid[group].max() for group in groups)
            assert deepest == pytest.approx(found.by_breadth[row, size - 1], abs=2 * grid[1])
        assert found.depth[row] == found.by_breadth[row, -1]
        weakest = found.binding[row]
        alone = deepest_treaty(beta[row, weakest], delta[row, weakest], periods=4, detection=pi[row, weakest])
        assert found.depth[row] == pytest.approx(alone)


def test_patience_of_the_least_patient_binds():
    found = deepest_for_all(1.0, [0.9, 0.6, 0.8])
    assert (float(found.depth), int(found.binding)) == (pytest.approx(1.2), 1)
    np.testing.assert_allclose(found.by_breadth, [1.8, 1.6, 1.2])
    turned = deepest_for_all(1.0, np.array([[0.9, 0.7], [0.6, 0.8]]), axis=0)
    np.testing.assert_allclose(turned.depth, [1.2, 1.4])


def by_every_state(depth, benefit, punishment, states=400_000):
    """Each state tries all three: stay out, join and keep, join and break. Ties: join, then keep."""
    r0 = (np.arange(states) + 0.5) / states
    gap = np.maximum(depth - r0, 0)
    worth = np.stack([benefit - gap**2 / 2, np.full(states, benefit - punishment), np.zeros(states)])
    chosen = worth.argmax(0)
    joins, keeps = chosen < 2, chosen == 0
    r = np.where(keeps, np.maximum(r0, depth), r0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "joining": joins.mean(),
            "honoured": keeps.sum() / joins.sum(),
            "compliance": (r - r0)[joins].sum() / gap[joins].sum(),
            "apparent": np.minimum(r / depth, 1)[joins].sum() / joins.sum(),
            "effect": (r - r0)[joins].sum() / joins.sum(),
            "naive_gap": r[joins].sum() / joins.sum() - r[~joins].sum() / (~joins).sum(),
            "of_all": (r - r0).sum() / gap.sum(),
        }


@pytest.mark.parametrize(
    ("depth", "benefit", "punishment"),
    [
        (0.8, 0.02, 0.05),
        (0.8, 0.02, 0.0),
        (0.8, 0.02, 0.01),
        (0.8, 0.02, 0.02),
        (0.5, 0.2, 0.9),
        (1.0, 0.1, 0.3),
        (1.0, 0.4, 0.3),
        (0.6, 0.0, 0.0),
        (0.6, 0.0, 0.1),
    ],
)
def test_ratification_against_every_state_choosing(depth, benefit, punishment):
    found = ratification(depth, benefit, punishment)
    for name, tried in by_every_state(depth, benefit, punishment).items():
        assert getattr(found, name) == pytest.approx(tried, abs=2e-5, nan_ok=True), name


def test_known_numbers_of_ratification():
    sincere = ratification(0.8, 0.02, 0.05)
    known = {"joining": 0.4, "honoured": 1.0, "effect": 0.05, "naive_gap": 0.55}
    assert {name: float(getattr(sincere, name)) for name in known} == pytest.approx(known)
    insincere = ratification(0.8, 0.02, 0.0)
    assert (insincere.joining, insincere.effect, insincere.compliance) == (1, 0, 0)
    assert insincere.apparent == pytest.approx(0.6)
    assert np.isnan(insincere.naive_gap)


@settings(max_examples=60)
@given(st.floats(0.01, 1), st.floats(0, 0.6), st.floats(0, 0.6))
def test_compliance_that_is_full_can_bring_little(depth, benefit, punishment):
    found = ratification(depth, benefit, punishment)
    assert 0 <= found.of_all <= 1 and 0 <= found.joining <= 1
    if punishment > benefit and found.joining > 0:
        assert found.honoured == 1 and found.apparent == 1
        assert found.effect * found.joining <= benefit + 1e-12, (
            "sincere joiners give up no more than they get"
        )
    assert not found.apparent < found.compliance - 1e-9


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: deepest_treaty(-1.0, 0.9), "beta is -1"),
        (lambda: deepest_treaty(1.0, 1.0), r"delta is 1, .* \[0, 1\)"),
        (lambda: deepest_treaty(1.0, [0.5, np.nan]), "delta is nan"),
        (lambda: deepest_treaty(np.inf, 0.5), "beta is inf"),
        (lambda: deepest_treaty(1.0, 0.9, detection=1.1), r"detection is 1.1, .* \[0, 1\]"),
        (lambda: deepest_treaty(1.0, 0.9, periods=0), "periods is 0"),
        (lambda: deepest_treaty(1.0, 0.9, periods=[1, 2.5]), "periods is 2.5"),
        (lambda: needed(-0.1, 1.0, 0.9), "depth is -0.1"),
        (lambda: deepest_for_all(1.0, 0.9), "no axis of parties"),
        (lambda: game.linked(1.0, 1.0, 0.9), "no axis of issues"),
        (lambda: game.slack([-1.0], [1.0], 0.9), "depths is -1"),
        (lambda: game.linked([1.0], [1.0], 0.9, rights_benefit=-0.2), "rights_benefit is -0.2"),
        (lambda: ratification(0.0, 0.1, 0.1), "depth is 0"),
        (lambda: ratification(1.2, 0.1, 0.1), "depth is 1.2"),
        (lambda: ratification(0.5, -0.1, 0.1), "benefit is -0.1"),
        (lambda: ratification(0.5, 0.1, np.nan), "punishment is nan"),
    ],
)
def test_bad_numbers_are_named(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_shapes_broadcast():
    grid = deepest_treaty(1.0, np.linspace(0, 0.9, 5)[:, None], periods=[1, 2, 3], detection=0.4)
    assert grid.shape == (5, 3) and (np.diff(grid[1:], axis=1) > 0).all()
    assert game.linked(np.ones((4, 2)), [1.0, 0.5], np.full(4, 0.9), periods=3).depth.shape == (4,)
    assert ratification(np.full(3, 0.5), 0.1, np.zeros((2, 1))).naive_gap.shape == (2, 3)


def test_the_page_holds_what_the_script_prints(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    printed = __import__("games_depth").block(suasion.load_case("north-korea"))
    page = (ROOT / "docs/explanation/games-depth.md").read_text("utf-8")
    assert printed in page, "run scripts/games_depth.py --write"
