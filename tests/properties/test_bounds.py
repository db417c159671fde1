"""Whatever is assumed and whatever is done, every state stays where it can be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import SETTING, TREATIES, actions, at, play, quantiles
from suasion.mechanisms import inability, stock

WORLDS, YEARS = 64, 6  # as in test_reproducible, so that one compilation serves both
EACH = [f"{name}:{treaty}" for treaty in TREATIES for name in ("apparent_compliance", "compliance")]
SHARES = ("rights", "physical_integrity", "civil_liberties", "group_rights", "subsistence", "acceptable",
          "apparent_compliance",  "rights_final", "collapse", "war")  # fmt: skip
SOMETIMES_MISSING = ("durability", "compliance", *EACH)


def inside(values: np.ndarray) -> bool:
    return bool(((values >= 0) & (values <= 1)).all())


@pytest.mark.slow
@settings(max_examples=25)
@given(quantiles(WORLDS, low=1e-6), actions(3, YEARS + 2), actions(), st.integers(0, 2**24))
def test_a_few_years_of_anything(quantile, strategies, baseline, first):
    outcomes, paths = play(
        strategies, baseline, at(quantile), np.arange(first, first + WORLDS), years=YEARS, tail=2, twin=True
    )
    for name, path in paths.items():
        assert inside(path), name
    assert set(np.unique(paths["alive"])) <= {0.0, 1.0}
    for name in SHARES:
        assert inside(outcomes[name]), name
    for name in SOMETIMES_MISSING:
        assert inside(outcomes[name][~np.isnan(outcomes[name])]), name
    assert inside(outcomes["partners_at_risk"] / 2), "contact and support, each up to 1, add up"
    for name in ("harm", "sender_cost"):
        assert (np.isfinite(outcomes[name]) & (outcomes[name] >= 0)).all(), name
    assert not set(outcomes) - {*SHARES, *SOMETIMES_MISSING, "harm", "sender_cost", "partners_at_risk"}
    one_treaty_says_it_all(outcomes, paths)


def one_treaty_says_it_all(outcomes: dict, paths: dict) -> None:
    """A treaty that is the whole of the law counts as all of it; one that binds in a single domain reads that alone."""
    for name in ("apparent_compliance", "compliance"):
        np.testing.assert_allclose(outcomes[f"{name}:all"], outcomes[name], rtol=1e-12)
    equal = np.minimum(paths["r_G"][:YEARS].astype(float) / SETTING.treaty_levels[1, 2], 1.0).mean(0)
    np.testing.assert_allclose(outcomes["apparent_compliance:groups"], equal, rtol=1e-5)


share, pull = st.floats(0, 1), st.floats(0, 50)


@pytest.mark.slow
@given(share, share, pull, pull, share)
def test_no_pull_moves_a_stock_out_of_its_range(now, start, up, down, reversion):
    assert -1e-15 <= stock.moved(now, start, up, down, reversion) <= 1 + 1e-15


@pytest.mark.slow
@given(share, share, st.floats(0, 1e-9), st.floats(0, 1e-9))
def test_small_pulls_move_a_stock_by_little(now, start, up, down):
    assert abs(stock.moved(now, start, up, down, 0.0) - now) <= up + down + 1e-15


@given(st.floats(-30, 0), st.floats(-30, 0), st.floats(0, 3), st.floats(0, 3), share)
def test_some_decisions_are_always_carried_out(log_K, log_Q, theta_K, theta_Q, upsilon):
    carried_out = np.exp(inability.log_execution(log_K, log_Q, theta_K, theta_Q, upsilon))
    assert 0.01 - 1e-12 <= carried_out <= 1
