"""Sanction threats: published equilibria, a dense scan by another route, and crises played out."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.special import ndtr, ndtri, owens_t
from scipy.stats import multivariate_normal, norm

from suasion.games import threat

#: S_A, V_A, C_B, V_B, W_A, W_B, a: the example of the package sigInt
THREE = (0.0, 1.0, 0.0, 1.0, -1.9, -2.9, -1.2)
ONE = (*THREE[:5], -2.6, THREE[6])


def listed(payoffs):
    """The equilibria of one game, shape [n, 3]."""
    found = threat.equilibria(*payoffs)
    return np.stack([found.p_resist, found.p_challenge, found.p_fight], -1)


def both_below(x, y):
    """Chance that two standard normals of correlation 1/sqrt(2) lie below x and y, by Owen's T."""
    rho = np.sqrt(0.5)
    first = owens_t(x, (y - rho * x) / (x * np.sqrt(1 - rho**2)))
    second = owens_t(y, (x - rho * y) / (y * np.sqrt(1 - rho**2)))
    return (ndtr(x) + ndtr(y)) / 2 - first - second - np.where(x * y < 0, 0.5, 0)


def gap(z, S_A, V_A, C_B, V_B, W_A, W_B, a):
    """Reply less ``z``, both as normal quantiles of p_resist, as the paper writes it; NaN where too rare."""
    c = V_A + (S_A - V_A) / ndtr(z)
    challenge = 1 - ndtr(c - W_A) * ndtr(c - a)
    joint = both_below((W_A - a) / np.sqrt(2), W_A - c)
    fight = np.where((challenge > 1e-8) & (joint > 1e-8), joint, np.nan) / challenge
    return (fight * W_B + (1 - fight) * V_B - C_B) / fight - z


def test_another_route_agrees_with_a_bivariate_normal():
    cov = [[1, np.sqrt(0.5)], [np.sqrt(0.5), 1]]
    for x, y in [(-0.5, 0.7), (-0.5, -2.0), (0.4, 0.1)]:
        assert both_below(x, y) == pytest.approx(multivariate_normal.cdf([x, y], cov=cov), abs=1e-7)


def test_published_example_with_three_equilibria():
    known = [(0.251105, 0.994789, 0.309695), (0.594723, 0.379868, 0.241563), (0.813322, 0.205452, 0.208759)]
    np.testing.assert_allclose(listed(THREE), known, atol=1e-6)
    assert threat.equilibria(*THREE).residual.max() < 1e-12


def test_published_example_with_one_equilibrium():
    np.testing.assert_allclose(listed(ONE), [(0.930745, 0.159705, 0.196798)], atol=1e-6)


def games(count, seed):
    """Payoffs of games, most of them where the reply rises, so that there may be several equilibria."""
    rng = np.random.default_rng(seed)
    S_A, C_B, W_A = rng.normal(0, 1, (3, count))
    V_A, V_B = S_A + rng.exponential(1, count), C_B + rng.exponential(1, count)
    a = W_A + rng.normal(1.5, 1, count)
    middle = rng.uniform(-2.0, 2.0, count)
    p = np.stack([S_A, V_A, C_B, V_B, W_A, np.zeros(count), a])
    p[5] = -gap(middle, *p)  # some z in the middle is an equilibrium
    fit = np.abs(p[5]) < 20
    return p[:, fit], middle[fit]


@pytest.mark.slow
def test_dense_scan_finds_the_same_equilibria_and_no_other():
    """The certificate: 100,001 points of the equation as published, for each of 300 games."""
    p, planted = games(300, 1)
    found = threat.equilibria(*p)
    z = np.linspace(-7, 7, 100_001)
    step = z[1] - z[0]
    for game in range(p.shape[1]):
        h = gap(z, *p[:, game])
        known = np.isfinite(h)
        crossed = z[:-1][known[:-1] & known[1:] & ((h[:-1] >= 0) != (h[1:] >= 0))]
        mine = ndtri(found.p_resist[game, : found.count[game]])
        mine = mine[(np.abs(mine) < 7) & (np.interp(mine, z, known) == 1)]
        assert len(mine) == len(crossed)
        np.testing.assert_allclose(mine, crossed + step / 2, atol=step)
        assert np.abs(mine - planted[game]).min() < 1e-6
    assert set(np.unique(found.count)) == {1, 3}
    assert (found.count == 3).sum() >= 20
    assert np.nanmax(found.residual) < 1e-11


def most(lo, hi):
    """The ``W_B`` at which the graph of the example touches zero between two quantiles."""
    payoffs = (*THREE[:5], 0.0, THREE[6])
    sign = 1 if lo < 0 else -1
    best = minimize_scalar(
        lambda z: sign * float(gap(z, *payoffs)), bounds=(lo, hi), method="bounded", options={"xatol": 1e-11}
    )
    return -sign * best.fun, best.x


@pytest.mark.parametrize(("between", "inside"), [((-0.9, 0.2), -1), ((0.3, 2.0), 1)])
def test_where_two_equilibria_meet_they_are_reported_as_touching(between, inside):
    edge, z = most(*between)
    touching = threat.equilibria(*THREE[:5], edge, THREE[6])
    assert touching.count == 2
    assert touching.touching.sum() == 1
    assert touching.p_resist[touching.touching] == pytest.approx(ndtr(z), abs=1e-4)
    within, beyond = threat.equilibria(
        *THREE[:5], np.array([edge + 1e-7 * inside, edge - 1e-7 * inside]), -1.2
    ).count
    assert (within, beyond) == (3, 1)


