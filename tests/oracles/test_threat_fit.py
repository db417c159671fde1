"""Threats estimated: derivatives, simulated data, and the published equilibria of the sanction data."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suasion import SuasionError
from suasion.games import threat
from suasion.games.threat import estimators as est
from suasion.games.threat.chances import ends, pooled
from suasion.games.threat.design import design
from suasion.games.threat.payoffs import NAMES, Payoffs
from suasion.games.threat.sandwich import derivative
from suasion.lab import threat_report as words

#: true coefficients of the simulated games, by payoff and covariate
TRUE = {
    ("S_A", "x"): 0.3,
    ("V_A", "one"): 1.0,
    ("C_B", "y"): 0.5,
    ("W_A", "one"): -1.6,
    ("W_A", "x"): 0.25,
    ("W_B", "one"): -0.8,
    ("a", "one"): -1.9,
    ("a", "y"): -0.3,
}


def covariates(rows, seed=0):
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"one": np.ones(rows), "x": rng.normal(size=rows), "y": rng.normal(size=rows)})


def payoffs_of(table):
    """The design of TRUE on a table, V_B fixed at 0."""
    named = {name: [c for p, c in TRUE if p == name] for name in NAMES}
    return {name: table[columns] if columns else 0.0 for name, columns in named.items()}


@cache
def played(rows, crises, seed=0):
    """Counts of crises under TRUE, and their covariates."""
    table = covariates(rows)
    made = design(np.ones((rows, 4)), payoffs_of(table))
    p = made.payoffs(np.array([TRUE[term] for term in made.terms]))
    found = threat.equilibria(*p)
    assert found.count.max() == 1
    rng = np.random.default_rng(seed)
    chance = np.clip(found.outcomes[:, 0], 0, 1)
    return rng.multinomial(crises, chance / chance.sum(-1, keepdims=True)), table


def truth(found):
    return np.array([TRUE[term] for term in found.design.terms])


@settings(max_examples=40)
@given(
    st.tuples(*[st.floats(-2, 2)] * 7), st.floats(-1.5, 2), st.floats(-2, -0.02), st.sampled_from(range(9))
)
def test_derivatives_agree_with_differences(payoffs, z, log_fight, which):
    """Of every chance and reply, by each payoff and each belief."""
    point = np.r_[payoffs, z, log_fight]

    def at(moved):
        return ends(Payoffs(*moved[:7, None]), moved[7:8], moved[8:])

    step = 1e-5 * np.eye(9)[which]
    up, down, here = at(point + step), at(point - step), at(point)

    def slope(get):
        return (get(up) - get(down)) / 2e-5

    by_log = np.concatenate([here.by_payoff, here.by_resist[..., None], here.by_fight[..., None]], 2)[
        0, :, which
    ]
    size = 1 + np.abs(by_log).max()
    np.testing.assert_allclose(slope(lambda e: e.log[0]), by_log, atol=1e-5 * size**2)
    reply = np.r_[here.reply_by_payoff[0], 0.0, here.reply_by_fight[0]][which]
    assert slope(lambda e: e.reply[0]) == pytest.approx(reply, abs=1e-6 * (1 + abs(reply)) ** 2)
    fight = np.r_[here.fight_by_payoff[0], here.fight_by_resist[0], 0.0][which]
    assert slope(lambda e: np.log(e.p_fight[0])) == pytest.approx(fight, abs=1e-5 * (1 + abs(fight)) ** 2)
    assert np.exp(here.log).sum() == pytest.approx(1, abs=1e-10)


@pytest.mark.parametrize("method", ["pl", "npl", "cmle"])
def test_scores_agree_with_differences_of_the_likelihood(method):
    counts, table = played(40, 300)
    made = design(counts, payoffs_of(table))
    theta = np.array([TRUE[term] for term in made.terms]) + 0.05
    z = est.likeliest(made, theta)
    beliefs = est.Beliefs(z, np.log(ends(made.payoffs(theta), z).p_fight))

    def score(t):
        if method == "cmle":
            at = est.in_equilibrium(made, est.nearest(made, z, t), t)
        else:
            at = est.at_beliefs(made, beliefs, t)
        return at.value, np.einsum("ny,nyk->k", counts, at.scores)

    by_difference = derivative(lambda t: np.array([score(t)[0]]), theta, np.full(len(theta), 1e-5))[0]
    np.testing.assert_allclose(score(theta)[1], by_difference, rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize("method", ["pl", "npl", "cmle"])
def test_a_simulated_record_gives_its_payoffs_back(method):
    """Every coefficient within 3.5 standard errors; the first beliefs of pl are those of the truth, estimated anew."""
    counts, table = played(300, 2000)
    first = None
    if method == "pl":
        resisted, threats = counts[:, 2:].sum(1), counts[:, 1:].sum(1)
        first = ((resisted + 0.5) / (threats + 1), (counts[:, 3] + 0.5) / (resisted + 1))
    found = threat.fit(counts, payoffs_of(table), method=method, first=first)
    assert found.converged
    se = found.table["se"].to_numpy()
    slack = (
        0.1 if method == "pl" else 0.0
    )  # cells of some hundred crises leave beliefs with error of their own
    assert (np.abs(found.theta - truth(found)) < 3.5 * se + slack).all()
    assert (se < 0.5).all()


@pytest.mark.slow
def test_standard_errors_are_the_spread_of_estimates():
    """60 simulated records: the spread of estimates, and how often the interval holds the truth."""
    estimates, errors, held = [], [], []
    for seed in range(60):
        counts, table = played(150, 1500, seed)
        found = threat.fit(counts, payoffs_of(table), method="cmle")
        assert found.converged
        estimates.append(found.theta)
        errors.append(found.table["se"])
        held.append((found.table["low"] < truth(found)) & (truth(found) < found.table["high"]))
    ratio = np.mean(errors, 0) / np.std(estimates, 0, ddof=1)
    assert (ratio > 0.75).all() and (ratio < 1.33).all()
    assert 0.91 < np.mean(held) < 0.985


def test_the_three_agree_where_counts_are_large():
    """From true shares in place of drawn counts: the same coefficients, likelihood and equilibria."""
    table = covariates(30)
    made = design(np.ones((30, 4)), payoffs_of(table))
    p = made.payoffs(np.array([TRUE[term] for term in made.terms]))
    found = threat.equilibria(*p)
    counts = np.round(found.outcomes[:, 0] * 1e9)
    first = (found.p_resist[:, 0], found.p_fight[:, 0])
    fits = [threat.fit(counts, payoffs_of(table), method=m, first=first) for m in ("pl", "npl", "cmle")]
    for one in fits:
        np.testing.assert_allclose(one.theta, truth(one), atol=2e-4)
        assert one.log_likelihood == pytest.approx(fits[0].log_likelihood, abs=0.05)
        np.testing.assert_allclose(one.equilibria["p_resist"], found.p_resist[:, 0], atol=1e-4)


def test_npl_is_a_fixed_point_and_cmle_keeps_its_constraints():
    counts, table = played(60, 400)
    npl = threat.fit(counts, payoffs_of(table), method="npl")
    beliefs = est.Beliefs(npl.z, np.log(npl.equilibria["p_fight"].to_numpy()))
    made = npl.design
    again = est.maximize(made, lambda t: est.at_beliefs(made, beliefs, t), npl.theta)
    np.testing.assert_allclose(again.theta, npl.theta, atol=1e-5)
    after = est.replies(made, beliefs, npl.theta)
    np.testing.assert_allclose(after.z, npl.z, atol=1e-7)
    cmle = threat.fit(counts, payoffs_of(table), method="cmle")
    assert cmle.equilibria["residual"].max() < 1e-12
    score = np.einsum("ny,nyk->k", counts, est.in_equilibrium(made, cmle.z, cmle.theta).scores)
    np.testing.assert_allclose(score * cmle.table["se"], 0, atol=1e-3)
    assert cmle.log_likelihood >= npl.log_likelihood
    best = [
        np.max([(row * np.log(np.clip(o, 1e-300, 1))).sum() for o in out[: int(n)]])
        for row, out, n in zip(
            counts,
            threat.equilibria(*made.payoffs(cmle.theta)).outcomes,
            threat.equilibria(*made.payoffs(cmle.theta)).count,
            strict=True,
        )
    ]
    assert cmle.log_likelihood == pytest.approx(sum(best), abs=1e-6)


def test_pooled_payoffs_reach_the_pooled_likelihood():
    """Four shares and three free payoffs without covariates: the game can fit pooled shares exactly."""
    counts = np.array([[49071, 144, 140, 349]])
    one = pd.DataFrame({"one": [1.0]})
    given = {"S_A": 0.0, "V_A": 1.0, "C_B": 0.0, "V_B": 1.0, "W_A": one, "W_B": one, "a": one}
    found = threat.fit(counts, given, method="cmle", errors="crises")
    assert pooled(counts.astype(float)) == pytest.approx(-4023.21, abs=0.005)
    assert found.log_likelihood == pytest.approx(found.pooled, abs=1e-6)


def test_several_equilibria_are_counted_and_the_likeliest_is_said():
    """Rows of the published example with three equilibria, played in the middle one."""
    rows = 12
    given = [0.0, 1.0, 0.0, 1.0, -1.9, -2.9, -1.2]
    out = threat.equilibria(*given).outcomes[1]
    counts = np.tile(np.round(out * 1e5), (rows, 1))
    one = pd.DataFrame({"one": np.ones(rows)})
    payoffs = dict(zip(NAMES, given, strict=True)) | {"W_A": one, "W_B": one}
    found = threat.fit(counts, payoffs, method="cmle", errors="crises")
    np.testing.assert_allclose(found.theta, [-1.9, -2.9], atol=1e-3)
    assert (found.equilibria["count"] == 3).all()
    assert "12 rows have several equilibria; the one meant is the one under which" in words.text(
        found.findings
    )
    assert found.equilibria["p_resist"].iloc[0] == pytest.approx(0.594723, abs=1e-3)
    pl = threat.fit(
        counts,
        payoffs,
        method="pl",
        first=(np.full(rows, 0.594723), np.full(rows, 0.268038)),
        errors="crises",
    )
    if (pl.equilibria["count"] > 1).any():
        assert np.isnan(pl.log_likelihood) and "none of them is chosen" in words.text(pl.findings)
    moved = threat.effect(found, "W_B", [0.0])
    assert np.isnan(moved.table["threats"][0]) and moved.table["several"][0] == rows
    assert moved.table["fewest"][0] == pytest.approx(0.205452, abs=2e-3)
    assert moved.table["most"][0] == pytest.approx(0.994789, abs=2e-3)
    assert "none is chosen" in words.effect_text(moved.findings)


# ------------------------------------------------------------------------------------- the sanction data


@cache
def sanctions():
    """Dyad-decades of Crisman-Cox and Gibilisco, and the specification of their package's example."""
    path = Path(os.environ.get("SUASION_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    path /= "replication/crismancox_gibilisco_sanctions_game.csv.gz"
    if not path.is_file():
        pytest.skip("the datasets are not here (SUASION_TEST_DATA)")
    d = pd.read_csv(path)
    d = d.assign(one=1.0, sender_trade=np.sqrt(d["senderecondep"]), target_trade=np.sqrt(d["targetecondep"]))
    payoffs = {
        "S_A": d[["sender_trade", "senderdemocracy", "contig", "ally"]],
        "V_A": d[["one", "anticipatedsendercosts"]],
        "C_B": d[["one", "target_trade", "anticipatedtargetcosts", "contig", "ally"]],
        "V_B": 0.0,
        "W_A": d[["one", "sender_trade", "senderdemocracy", "lncaprat"]],
        "W_B": d[["one", "targetdemocracy", "lncaprat"]],
        "a": d[["one", "senderdemocracy"]],
    }
    return d, d[["sq", "cd", "bd", "sf"]], payoffs


@cache
def fitted(method):
    _, counts, payoffs = sanctions()
    return threat.fit(counts, payoffs, method=method)


@pytest.mark.data
def test_the_sanction_data_are_those_published():
    _, counts, _ = sanctions()
    assert counts.shape == (418, 4)
    assert counts.sum().to_dict() == {"sq": 49_071, "cd": 144, "bd": 140, "sf": 349}
    assert fitted("npl").pooled == pytest.approx(-4023.21, abs=0.005)


@pytest.mark.data
def test_npl_meets_the_published_equilibrium_of_every_dyad_decade():
    """The file carries the authors' own NPL chances; ours come from the equations alone, by another search."""
    d, _, _ = sanctions()
    found = fitted("npl")
    assert found.converged and (found.equilibria["count"] == 1).all()
    np.testing.assert_allclose(found.equilibria["p_resist"], d["PRnpl"], atol=1e-6)
    np.testing.assert_allclose(found.equilibria["p_fight"], d["PFnpl"], atol=1e-6)


@pytest.mark.data
def test_npl_does_not_hang_on_where_it_begins():
    d, counts, payoffs = sanctions()
    theirs = threat.fit(counts, payoffs, method="npl", first=(d["PRhat"], d["PFhat"]))
    np.testing.assert_allclose(theirs.theta, fitted("npl").theta, atol=1e-5)


@pytest.mark.data
def test_constrained_likelihood_is_the_greatest():
    assert fitted("cmle").converged
    assert fitted("cmle").log_likelihood > fitted("npl").log_likelihood > fitted("pl").log_likelihood
    assert fitted("cmle").equilibria["residual"].max() < 1e-12


@pytest.mark.data
@pytest.mark.parametrize("method", ["npl", "cmle"])
def test_threats_are_u_shaped_in_audience_costs(method):
    """The published finding; how sure each arm is, the table says."""
    moved = threat.effect(fitted(method), "a", np.linspace(-1, 1, 9))
    assert moved.shape == "U"
    assert moved.table["ratio_low"].iloc[-1] > 1, "cheap bluffs bring threats"
    assert moved.table["ratio_low"].iloc[0] < 1, "costly ones do so only by the point estimate"
    assert "not established" in words.effect_text(moved.findings)


# ------------------------------------------------------------------------------------------ what is refused


def small(**changes):
    counts, table = played(60, 400)
    return counts, payoffs_of(table) | changes, table


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: {"S_A": t[["x"]].assign(again=2 * t["x"])}, "S_A: (x, S_A: again|again, S_A: x)"),
        (
            lambda t: {"C_B": t[["one", "y"]], "V_B": t[["one"]]},
            "cannot tell these coefficients apart",
        ),
        (lambda t: {"S_A": t[["x"]].assign(none=0.0)}, "none\n  It is 0 in every row"),
        (lambda t: {"S_A": t[["x"]].assign(bad=np.nan)}, "60 rows hold no number"),
        (lambda t: {"S_A": t[["x"]].iloc[:9]}, "9 rows and the counts have 60"),
        (lambda t: {"S_A": 1e3}, "1000.0 is not within 100"),
        (lambda t: {"Q": 0.0}, "No payoff has this name"),
        (lambda t: {"S_A": t[["x"]].assign(level=1.0)}, "S_A: level.*\n  The counts cannot tell these"),
    ],
)
def test_what_cannot_be_estimated_is_refused_by_name(change, words):
    counts, table = played(60, 400)
    given = payoffs_of(table) | change(table)
    with pytest.raises(SuasionError, match=words):
        threat.fit(counts, given)


