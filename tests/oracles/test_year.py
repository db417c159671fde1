"""The known answers of one year: fixed point, zeros, closed forms, limits and signs (science, §1)."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import (
    LETTERS,
    NOTHING,
    SETTING,
    STANDING,
    acting,
    actions,
    at,
    levels,
    masks,
    medians,
    play,
    quantiles,
)  # fmt: skip
from suasion.mechanisms import (
    boomerang,
    choice,
    conditional_leverage,
    exposure,
    moves,
    resources,
    shame,
    year,
)  # fmt: skip
from suasion.mechanisms.types import Dealings, Pulls
from suasion.mechanisms.year import Situation
from suasion.notation import DOMAINS
from suasion.simulation import start

WORLDS = 4
shares = st.floats(0, 1)


class Start:
    """One step of the year, expected, from where the case starts and under the policy in force."""

    def __init__(self, p, base, now=None, m=None, **state):
        """``now``: what is done instead of ``base``; ``state``: what differs from the start."""
        self.p = {**p, **year.stacked_parameters(p)}
        m = m or masks()
        self.target = start.target_of(self.p, SETTING.treaties, jnp.ones((1, 1)))
        self.r, self.stock = start.start_stacks(self.p)
        one = jnp.ones_like(self.r[0])
        self.c = start.solve(self.r, self.stock, acting(base), self.p, m, self.target)
        u = {letter: level * one for letter, level in acting(base if now is None else now).items()}
        x = start.view(self.r, self.stock, 0 * one, one)
        self.x = x | {name: value * one for name, value in state.items()}
        self.now = Situation(self.x, u, self.target, self.p, m)
        self.d = year.derived(self.now)
        self.E = year.executions(self.now)
        shared = year.shared_incentive(self.now, self.d)
        self.v = year.incentives(self.now, self.d, shared=shared, M=self.target.M)
        self.probs = year.move_probs(w=self.c.base * jnp.exp(self.v), hold=self.c.hold, E=self.E)
        self.pulls = year.pulls(
            self.now,
            self.d,
            M=self.target.M,
            opening=self.probs.up.mean(0),
            dealings=Dealings(0 * one, 0 * one),
        )

    def gaps(self):
        """Expected one-step changes: rights, stocks, resources, log hazards."""
        up, down = year.mean_moves(self.r, self.p)
        still = Pulls(0.0, 0.0)
        return {
            "rights": self.probs.up * up - self.probs.down * down,
            "stocks": year.stocks(self.stock, now=self.pulls, shocks=still, p=self.p, c=self.c) - self.stock,
            "resources": resources.next_level(
                self.x["Y"],
                self.x["L"] - self.d["hit"],
                self.c.net,
                0.0,
                self.p["resources.y"],
                self.p["resources.h_S"],
            ),
            "collapse": year.log_hazard("collapse", self.now, self.d) - self.c.collapse_index,
            "war": year.log_hazard("war", self.now, self.d) - self.c.war_index,
        }


@jax.jit
def fixed_point(quantile, base):
    p = at(quantile)
    p |= {name: jnp.clip(p[name], 0.01, 0.99) for name in p if name.startswith("state.")}
    start = Start(p, base)
    up, down = year.mean_moves(start.r, start.p)
    stay = 1 - start.probs.up - start.probs.down
    return start.gaps(), start.target.no_change, stay, down / up, start.E, start.c.hold


@given(quantiles(WORLDS), actions())
def test_the_start_is_a_fixed_point(quantile, base):
    gaps, z, stay, mu, E, hold = jax.tree.map(np.asarray, fixed_point(quantile, base))
    for name, gap in gaps.items():
        np.testing.assert_allclose(gap, 0, atol=1e-12, err_msg=name)
    # the share of years without change is the state's own, unless failed attempts leave no room for it
    room = 1 - 0.9 * (1 + mu) / (1 + mu / E)
    np.testing.assert_allclose(stay, np.maximum(z, room), atol=1e-9)
    assert (hold > 0).all()
    np.testing.assert_allclose(stay[z >= room], z[z >= room], atol=1e-9)


def test_the_share_of_stillness_binds_only_where_holding_would_vanish():
    z, mu, E = np.meshgrid(np.linspace(0.05, 0.99, 40), np.geomspace(0.05, 20, 40), np.linspace(0.01, 1, 40))
    used = choice.no_change_used(z, mu, E)
    w = np.sqrt(mu / E)
    plain = choice.hold_weight(z, mu, w)
    chance_to_hold = plain / (1 / w + plain + w)  # of choosing to hold, were z taken as it is
    np.testing.assert_array_equal(used > z, chance_to_hold < 0.1 - 1e-12)


@pytest.mark.parametrize("symbol", ["up_jump", "up_small", "down_jump", "down_small"])
def test_sampled_steps_have_their_mean(symbol):
    w = (np.arange(200_000) + 0.5) / 200_000
    mean = float(np.asarray(medians(1)[f"moves.{symbol}"])[0])
    size, share = (moves.jump_step, 1.0) if "jump" in symbol else (moves.small_step, 0.0)
    assert np.mean(size(w, mean)) == pytest.approx(moves.mean_step(share, mean, mean), abs=1e-6)


# --- zeros ---


@given(shares, shares, shares, shares, shares)
def test_without_exposure_sanctions_reach_no_one(s_t, s_f, s_x, iota, epsilon):
    assert exposure.bite(s_t, s_f, s_x, 0.0, iota) == 0
    assert exposure.hit(s_t, s_f, s_x, 0.0, epsilon) == 0


@given(shares, shares, shares, shares)
def test_someone_inside_must_throw_the_boomerang(other, r_C, L, n):
    assert boomerang.term(0.0, r_C, other, L, n, 10.0) == 0
    assert boomerang.term(other, r_C, 0.0, L, n, 10.0) == 0


@jax.jit
def incentive(quantile, now, state, m):
    return Start(at(quantile), STANDING, now, m, **state).v


@given(quantiles(WORLDS), actions(), shares)
def test_unconditional_pressure_needs_no_credibility(quantile, now, Z):
    now[LETTERS.index("kappa")] = 0.0
    m = masks(off=["assurance"])
    np.testing.assert_array_equal(
        incentive(quantile, now, {"Z": Z}, m), incentive(quantile, now, {"Z": 1.0}, m)
    )
    assert conditional_leverage.term(0.0, 0.7, Z, 0.6, 0.5, 4.0, 2.5) == 0


@given(quantiles(WORLDS), actions(), shares)
def test_full_conditionality_leaves_neither_rents_nor_backlash(quantile, now, Z):
    now[LETTERS.index("kappa")] = 1.0
    with_them, without = (
        incentive(quantile, now, {"Z": Z}, m) for m in (masks(), masks(off=["rents", "backlash"]))
    )
    np.testing.assert_allclose(with_them, without, atol=1e-12)


@jax.jit
def executions(quantile, K, Q):
    p = at(quantile) | {"inability.upsilon": jnp.zeros(WORLDS)}
    x = start.view(*start.start_stacks(p), 0.0, 1.0)
    x |= {"K": jnp.full((1, WORLDS), K), "Q": jnp.full((1, WORLDS), Q)}
    target = start.target_of(p, SETTING.treaties, jnp.ones((1, 1)))
    return year.executions(Situation(x, {}, target, {**p, **year.stacked_parameters(p)}, masks()))


@given(quantiles(WORLDS), shares, shares)
def test_capacity_does_not_matter_to_the_able(quantile, K, Q):
    np.testing.assert_array_equal(executions(quantile, K, Q), 1.0)


@given(shares, shares, shares, shares, shares, st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 5))
def test_shaming_into_a_void_cannot_help(sh, pi, rho, T, M, nu_A, nu_L, chi):
    raw = shame.raw(sh, pi, 0.0, 0.0, 0.0, M, nu_A, nu_L, 1.0)
    assert shame.term(raw, rho, sh, 0.0, T, 1.0, chi, 0.5) <= 0


# --- closed forms, played ---

YEARS, MANY = 8, 4096
FOREVER = {f"{law}.half_life": 1e300 for law in (one.id for one in year.stock_laws().values())}
FREE_WILL = ("delivery", "acceptance", "cheating", "turnover", "shocks", "foreclosure")


def played(p, baseline=NOTHING, off=(), **more):
    """Isolation alone, assurance alone and the policy in force, the same world under many lucks."""
    off = (*FREE_WILL, *off)
    three = (levels(iso=1.0), levels(a=1.0), baseline)
    return play(three, baseline, p, np.arange(MANY), years=YEARS, m=masks(off=off), **more)


@pytest.fixture(scope="module")
def alone():
    p = medians(MANY, state__credibility=1.0, state__linkage=0.4, state__threat=0.7)
    return p, played(
        p | {name: np.full(MANY, value) for name, value in FOREVER.items()}, off=["collapse", "war"]
    )


@pytest.mark.parametrize(
    ("strategy", "path", "state", "law"),
    [(0, "L", "linkage", "linkage_growth"), (1, "T", "threat", "threat_formation")],
    ids=["isolation wears linkage down", "assurance calms"],
)
def test_a_pull_alone_is_exponential(alone, strategy, path, state, law):
    p, (_, paths) = alone
    t = np.arange(1, YEARS + 1)[:, None]
    expected = p[f"state.{state}"] * np.exp(-p[f"{law}.rate"] * t)
    np.testing.assert_allclose(paths[path][:, strategy], expected, rtol=1e-6)


def test_a_constant_hazard_is_survived_exponentially():
    h = 0.05
    etas = {f"collapse__eta_{name}": 0.0 for name in ("type", "rho", "A", "B")}
    _, paths = played(medians(MANY, target__collapse_hazard=h, **etas), off=["war"])
    expected = np.exp(-h * np.arange(1, YEARS + 1))
    error = np.sqrt(expected * (1 - expected) / MANY)
    assert (np.abs(paths["alive"][:, 2].mean(-1) - expected) < 4 * error).all()


@pytest.mark.parametrize("jumps", [0.001, 0.5, 0.999])
def test_the_policy_in_force_keeps_the_start_in_expectation(jumps):
    """Sampled moves and sizes have the means that the start was solved for; moves are made frequent."""
    often = {f"target__no_change__{name}": 0.1 for name in DOMAINS}
    share = {f"moves__{way}_{end}": jumps for way in ("up", "down") for end in ("low", "high")}
    p = medians(MANY, inability__upsilon=0.0, **often, **share)
    _, paths = played(p, STANDING, off=["collapse", "war"])
    for name, state in (("S", "subsistence"), ("L", "linkage"), ("A", "civil_society"), ("T", "threat")):
        np.testing.assert_allclose(paths[name][0, 2], p[f"state.{state}"], rtol=1e-6)
    for name, state in zip(("r_P", "r_C", "r_G"), DOMAINS, strict=True):
        step = paths[name][0, 2] - np.asarray(p[f"state.{state}"])
        assert np.mean(np.abs(step) < 1e-6) == pytest.approx(0.1, abs=4 * 0.3 / np.sqrt(MANY))
        assert abs(step.mean()) < 4 * step.std() / np.sqrt(MANY)
