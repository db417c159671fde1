"""The how-to page on measuring, word by word: its commands, its files and its Python, on few states.

The sampler is that of the tests, so that this takes seconds; the page's own is tried on a small scale.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

import suasion
from indicators import put
from suasion.cli import app
from suasion.files.datasets import holdings
from suasion.files.runs import scores, shipped_scores
from suasion.lab import MeasureArguments, plan_measure, run_measure

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "measure-rights.md"
FEW = (2, 90, 645, 731, 775, 811)  # of which some had each of the events


def blocks(language: str) -> list[str]:
    """All blocks of a language on the page, in their order."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", PAGE.read_text("utf-8"))


@pytest.fixture
def few_states(added, tmp_path, monkeypatch):
    """A data folder with some rows of the two tables that the page needs."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, state, year in (("lhrs.scores", "COW", "YEAR"), ("cirights.country_year", "cow", "year")):
        frame = pl.read_parquet(added / f"{name}.parquet")
        some = frame.filter(pl.col(state).is_in(FEW), pl.col(year) >= 1960)
        some.write_parquet(
            folder / f"{name}.parquet", metadata=holdings.metadata(holdings.about(added / f"{name}.parquet"))
        )
    monkeypatch.setenv("SUASION_DATA", str(folder))
    monkeypatch.setitem(run_measure.__kwdefaults__, "sampler", "walker")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.data
@pytest.mark.slow
def test_the_page_does_as_it_says(few_states, tmp_path, monkeypatch):
    monkeypatch.setattr(shipped_scores, "home", lambda: tmp_path / "library")
    (tmp_path / "mine.toml").write_text(blocks("toml")[0], "utf-8")
    rows = {"cow": [2, 2, 20, 20], "year": [1999, 2000] * 2, "report": [1, 2, 3, None], "ban": [0, 0, 1, 1]}
    pl.DataFrame({**rows, "deaths_low": [0, 0, 0, 3], "deaths_high": [0, 0, 2, 9]}).write_csv("mine.csv")
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    assert len(lines) >= 9
    for line in lines:
        done = CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
        assert done.exit_code == int("DIAGNOSTICS FAILED" in done.output), line
    for measure in ("changing", "constant", "index"):
        stored = scores.read_run(Path("runs") / measure)
        # so few states and draws may fail; here it is reading that is tried
        sound = stored.manifest.model_copy(update={"failed": False})
        shipped_scores.write_shipped(replace(stored, manifest=sound), 100)
    first, second = blocks("python")
    for code in (first, second):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, str(PAGE), "exec"), {})
    assert suasion.load_scores("physical-integrity", "constant")["measure"].unique().tolist() == ["constant"]


def test_the_page_names_every_bundled_scale_and_measure():
    text = PAGE.read_text("utf-8")
    assert all(f"`{name}`" in text for name in ("changing", "constant", "index"))
    listed = CliRunner().invoke(app, ["list", "scales"]).output
    assert "physical-integrity" in listed and "empowerment" in listed


@pytest.mark.slow
def test_ctrl_c_says_how_to_go_on(tmp_path):
    """The command itself, with its own sampler, stopped while it warms up."""
    scale, data = put(tmp_path)
    line = ["measure", str(scale), "--data", str(data), "--chains", "2", "--seed", "5"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from suasion.cli import main; main()", *line],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    left = tmp_path / "runs" / "toy-changing-1.unfinished"
    until = time.monotonic() + 60
    while not (left / "about.json").is_file() and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert f"suasion {' '.join(line)} --out runs/toy-changing-1 --resume" in said
    assert "nothing was left half-written" in said
    assert left.is_dir() and not (tmp_path / "runs" / "toy-changing-1").exists()


@pytest.mark.slow
def test_the_sampler_itself_keeps_the_agreement(tmp_path):
    """The sampler that the command uses: named parameters, as many draws as were asked for, figures of both kinds."""
    scale, data = put(tmp_path)
    few = {"chains": 1, "warmup": 44, "sweeps": 40, "keep": 20}
    found = run_measure(
        plan_measure(MeasureArguments(scale=str(scale), data=str(data), **few)), tmp_path / "out"
    )
    assert found.draws.shape == (20, 96)
    names = found.items["parameter"].to_list()
    assert "innovation" in names and "report.discrimination" in names and "report.cutpoint.1.1990" in names
    assert "A report" in (tmp_path / "out" / "cutpoints.svg").read_text("utf-8")
