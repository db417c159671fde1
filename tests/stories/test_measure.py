"""A scale of one's own measured from one's own table: fitted, interrupted, gone on with, written and read."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

import suasion
from indicators import put, table
from suasion.cli import app
from suasion.errors import SuasionError
from suasion.files.runs import scores, shipped_scores
from suasion.lab import MeasureArguments, load_scores, plan_measure, run_measure, score_draws

SAMPLER = "walker"
FEW = {"chains": 2, "warmup": 50, "sweeps": 300, "keep": 150}
FAR = {"chains": 4, "warmup": 100, "sweeps": 6000, "keep": 2000}


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    return put(tmp_path_factory.mktemp("mine"))


def asked(mine, measure="constant", **more):
    arguments = MeasureArguments(scale=str(mine[0]), measure=measure, data=str(mine[1]), **more)
    return plan_measure(arguments)


def bytes_of(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def fitted(mine, tmp_path_factory):
    """A sound result by the sampler of the tests, and its folder."""
    out = tmp_path_factory.mktemp("fitted") / "run"
    reports = []
    found = run_measure(
        asked(mine, **FAR),
        out,
        sampler=SAMPLER,
        jobs=2,
        progress=lambda *report: reports.append(report),
    )
    return found, out, reports


def test_scores_follow_what_the_readings_were_made_from(fitted):
    found, _, reports = fitted
    assert not found.failed, found.text
    assert found.findings.published.correlation > 0.8
    rows = found.table
    assert len(rows) == 8 * 12
    assert set(rows["scale"]) == {"toy"} and set(rows["measure"]) == {"constant"}
    assert (rows["q05"] < rows["mean"]).all() and (rows["mean"] < rows["q95"]).all()
    assert rows[rows["cow"] == 731]["name"].unique().tolist() == ["North Korea"]
    assert {step for step, _, _ in reports} == {"chain 1", "chain 2", "chain 3", "chain 4"}
    assert {total for _, _, total in reports} == {FAR["warmup"] + FAR["sweeps"]}
    for chain in range(1, 5):
        mine = [done for step, done, _ in reports if step == f"chain {chain}"]
        assert mine == sorted(mine) and mine[-1] == FAR["warmup"] + FAR["sweeps"]


COLUMNS = ["cow", "gw", "iso3", "name", "year", "scale", "measure", "mean", "sd", "approximate", "failed"]


def test_draws_carry_the_same_means_and_spreads(fitted):
    found, out, _ = fitted
    draws = score_draws(run=out)
    assert draws.shape == (400, len(found.table))
    rows = load_scores(run=out)
    assert list(rows.columns) == COLUMNS
    error = (draws.mean(axis=0) - rows["mean"].to_numpy()) / rows["sd"].to_numpy()
    assert np.abs(error).max() < 5 / np.sqrt(300)
    assert np.allclose(draws.std(axis=0), rows["sd"].to_numpy(), rtol=0.25)


def test_the_folder_says_what_it_was_made_of(fitted):
    _, out, _ = fitted
    assert sorted(one.name for one in out.iterdir()) == [
        "diagnostics.json",
        "draws.npz",
        "items.parquet",
        "manifest.json",
        "results.json",
        "scores.parquet",
        "scores.svg",
    ]
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    assert said["settings"] == {"seed": 0, **FAR}
    assert said["fitted_on"]["file"] == "toy.csv"
    assert not said["failed"]
    assert pl.read_parquet(out / "items.parquet")["parameter"].to_list() == [
        f"{name}.level" for name in ("report", "index", "event", "deaths")
    ]
    assert "North Korea" in (out / "scores.svg").read_text("utf-8")
    assert not out.with_name("run.unfinished").exists()


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_whatever_runs_at_once(mine, tmp_path):
    for name, jobs, seed in (("one", 1, 0), ("two", 2, 0), ("other", 2, 1)):
        run_measure(asked(mine, **FEW, seed=seed), tmp_path / name, sampler=SAMPLER, jobs=jobs)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert bytes_of(tmp_path / "one") != bytes_of(tmp_path / "other")


SCRIPT = """
import sys
from suasion.cli import main
from suasion.lab import MeasureArguments, plan_measure, run_measure
scale, data, out = sys.argv[1:]
plan = plan_measure(MeasureArguments(scale=scale, measure="constant", data=data, {few}))
main(lambda: run_measure(plan, __import__("pathlib").Path(out), sampler="walker", jobs=2))
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_goes_on_to_the_same_bytes(mine, tmp_path, how):
    whole, out = tmp_path / "whole", tmp_path / "out"
    run_measure(asked(mine, **FEW), whole, sampler=SAMPLER)
    few = ", ".join(f"{name}={value}" for name, value in FEW.items())
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(few=few), *map(str, mine), str(out)],
        env={**os.environ, "PYTHONPATH": path, "WALKER_SLEEP": "0.4"},
        stderr=subprocess.PIPE,
        text=True,
    )
    left = tmp_path / "out.unfinished"
    until = time.monotonic() + 60
    while not (left / "chain-1.npz").is_file() and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(how)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == (130 if how == signal.SIGINT else -9), said
    assert "Traceback" not in said
    time.sleep(1.0)  # a chain whose parent is gone ends with its piece
    assert not out.exists()
    assert (left / "about.json").is_file()
    with pytest.raises(SuasionError, match="interrupted run lies here"):
        run_measure(asked(mine, **FEW), out, sampler=SAMPLER)
    run_measure(asked(mine, **FEW), out, sampler=SAMPLER, resume=True)
    assert bytes_of(out) == bytes_of(whole)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "whole"]


