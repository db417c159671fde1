"""Rank correlations are those of SciPy, ties included."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from suasion.decide.sensitivity import mean_ranks, rank_correlations


def test_ranks_are_shared_by_what_ties():
    random = np.random.default_rng(1)
    numbers = {"smooth": random.normal(size=500), "tied": random.integers(0, 4, 500).astype(float)}
    other = np.round(numbers["smooth"] + random.normal(size=500), 1)
    expected = {name: spearmanr(value, other).statistic for name, value in numbers.items()}
    assert rank_correlations(numbers, other) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("values", [1, 2, 7, 1000])
def test_mean_ranks_are_those_of_scipy(values):
    random = np.random.default_rng(2)
    for numbers in (random.normal(size=1000), random.integers(0, values, 1000).astype(float), np.zeros(1)):
        np.testing.assert_array_equal(mean_ranks(numbers), rankdata(numbers) - 1)


def test_by_hand():
    values = np.array([1.0, 2.0, 2.0, 3.0])  # ranks 1, 2.5, 2.5, 4
    assert rank_correlations({"same": values, "turned": -values}, 10 * values) == pytest.approx(
        {"same": 1.0, "turned": -1.0}
    )
