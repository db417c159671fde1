"""Readings rest on the items' columns alone, and on nothing of the order of rows."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import put, table
from suasion.files.library import scales
from suasion.lab import MeasureArguments, measure_scores, plan_measure
from suasion.lab.environment import holdings
from suasion.measure.scoring.coding import code, digest


def columns(frame: pl.DataFrame) -> dict[str, np.ndarray]:
    return {name: frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in frame.columns}


@pytest.fixture(scope="module")
def scale(tmp_path_factory):
    return scales.load(str(put(tmp_path_factory.mktemp("scale"))[0]))


@given(seed=st.integers(0, 2**32), published=st.booleans())
def test_neither_the_published_scores_nor_the_order_of_rows_reach_the_readings(scale, seed, published):
    rng, frame = np.random.default_rng(seed), table()
    before = code(scale, columns(frame), "here")
    if published:
        order = rng.permutation(frame.height)
        frame = frame.with_columns(frame[order].select("their_mean", "their_sd"))
    else:
        frame = frame[rng.permutation(frame.height)]
    after = code(scale, columns(frame), "here")
    assert digest(after.readings) == digest(before.readings)
    assert after.readings.cow.tobytes() == before.readings.cow.tobytes()
    for name, values in before.readings.values.items():
        assert after.readings.values[name].tobytes() == values.tobytes()


@given(row=st.integers(0, 95), item=st.sampled_from(["report", "index", "event", "deaths_high"]))
def test_every_reading_changes_the_digest(scale, row, item):
    frame = table()
    before = digest(code(scale, columns(frame), "here").readings)
    other = {"report": 1, "index": 0, "event": 1, "deaths_high": 5}[item]
    value = frame[item][row]
    changed = None if value == other else other
    again = frame.with_columns(
        pl.when(pl.int_range(pl.len()) == row)
        .then(pl.lit(changed, pl.Int64))
        .otherwise(pl.col(item))
        .alias(item)
    )
    assert digest(code(scale, columns(again), "here").readings) != before


@pytest.mark.data
def test_permuted_published_scores_change_no_byte_of_the_index(data_folder, tmp_path):
    """The whole of the reference data: the scores as before, only the comparison with the published ones is worse."""
    frame = holdings().load("lhrs.scores")
    order = np.random.default_rng(0).permutation(frame.height)
    shuffled = frame.with_columns(frame[order].select("theta_mean", "theta_sd"))
    shuffled.write_csv(tmp_path / "shuffled.csv")
    true, permuted = (
        measure_scores(measure="index"),
        measure_scores(measure="index", data=tmp_path / "shuffled.csv"),
    )
    assert true.table.equals(permuted.table)
    assert true.draws.tobytes() == permuted.draws.tobytes()
    assert true.results["fitted_on"]["readings"] == permuted.results["fitted_on"]["readings"]
    assert true.results["published"]["correlation"] > 0.7 > 0.1 > permuted.results["published"]["correlation"]


@pytest.mark.data
def test_the_bundled_scales_are_read_whole(data_folder):
    """Counts that hold by the data's own notes."""
    lhrs = plan_measure(MeasureArguments())
    assert len(lhrs.readings) == 11_665
    assert sum(int((~np.isnan(one)).sum()) for one in lhrs.readings.values.values()) == 84_484
    assert lhrs.published is not None and lhrs.published.shape == (11_665, 2)
    assert lhrs.readings.values["killing"].shape == (11_665, 3)
    worst = lhrs.readings.values["state"][(lhrs.readings.cow == 731) & (lhrs.readings.year == 2018), 0]
    assert worst.tolist() == [0.0]  # Terror Scale 5
    free = plan_measure(MeasureArguments(scale="empowerment", measure="changing"))
    assert len(free.readings) == 7_263 and free.published is None