def test_what_did_not_converge_is_marked_wherever_it_is_used(mine, tmp_path, monkeypatch):
    monkeypatch.setenv("WALKER_STUCK", "1")
    found = run_measure(asked(mine, **FEW), tmp_path / "run", sampler=SAMPLER)
    assert found.failed
    assert "DIAGNOSTICS FAILED" in found.text
    assert load_scores(run=tmp_path / "run")["failed"].all()
    assert json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))["failed"]
    assert "DIAGNOSTICS FAILED" in (tmp_path / "run" / "scores.svg").read_text("utf-8")
    with pytest.raises(SuasionError, match="diagnostics passed"):
        shipped_scores.write_shipped(scores.read_run(tmp_path / "run"), 100, tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_what_is_shipped_is_what_was_fitted_but_for_rounding(fitted, tmp_path, monkeypatch):
    found, out, _ = fitted
    monkeypatch.setattr(shipped_scores, "home", lambda: tmp_path)
    assert shipped_scores.shipped_names() == []
    shipped_scores.write_shipped(scores.read_run(out), 200)
    assert shipped_scores.shipped_names() == [("toy", "constant")]
    rows = load_scores("toy", "constant")
    assert list(rows.columns) == list(load_scores(run=out).columns)
    assert rows[["cow", "year"]].equals(found.table[["cow", "year"]])
    for name in ("mean", "sd"):
        assert np.allclose(rows[name], found.table[name], rtol=1e-6, atol=1e-6)
    draws = score_draws("toy", "constant")
    places = np.linspace(0, 399, 200).round().astype(int)
    error = (draws - found.draws[places]) / rows["sd"].to_numpy()
    assert np.abs(error).max() <= 0.5 / shipped_scores.STEPS + 1e-5
    assert error.std() == pytest.approx(1 / (shipped_scores.STEPS * np.sqrt(12)), rel=0.05)


def test_draws_of_the_index_are_made_again_and_not_shipped(mine, tmp_path, monkeypatch):
    monkeypatch.setattr(shipped_scores, "home", lambda: tmp_path / "library")
    found = run_measure(asked(mine, "index", seed=7), tmp_path / "run")
    table, _ = shipped_scores.write_shipped(scores.read_run(tmp_path / "run"), 200)
    assert "draws" not in pl.read_parquet_schema(table)
    assert np.allclose(score_draws("toy", "index"), found.draws[:200], atol=1e-5)


@pytest.mark.slow
def test_fast_says_how_far_it_is_from_what_is_shipped(fitted, mine, tmp_path, monkeypatch):
    _, out, _ = fitted
    monkeypatch.setattr(shipped_scores, "home", lambda: tmp_path / "library")
    fast = asked(mine, fast=True)
    found = run_measure(fast, tmp_path / "before", sampler=SAMPLER)
    assert "no exact scores of these inputs are shipped" in found.text
    assert found.table["approximate"].all()
    shipped_scores.write_shipped(scores.read_run(out), 200)
    found = run_measure(fast, tmp_path / "after", sampler=SAMPLER)
    assert found.findings.exact.correlation > 0.98
    assert "the exact scores that Suasion ships" in found.text
    less = run_measure(asked(mine, fast=True, without=("event",)), tmp_path / "less", sampler=SAMPLER)
    assert less.findings.exact is None


def test_an_item_left_out_changes_the_fit_and_is_said(mine, tmp_path, fitted):
    found = run_measure(asked(mine, **FEW, without=("event",)), tmp_path / "run", sampler=SAMPLER)
    assert "without event" in found.text
    assert "event.level" not in found.items["parameter"].to_list()
    assert found.findings.fitted_on.readings != fitted[0].findings.fitted_on.readings


def test_the_command_writes_prints_and_answers_in_json(mine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = ["measure", str(mine[0]), "--measure", "index", "--data", str(mine[1])]
    done = CliRunner().invoke(app, [*line, "--json", "found.json"])
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "unweighted additive index" in text
    assert "Against the published scores" in text
    assert "What this cannot say" in text
    assert "runs/toy-index-1" in text
    assert json.loads((tmp_path / "found.json").read_text("utf-8"))["rows"] == 96
    assert len(load_scores(run="runs/toy-index-1")) == 96
    again = CliRunner().invoke(app, [*line, "--json", "-"])
    assert json.loads(again.output)["measure"] == "index"
    assert bytes_of(Path("runs/toy-index-1")) == bytes_of(Path("runs/toy-index-2"))


def test_the_index_is_the_mean_of_what_is_present(mine):
    found = suasion.measure_scores(mine[0], "index", data=mine[1])
    rows = table()
    parts = [
        (5 - rows["report"]) / 4,
        rows["index"] / 2,
        1 - rows["event"],
        1 - (rows["deaths_high"] > 0).cast(pl.Int8),
    ]
    by_hand = np.nanmean(
        np.stack([one.cast(pl.Float64).fill_null(np.nan).to_numpy() for one in parts]), axis=0
    )
    standard = (by_hand - by_hand.mean()) / by_hand.std()
    assert np.allclose(found.table["mean"], standard)
    present = np.sum([one.is_not_null().to_numpy() for one in parts], axis=0)
    sds = found.table["sd"].to_numpy() * np.sqrt(present)
    assert np.allclose(sds, sds[0])
    assert found.table["rhat"].isna().all() and not found.failed
    assert np.allclose(found.draws.std(axis=0), found.table["sd"], rtol=0.2)
