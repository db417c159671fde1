"""The replay against sums done by hand, on paths that are written out."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from suasion.decide.replay import replay
from suasion.domain.case_file import Observed
from suasion.simulation.play import PlayResult

WORLDS = 101  # the quantile p of 0/100, 1/100, … 100/100 is p itself


def of(*series: Observed, start: float = 0.3):
    """A case with these series, a policy that was followed and one that was not."""
    strategies = [("baseline", False), ("other", False), ("as_it_was", True)]
    return SimpleNamespace(
        observed=series,
        target=SimpleNamespace(start=1975),
        state=SimpleNamespace(linkage=SimpleNamespace(value=start)),
        strategies=[SimpleNamespace(id=name, history=history) for name, history in strategies],
    )


def spread(years: int) -> np.ndarray:
    """[world, year]: in year t the worlds lie evenly from .1 t to .1 t + .5, in no order."""
    even = np.linspace(0, 0.5, WORLDS)
    return np.stack([np.roll(even, 7 * t) + 0.1 * t for t in range(years)], axis=1)


def played(paths: np.ndarray) -> PlayResult:
    return PlayResult(
        {}, {"L": paths.astype(np.float32)} if paths.size else {}, np.zeros(WORLDS, bool), "native"
    )


def linkage(first: int, *values: float) -> Observed:
    return Observed(state="linkage", first=first, values=values, source="assumed")


def test_quantiles_shares_and_errors_are_those_done_by_hand():
    # years 1976 to 1978 are t = 1, 2, 3: median .35, .45, .55; half of the worlds within .125 of it, 90% within .225
    series = linkage(1976, 0.35, 0.30, 0.95)
    game = SimpleNamespace(strategies=("other", "as_it_was", "baseline"), years=5)
    paths = np.stack([np.full((WORLDS, 5), 0.9), spread(5), np.full((WORLDS, 5), 0.3)])
    (one,) = replay(of(series), game, played(paths))
    assert one.years == (1976, 1977, 1978)
    assert one.observed == (0.35, 0.30, 0.95)
    assert one.worlds == WORLDS
    assert one.error_of_no_change == pytest.approx((0.05 + 0.0 + 0.65) / 3)
    assert list(one.strategies) == ["baseline", "as_it_was"]
    was = one.strategies["as_it_was"]
    for level, name in ((0.05, "q05"), (0.25, "q25"), (0.5, "q50"), (0.75, "q75"), (0.95, "q95")):
        assert getattr(was, name) == pytest.approx([0.1 * t + 0.5 * level for t in (1, 2, 3)], abs=1e-6)
    assert was.mean == pytest.approx([0.35, 0.45, 0.55], abs=1e-6)
    assert was.within_90 == pytest.approx(2 / 3)  # .30 lies above .225, .95 outside
    assert was.within_50 == pytest.approx(1 / 3)  # .30 lies below .325
    assert was.error == pytest.approx((0.0 + 0.15 + 0.40) / 3, abs=1e-6)
    base = one.strategies["baseline"]
    assert base.error == pytest.approx(one.error_of_no_change, abs=1e-6)


def test_only_the_years_played_are_compared():
    series = linkage(1973, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    game = SimpleNamespace(strategies=("baseline",), years=2)
    (one,) = replay(of(series), game, played(spread(2)[None]))
    assert one.years == (1975, 1976)
    assert one.observed == (0.3, 0.4)
    assert one.strategies["baseline"].q50 == pytest.approx([0.25, 0.35], abs=1e-6)


def test_failed_worlds_are_left_out():
    paths = spread(2)[None]
    paths[0, 0] = np.nan
    broken = played(paths)
    broken.failed[1] = True
    (one,) = replay(of(linkage(1975, 0.2)), SimpleNamespace(strategies=("baseline",), years=2), broken)
    assert one.worlds == WORLDS - 2
    assert one.strategies["baseline"].mean == pytest.approx([np.linspace(0, 0.5, WORLDS)[2:].mean()])


def test_nothing_to_compare():
    game = SimpleNamespace(strategies=("baseline",), years=2)
    paths = played(spread(2)[None])
    assert replay(of(linkage(1975, 0.2)), game, paths)
    assert replay(of(), game, paths) == ()
    assert replay(of(linkage(1977, 0.2)), game, paths) == ()  # --years 2
    assert replay(of(linkage(1975, 0.2)), game, played(np.empty((0, 0, 0)))) == ()  # --no-paths
    assert replay(of(linkage(1975, 0.2)), SimpleNamespace(strategies=("other",), years=2), paths) == ()
    broken = paths._replace(failed=np.ones(WORLDS, bool))
    assert replay(of(linkage(1975, 0.2)), game, broken) == ()
