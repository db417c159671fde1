"""Depth of cooperation: published numbers, and every plan of cheating tried."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import LETTERS, NOTHING, STANDING, acting, masks, medians
from suasion.games.depth import deepest_treaty
from suasion.mechanisms import year
from suasion.mechanisms.year import Situation
from suasion.simulation import start


@pytest.mark.parametrize(("detection", "depth"), [(1.0, 1.8), (0.3, 1.459459)])
def test_known_depths(detection, depth):
    assert deepest_treaty(1.0, 0.9, detection=detection) == pytest.approx(depth, abs=5e-7)


def test_nothing_can_be_kept_unseen_or_without_a_future():
    assert deepest_treaty(1.0, 0.9, detection=0.0) == 0
    assert deepest_treaty(1.0, 0.0) == 0


@pytest.mark.parametrize("detection", [0.1, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("delta", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("beta", [0.5, 1.0, 1.5])
def test_deeper_than_this_some_plan_of_cheating_pays(beta, delta, detection):
    """Cheat for n periods, then keep again unless seen (which is worth 0 for ever); n from 1 to for ever."""
    depth = np.linspace(0, 2 * beta, 4001)
    keep = sum(delta**t * (beta * depth - depth**2 / 2) for t in range(600))
    best = np.full_like(depth, -np.inf)
    cheat = keep
    for _ in range(600):
        cheat = beta * depth + delta * (1 - detection) * cheat
        best = np.maximum(best, cheat)
    kept = depth[keep >= best - 1e-9]
    assert kept.max() == pytest.approx(deepest_treaty(beta, delta, detection=detection), abs=2 * depth[1])
    assert (np.diff(np.flatnonzero(keep >= best - 1e-9)) == 1).all()


@given(
    st.floats(0.1, 2),
    st.tuples(st.floats(0.1, 0.99), st.floats(0.1, 0.99)).map(sorted),
    st.floats(0.05, 0.99),
)
def test_monitoring_and_patience_both_deepen(beta, pair, other):
    low, high = pair
    assert deepest_treaty(beta, low, detection=other) <= deepest_treaty(beta, high, detection=other) + 1e-12
    assert deepest_treaty(beta, other, detection=low) <= deepest_treaty(beta, other, detection=high) + 1e-12


def linked_incentive(now: np.ndarray, **changes: float) -> tuple[float, float]:
    """Incentive with issue linkage alone, and detection, at the start of the toy setting."""
    p = medians(1, **changes)
    p = {**p, **year.stacked_parameters(p)}
    m = masks(only=["issue_linkage"])
    ones = np.ones((1, 1))
    target = start.target_of(p, np.ones(3), ones)
    x = start.view(*start.start_stacks(p), 0 * ones, ones)
    situation = Situation(x, acting(now[:, None, None]), target, p, m)
    d = year.derived(situation)
    return float(year.shared_incentive(situation, d)[0, 0]), float(d["pi"][0, 0])


@pytest.mark.parametrize("demand", [0.2, 1.0, 1.6, 5.0])
def test_linked_issues_lend_their_slack(demand):
    now = STANDING.copy()
    now[LETTERS.index("ell")] = 0.7
    given = {"target__issue__demand": demand, "issue_linkage__lambda_ell": 0.4}
    incentive, seen = linked_incentive(now, target__issue__benefit=1.0, target__issue__patience=0.9, **given)
    slack = np.clip(1 - demand / deepest_treaty(1.0, 0.9, detection=seen), -1, 1)
    assert incentive == pytest.approx(0.7 * 0.4 * slack, abs=1e-12)


def test_nothing_linked_nothing_lent():
    assert linked_incentive(NOTHING)[0] == 0
