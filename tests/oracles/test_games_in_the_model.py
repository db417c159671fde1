"""Detection, credibility and issue linkage in the model take their form from the games."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, ndtr

from helpers import LETTERS, STANDING, acting, masks, medians
from suasion.games import issue_linkage as linkage_game
from suasion.games import threat
from suasion.games.depth import deepest_treaty, punishment_worth
from suasion.games.monitoring import seen
from suasion.games.standing import stands_firm
from suasion.mechanisms import credibility, dealings, delivery, detection, issue_linkage, stock, year
from suasion.mechanisms.year import Situation
from suasion.simulation import start

share = st.floats(0, 1)


@given(share, share, share, share)
def test_detection_is_what_several_watchers_see(pi_0, m, f, I):
    assert detection.detected(pi_0, m, f, I) == seen(pi_0, m, f / 2, I)


def test_watchers_drawn_one_by_one_see_as_often():
    rng = np.random.default_rng(0)
    chances = np.array([0.2, 0.35, 0.1])
    drawn = (rng.random((400_000, 3)) < chances).any(1).mean()
    assert seen(*chances) == pytest.approx(drawn, abs=3e-3)
    assert seen() == 0 and seen(0.3) == pytest.approx(0.3)


@given(share, share, st.floats(-2, 3), st.floats(0, 4), st.floats(0, 4))
def test_delivery_is_standing_firm_with_concern_as_audience_cost(Omega, cost, b_0, b_1, b_2):
    worth_of_standing, worth_of_retreat = b_0 - b_2 * cost, -b_1 * Omega
    found = delivery.chance(Omega, cost, b_0, b_1, b_2)
    assert found == pytest.approx(float(stands_firm(worth_of_standing - worth_of_retreat)), abs=1e-6)


@pytest.mark.parametrize("margin", [-2.0, -0.5, 0.0, 0.7, 2.5])
def test_standing_firm_is_the_last_move_of_the_threat_game(margin):
    """Normal shocks: p_fight of the game where nobody is kept from threatening. Extreme-value ones: drawn."""
    game = (-90.0, -89.0, 0.0, 1.0, margin - 1.0, 0.0, -1.0)
    _, challenge, fight = threat.shares(1.0, *game)
    assert challenge == pytest.approx(1, abs=1e-12)
    assert fight == pytest.approx(ndtr(margin / np.sqrt(2)), abs=1e-9)
    firm, back = np.random.default_rng(0).gumbel(size=(2, 400_000))
    assert float(stands_firm(margin)) == pytest.approx((margin + firm > back).mean(), abs=3e-3)


def test_the_two_kinds_of_shock_differ_by_as_little_as_is_said():
    margin = np.linspace(-8, 8, 4001)
    spread = np.pi / np.sqrt(3)  # of the difference of two extreme-value shocks
    gap = np.abs(expit(margin * spread) - ndtr(margin)).max()
    assert 0.022 < gap < 0.023


@given(share, share, share, share, share)
def test_credibility_moves_by_threats_kept_and_not_kept(threatened, promised, q_d, q_a, office):
    """What is kept and what is not follow the chance of standing firm: for a threat alone they add up to it."""
    kept = dealings.honoured(threatened, promised, q_d, q_a, office)
    reneged = dealings.reneged(threatened, promised, q_d, office)
    assert dealings.honoured(threatened, 0, q_d, q_a, 1) == threatened * q_d
    assert dealings.reneged(threatened, 0, q_d, 1) == pytest.approx(threatened * (1 - q_d))
    assert credibility.pull_up(kept) == kept and credibility.pull_down(reneged) == reneged


@pytest.mark.slow
@given(st.floats(-3, 3), share, share, st.floats(0.01, 1))
def test_credibility_comes_to_the_chance_of_standing_firm(margin, before, threatened, rate):
    """A threat announced year after year is believed, in the end, as often as it is carried out; in closed form."""
    firm, belief = float(stands_firm(margin)), before
    for _ in range(5):
        honoured = dealings.honoured(threatened, 0, firm, 1, 1)
        reneged = dealings.reneged(threatened, 0, firm, 1)
        up, down = rate * credibility.pull_up(honoured), rate * credibility.pull_down(reneged)
        belief = stock.moved(belief, before, up, down, 0.0)
    weight = np.exp(-5 * rate * threatened)
    assert float(belief) == pytest.approx(weight * before + (1 - weight) * firm, abs=1e-6)


def test_year_takes_the_depth_of_the_linked_issue_from_the_game():
    """The whole way through a year: detection by `seen`, depth by `deepest_treaty`, slack by its sign in the game."""
    given_ = {"target__issue__benefit": 1.1, "target__issue__patience": 0.85}
    for demand in (0.3, 1.2, 1.9):
        p = medians(1, **given_, target__issue__demand=demand)
        p = {**p, **year.stacked_parameters(p)}
        m = masks(only=["issue_linkage"])
        ones = np.ones((1, 1))
        target = start.target_of(p, np.ones(3), ones)
        x = start.view(*start.start_stacks(p), 0 * ones, ones)
        now = STANDING.copy()
        now[LETTERS.index("ell")] = 0.7
        situation = Situation(x, acting(now[:, None, None]), target, p, m)
        d, u = year.derived(situation), situation.action
        pi = float(seen(target.detection, u["m"], u["f"] / 2, x["I"])[0, 0])
        assert float(d["pi"][0, 0]) == pytest.approx(pi, abs=1e-12)
        deepest = deepest_treaty(1.1, 0.85, detection=pi)
        exact = linkage_game.slack([demand], [1.1], 0.85, detection=pi)
        per_unit = exact / ((1 + punishment_worth(0.85, detection=pi)) / 2 * demand * deepest)
        incentive = float(year.shared_incentive(situation, d)[0, 0])
        weight = float(np.ravel(p["issue_linkage.lambda_ell"])[0])
        assert incentive == pytest.approx(0.7 * weight * max(float(per_unit), -1.0), abs=1e-9)


@pytest.mark.parametrize(
    ("mechanism", "function"),
    [(detection, "seen"), (delivery, "stands_firm"), (issue_linkage, "deepest_treaty")],
)
def test_the_code_itself_calls_the_games(mechanism, function):
    assert inspect.getmodule(getattr(mechanism, function)).__name__.startswith("suasion.games.")
    assert f"{function}(" in inspect.getsource(mechanism)
