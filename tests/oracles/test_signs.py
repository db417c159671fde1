"""Limits of the choice, and the signs that hold by construction (science, §1 tests 4 and 6)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import suasion.simulation  # noqa: F401  turns on float64
from suasion.mechanisms import acceptance, choice, collapse, delivery, exposure, patron_buffer

shares = st.floats(0, 1)


def test_quantal_response_at_rest():
    hold = 1 - choice.chance_tighten(1.0, np.exp(2)) - choice.chance_loosen(1.0, np.exp(2))
    assert hold == pytest.approx(0.786986, abs=5e-7)


def test_limits_of_the_quantal_response():
    for v, best in ((40.0, choice.chance_loosen), (-40.0, choice.chance_tighten)):
        assert best(np.exp(v), np.exp(2)) == pytest.approx(1, abs=1e-12)
    assert choice.chance_loosen(1.0, 1e15) + choice.chance_tighten(1.0, 1e15) < 1e-12


ordered = st.tuples(shares, shares).map(sorted)


@given(ordered, shares, shares, shares, st.floats(0.1, 0.6))
def test_the_bite_falls_in_the_patron_and_rises_in_leverage_on_it(pair, other, L, s_f, omega):
    def bite(B, p):
        return exposure.bite(
            0.3, s_f, 0.0, patron_buffer.exposure(L, patron_buffer.effective(B, p), omega), 0.7
        )

    low, high = pair
    assert bite(high, other) <= bite(low, other) + 1e-15
    assert bite(other, low) <= bite(other, high) + 1e-15


@given(st.tuples(st.floats(-2, 2), st.floats(-2, 2)).map(sorted), st.floats(0.01, 4), shares, shares)
def test_the_hazard_of_collapse_falls_in_resources(pair, eta_type, A, B):
    def hazard(Y):
        return collapse.hazard(collapse.index(Y, 0.1, A, 0.1, B, eta_type, 0.5, 2.0, 0.7), 0.0, 0.0, 0.01)

    poor, rich = pair
    assert hazard(rich) <= hazard(poor)


@given(ordered, shares, st.floats(0.1, 8), st.integers(0, 4), st.lists(shares, min_size=9, max_size=9))
def test_delivery_falls_in_cost_and_cost_rises_in_pressure(pair, Omega, b_2, lever, at_levels):
    low, high = pair
    assert delivery.chance(Omega, high, 1.0, 1.5, b_2) <= delivery.chance(Omega, low, 1.0, 1.5, b_2)
    costs = [delivery.cost(*at_levels[:lever], level, *at_levels[lever + 1 :]) for level in pair]
    assert costs[0] <= costs[1] + 1e-12


@given(ordered, shares, shares, shares, st.floats(0.1, 10))
def test_acceptance_falls_in_the_pressure_seen_coming(pair, kappa, gain, refusal, a_2):
    calm, pressed = (acceptance.chance(kappa, gain, ahead, refusal, 0.5, 2.5, a_2, 3.0) for ahead in pair)
    assert pressed <= calm
