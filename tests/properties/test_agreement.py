"""How far scores lie from others, and which results fail."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suasion.lab.speaking import sentences
from suasion.measure.scoring.agreement import agreement
from suasion.measure.scoring.summary import Summary, of_draws, of_normal, thin
from suasion.measure.scoring.verdict import EXACT, FAST, verdict
from suasion.words.interpreter import paragraph


def diagnosed(one, *, fast: bool) -> str:
    """What is said of the diagnostics."""
    findings = {"diagnostics": one.model_dump(mode="json"), "fast": fast}
    return paragraph(sentences("measurement"), "diagnostics", findings)


def some(seed: int, rows: int = 200) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    theirs = rng.normal(size=rows)
    return (
        theirs + 0.3 * rng.normal(size=rows),
        rng.uniform(0.2, 0.6, rows),
        theirs,
        rng.uniform(0.2, 0.6, rows),
    )


@given(seed=st.integers(0, 2**32), level=st.floats(-5, 5), stretch=st.floats(0.1, 10))
def test_level_and_scale_are_removed(seed, level, stretch):
    mean, sd, their_mean, their_sd = some(seed)
    plain = agreement(mean, sd, their_mean, their_sd)
    moved = agreement(level + stretch * mean, stretch * sd, their_mean, their_sd)
    assert moved.correlation == pytest.approx(plain.correlation)
    assert moved.rmse_rescaled == pytest.approx(plain.rmse_rescaled)
    assert moved.sd_ratio_rescaled == pytest.approx(plain.sd_ratio_rescaled)
    assert moved.sd_ratio == pytest.approx(stretch * plain.sd_ratio)
    # with both standardised, the difference is known from the correlation alone
    assert plain.rmse_rescaled == pytest.approx(their_mean.std() * np.sqrt(2 * (1 - plain.correlation)))


def test_rows_without_a_published_score_are_left_out():
    mean, sd, their_mean, their_sd = some(0)
    their_mean[:50] = np.nan
    assert agreement(mean, sd, their_mean, their_sd).rows == 150
    assert agreement(mean[:52], sd[:52], their_mean[:52], their_sd[:52]) is None
    assert agreement(np.ones(200), sd, their_mean, their_sd) is None


def sound(count: int) -> Summary:
    found = of_normal(np.zeros(count), np.ones(count))
    return replace(found, rhat=np.full(count, 1.001), ess=np.full(count, 900.0))


@pytest.mark.parametrize(
    ("part", "name", "value", "count", "failed"),
    [
        ("items", "rhat", 1.0099, 1, False),
        ("items", "rhat", 1.01, 1, True),
        ("items", "rhat", np.nan, 1, True),
        ("items", "ess", 400.0, 1, True),
        ("items", "ess", 401.0, 1, False),
        ("scores", "rhat", 1.03, 2, False),  # of 200: 1 per cent
        ("scores", "rhat", 1.03, 3, True),
        ("scores", "ess", 199.0, 3, True),
        ("scores", "ess", np.nan, 3, True),
    ],
)
def test_limits(part, name, value, count, failed):
    parts = {"items": sound(4), "scores": sound(200)}
    changed = getattr(parts[part], name).copy()
    changed[:count] = value
    parts[part] = replace(parts[part], **{name: changed})
    found = verdict("abcd", parts["items"], parts["scores"], EXACT, diverged=0, sweeps=1000)
    assert found.failed is failed
    assert ("DIAGNOSTICS FAILED" in diagnosed(found, fast=False)) is failed


def test_the_fast_mode_bears_some_items_and_scores_beyond():
    items, scores = sound(100), sound(200)
    slow = replace(items, rhat=np.where(np.arange(100) < 5, 2.0, 1.001))
    found = verdict(list(map(str, range(100))), slow, scores, FAST, diverged=200, sweeps=2000)
    assert not found.failed and found.items_beyond == 5 and "at most 5% may be" in diagnosed(found, fast=True)
    slower = replace(items, rhat=np.where(np.arange(100) < 6, 2.0, 1.001))
    assert verdict(list(map(str, range(100))), slower, scores, FAST, diverged=0, sweeps=2000).failed
    few = replace(scores, ess=np.where(np.arange(200) < 11, 39.0, 900.0))
    assert verdict(list(map(str, range(100))), items, few, FAST, diverged=0, sweeps=2000).failed
    assert verdict(list(map(str, range(100))), items, scores, FAST, diverged=201, sweeps=2000).failed


def test_more_divergent_moves_than_one_in_ten_sweeps_fail():
    assert not verdict("abcd", sound(4), sound(200), EXACT, diverged=100, sweeps=1000).failed
    found = verdict("abcd", sound(4), sound(200), EXACT, diverged=101, sweeps=1000)
    assert found.failed and "101 in 1,000 sweeps (at most one in 10 sweeps may be)" in diagnosed(
        found, fast=False
    )


def test_draws_are_summed_up_as_a_whole():
    draws = np.random.default_rng(0).normal(size=(3, 40, 700)).astype(np.float32)
    found = of_draws(draws)
    flat = draws.reshape(120, 700).astype(float)
    assert np.allclose(found.mean, flat.mean(axis=0))
    assert np.allclose(found.sd, flat.std(axis=0, ddof=1))
    assert np.allclose(found.q95, np.quantile(flat, 0.95, axis=0))
    assert np.isfinite(found.rhat).all() and np.isfinite(found.ess).all()


@pytest.mark.parametrize(("count", "each"), [(12, 4), (1_000, 40), (2, 1)])
def test_as_many_draws_of_each_chain_are_kept(count, each):
    draws = np.arange(3 * 40 * 2, dtype=float).reshape(3, 40, 2)
    kept = thin(draws, count)
    assert kept.shape == (3 * each, 2)
    chains = kept[:, 0] // 80
    assert np.bincount(chains.astype(int)).tolist() == [each] * 3
    assert len(np.unique(kept[:, 0])) == 3 * each
