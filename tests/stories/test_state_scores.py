"""The scores that Suasion ships, state by state, with names and codes."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

import suasion
from suasion.cli import app
from suasion.files.library.states import registry
from suasion.files.runs.shipped_scores import shipped_names


@pytest.mark.parametrize(("scale", "measure"), shipped_names())
def test_scores_have_names_and_codes(scale, measure):
    scores = suasion.load_scores(scale, measure)
    assert list(scores.columns[:5]) == ["cow", "gw", "iso3", "name", "year"]
    assert len(scores) == suasion.score_draws(scale, measure).shape[1]
    states = {one.cow for one in registry().states}
    assert (
        set(scores.loc[scores["name"].isna(), "cow"]).isdisjoint(states)
        and scores["name"].notna().mean() > 0.99
    )
    korea = scores[(scores["cow"] == 731) & (scores["year"] == 2000)].iloc[0]
    assert (korea["name"], korea["iso3"], korea["gw"]) == ("North Korea", "PRK", 731)


@pytest.mark.parametrize(
    "word", ["North Korea", "north korea", "PRK", "prk", "KP", 731, "731", "Korea, North"]
)
def test_a_state_may_be_called_in_many_ways(word):
    one = suasion.state_scores(word, since=2000, until=2003)
    assert list(one.table.index) == [2000, 2001, 2002, 2003] and set(one.table["cow"]) == {731}


def test_the_numbers_are_those_of_the_draws():
    scores, draws = suasion.load_scores(), suasion.score_draws()
    (row,) = np.flatnonzero((scores["cow"] == 731) & (scores["year"] == 2010))
    year = suasion.state_scores("PRK").table.loc[2010]
    assert year["mean"] == scores["mean"][row] and year["sd"] == scores["sd"][row]
    assert [year["q05"], year["q95"]] == pytest.approx(np.quantile(draws[:, row], (0.05, 0.95)))


def test_states_in_turn_are_all_there():
    germany = suasion.state_scores("Germany", since=1988, until=1992).table
    assert set(germany["name"]) == {"Germany", "West Germany"}


def test_what_is_no_state_or_no_year_is_refused():
    for call, says in (
        (lambda: suasion.state_scores("North Koera"), "Nearest: North Korea."),
        (lambda: suasion.state_scores("Gaza Strip"), "No state has this name"),
        (lambda: suasion.state_scores("PRK", since=3000), "It has them from 1948"),
        (lambda: suasion.state_scores("PRK", since="x"), 'since="x"'),
        (lambda: suasion.state_scores("PRK", "nothing"), "It ships:"),
    ):
        with pytest.raises(suasion.SuasionError, match=says):
            call()


def test_the_command_fits_a_narrow_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for word in ("PRK", "Germany"):
        done = CliRunner().invoke(app, ["scores", word])
        assert done.exit_code == 0 and max(map(len, done.output.splitlines())) <= 80
        assert "Higher is better" in done.output


def test_json_table_and_figure(tmp_path):
    files = [tmp_path / name for name in ("a.json", "a.csv", "a.svg")]
    line = ["scores", "PRK", "--json", str(files[0]), "--out", str(files[1]), "--figure", str(files[2])]
    assert CliRunner().invoke(app, line).exit_code == 0
    whole = json.loads(files[0].read_text("utf-8"))
    assert whole["title"] == "North Korea" and len(whole["years"]) == pl.read_csv(files[1]).height
    assert "Higher is better" in whole["text"] and files[2].read_text("utf-8").startswith("<svg")
    again = CliRunner().invoke(app, line)
    assert len(again.exception.problems) == 3
    alone = CliRunner().invoke(app, ["scores", "PRK", "--json", "-"])
    assert json.loads(alone.output) == whole