def test_chances_hold_in_the_far_tail():
    """Standing firm after a challenge of chance e-15 and less, against quadrature of the conditional chance."""
    for S_A, W_A, a in [(6.0, -2.0, -1.0), (9.0, 0.5, -1.0), (8.0, -3.0, 0.0)]:
        _, challenge, fight = threat.shares(1.0, S_A, S_A + 1, 0, 1, W_A, 0, a)
        scale = norm.pdf(S_A - W_A)
        top = quad(
            lambda f, W=W_A, b=a, s=scale: norm.pdf(f - W) / s * norm.cdf(f - b), S_A, S_A + 12, epsabs=0
        )
        rest = quad(
            lambda f, W=W_A, b=a, s=scale: norm.pdf(f - b) / s * norm.cdf(f - W), S_A, S_A + 12, epsabs=0
        )
        assert fight == pytest.approx(top[0] / (top[0] + rest[0]), rel=1e-8)
        assert challenge == pytest.approx((top[0] + rest[0]) * scale, rel=1e-8)


payoff = st.floats(-6, 6, allow_subnormal=False)


@settings(max_examples=150)
@given(st.tuples(*[payoff] * 7))
def test_there_is_an_equilibrium_and_one_only_where_the_reply_falls(p):
    S_A, V_A, C_B, V_B, W_A, _, a = p
    if V_A <= S_A and V_B <= C_B:
        with pytest.raises(ValueError, match="V_A <= S_A"):
            threat.equilibria(*p)
        return
    found = threat.equilibria(*p)
    assert found.count >= 1
    if (V_A - S_A) * (V_B - C_B) * (W_A - a) >= 0:
        assert found.count == 1
    assert found.residual.max() < 1e-9
    np.testing.assert_allclose(found.outcomes.sum(-1), 1)


def test_games_in_an_array_are_the_games_one_by_one():
    W_B = np.array([[-2.9, -2.6, -2.75], [-3.4, 0.0, -2.8]])
    many = threat.equilibria(*THREE[:5], W_B, THREE[6])
    assert many.count.shape == W_B.shape
    assert many.p_resist.shape == (2, 3, 3)
    for place in np.ndindex(W_B.shape):
        alone = threat.equilibria(*THREE[:5], W_B[place], THREE[6])
        n = int(alone.count)
        assert many.count[place] == n
        np.testing.assert_allclose(many.p_resist[place][:n], alone.p_resist, atol=1e-13)
        assert np.isnan(many.p_resist[place][n:]).all()
    assert threat.equilibria(*THREE[:5], np.empty(0), THREE[6]).count.shape == (0,)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_crises_played_out_end_as_the_chances_say(which):
    found = threat.equilibria(*THREE)
    crises = 400_000
    counts = np.array(threat.simulate(*THREE, crises=crises, seed=7, p_resist=found.p_resist[which]))
    assert counts.sum() == crises
    chance = found.outcomes[which]
    assert (np.abs(counts - crises * chance) < 4.5 * np.sqrt(crises * chance * (1 - chance))).all()


@pytest.mark.parametrize("which", [0, 1, 2])
def test_no_other_rule_pays_either_side_more(which):
    """Best replies by brute force: the other's chances fixed, every cutoff tried on drawn private information."""
    S_A, V_A, C_B, V_B, W_A, W_B, a = THREE
    resist, challenge, fight = listed(THREE)[which]
    rng = np.random.default_rng(0)
    last = np.maximum(W_A + rng.standard_normal(200_000), a + rng.standard_normal(200_000))
    gain = (1 - resist) * V_A + resist * last - S_A
    order = np.argsort(last)[::-1]
    best = np.cumsum(gain[order]).argmax() + 1
    assert best / len(last) == pytest.approx(challenge, abs=4e-3)
    eps = rng.standard_normal(200_000)
    order = np.argsort(eps)[::-1]
    gain = fight * (W_B + eps[order]) + (1 - fight) * V_B - C_B
    assert (np.cumsum(gain).argmax() + 1) / len(eps) == pytest.approx(resist, abs=4e-3)


def test_the_seed_fixes_the_crises():
    first = threat.simulate(*ONE, crises=1000, seed=3)
    assert first == threat.simulate(*ONE, crises=1000, seed=3)
    assert first != threat.simulate(*ONE, crises=1000, seed=4)
    pair = threat.simulate(*ONE[:5], np.array([-2.6, -2.6]), ONE[6], crises=1000, seed=3)
    assert pair.fight[0] == first.fight
    assert not all(row[0] == row[1] for row in pair)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: threat.equilibria(0, 1, 0, 1, np.nan, 0, 200),
            "W_A is not .*\na is not .* give it in these units",
        ),
        (
            lambda: threat.equilibria([0, 0], [1, 1, 1], 0, 1, 0, 0, 0),
            "shapes do not fit together .*S_A \\(2,\\)",
        ),
        (lambda: threat.equilibria(0, [0, 1], 0, 0, 0, 0, 0), "1 of 2 games have V_A <= S_A"),
        (lambda: threat.simulate(*THREE, crises=10, seed=0), "several equilibria .*0.251105.* give p_resist"),
        (lambda: threat.simulate(*THREE, crises=10, seed=0, p_resist=0.5), "further than 0.0001"),
        (lambda: threat.simulate(*ONE, crises=0, seed=0), "crises is 0"),
        (lambda: threat.simulate(*ONE, crises=10, seed=-1), "seed is -1"),
        (lambda: threat.shares(0.0, *ONE), "p_resist has values outside"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_the_page_shows_what_the_script_prints(monkeypatch):
    root = Path(__file__).parents[2]
    monkeypatch.setattr(sys, "path", [str(root / "scripts"), *sys.path])
    import games_threat

    assert games_threat.block() in (root / "docs" / "explanation" / "games-threat.md").read_text("utf-8")