def test_separation_is_named():
    """A covariate that marks rows without any threat: nothing bounds the worth of their status quo."""
    counts, table = played(80, 400)
    mark = pd.Series(np.arange(80) < 10, dtype=float)
    counts = counts.copy()
    counts[:10] = [400, 0, 0, 0]
    with pytest.raises(SuasionError, match=r"S_A: quiet\n  The counts do not bound this"):
        threat.fit(counts, payoffs_of(table) | {"S_A": table[["x"]].assign(quiet=mark)}, errors="crises")


def test_every_problem_is_named_at_once():
    counts, table = played(60, 400)
    bad = counts.astype(float)
    bad[3, 1] = -1
    bad[5, 2] = 0.5
    with pytest.raises(SuasionError) as error:
        threat.fit(bad, {"S_A": table[["x"]], "a": table[["one"]]}, method="ml")
    said = str(error.value)
    assert "row 4 · concession\n  -1 is not a count" in said
    assert "row 6 · back_down\n  0.5 is not a count" in said
    assert "payoffs · V_A\n  It is missing" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "ml"}, "'ml' is no estimator"),
        ({"errors": "robust"}, "'robust' is not known"),
        ({"first": (np.full(60, 0.5), np.full(60, 1.5))}, "first · p_fight\n  These are not 60 chances"),
    ],
)
def test_options_are_refused_by_name(options, words):
    counts, given, _ = small()
    with pytest.raises(SuasionError, match=words):
        threat.fit(counts, given, **options)
    with pytest.raises(SuasionError, match="5 rows are too few"):
        threat.fit(counts[:5], {k: v if isinstance(v, float) else v[:5] for k, v in given.items()})


def test_a_search_that_does_not_converge_says_so_first(monkeypatch):
    counts, given, _ = small()
    monkeypatch.setattr(est, "STEPS", 1)
    found = threat.fit(counts, given, method="pl")
    assert not found.converged
    assert words.text(found.findings).startswith("NOT CONVERGED after 1 steps")
