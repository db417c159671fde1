"""What Python hands back: arrays with names, units and worlds, tables by id, runs that are saved and loaded."""

from __future__ import annotations

import shutil

import numpy as np
import polars as pl
import pytest

import suasion
from suasion.notation import OUTCOME_IDS


@pytest.fixture(scope="module")
def comparison():
    return suasion.compare(
        "north-korea", worlds=64, years=6, strategies=("baseline", "engagement", "confrontation")
    )


def test_the_table_is_by_id_with_titles_as_a_column(comparison):
    table = comparison.table
    assert table.index.name == "strategy" and list(table.index) == list(comparison.findings.table)
    assert dict(table["title"]) == comparison.titles
    for name in table.index:
        assert table["rights"]["mean"][name] == comparison.findings.strategies[name]["rights"].mean
    assert comparison.title == comparison.case.title == comparison.findings.title
    assert comparison.variants.shape == (0, table.shape[1])


def test_every_array_has_worlds_units_and_a_meaning(comparison):
    worlds = suasion.draw_worlds("north-korea", worlds=16)
    for data in (comparison.outcomes, comparison.paths, worlds):
        assert "world" in data.coords
        assert not [
            name for name, one in data.items() if not one.attrs.get("units") or not one.attrs.get("long_name")
        ]
    for data in (comparison.outcomes, comparison.paths):
        assert dict(zip(data["strategy"].values, data["title"].values, strict=True)) == comparison.titles
    assert {"rights", "linkage", "physical_integrity", "alive"} <= set(comparison.paths)
    assert list(comparison.paths["year"].values) == list(comparison.years)
    assert not {"L", "after.A"} & {*comparison.paths, *worlds}


def test_a_run_comes_back_as_it_was_saved(comparison, tmp_path):
    place = comparison.save(tmp_path / "run", brief=False)
    again = suasion.load_run(place)
    assert (
        again == comparison
        and again.findings == comparison.findings
        and again.arguments == comparison.arguments
    )
    assert again.outcomes.identical(comparison.outcomes) and again.paths.identical(comparison.paths)
    assert again.table.equals(comparison.table) and again.text == comparison.text
    once_more = again.save(tmp_path / "again", brief=False)
    for name in ("results.json", "worlds.parquet", "outcomes.parquet", "paths.parquet", "case.toml"):
        assert (place / name).read_bytes() == (once_more / name).read_bytes()


def test_a_comparison_differs_from_another(comparison):
    other = suasion.compare("north-korea", worlds=64, years=6, seed=1, strategies="baseline", audits=False)
    assert comparison != other and comparison != "a run"


def test_without_paths_a_run_comes_back_too(tmp_path):
    one = suasion.compare("north-korea", worlds=16, years=6, strategies="baseline", audits=False, paths=False)
    again = suasion.load_run(one.save(tmp_path / "run", brief=False))
    assert again == one and not again.paths
    with pytest.raises(suasion.SuasionError, match="`paths=True`"):
        one.plot(kind="paths")


def test_saving_replaces_nothing_that_is_no_run(comparison, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    for force in (False, True):
        with pytest.raises(suasion.SuasionError, match=r"left as it is|not a run folder"):
            comparison.save(tmp_path / "mine", force=force, brief=False)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep me"
    place = comparison.save(tmp_path / "run", brief=False)
    with pytest.raises(suasion.SuasionError, match="`force=True`"):
        comparison.save(place, brief=False)
    assert comparison.save(place, force=True, brief=False) == place


def _drop(path):
    path.unlink()


def _garble(path):
    path.write_bytes(b"PAR1" + b"x" * 50)


def _shorten(path):
    pl.read_parquet(path).head(6).write_parquet(path)


def _turn(path):
    pl.read_parquet(path).reverse().write_parquet(path)


def _rename(path):
    pl.read_parquet(path).rename({"world": "w"}).write_parquet(path)


@pytest.mark.parametrize("name", ["outcomes.parquet", "paths.parquet"])
@pytest.mark.parametrize("harm", [_drop, _garble, _shorten, _turn, _rename])
def test_a_damaged_run_is_refused(comparison, tmp_path, name, harm):
    place = comparison.save(tmp_path / "run", brief=False)
    harm(place / name)
    with pytest.raises(suasion.SuasionError) as refused:
        suasion.load_run(place)
    assert name in str(refused.value)


def test_what_is_no_run_is_refused(tmp_path, comparison):
    for place in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(suasion.SuasionError, match=r"suasion\.compare\(CASE\)\.save\(FOLDER\)"):
            suasion.load_run(place)
    place = comparison.save(tmp_path / "run", brief=False)
    shutil.copy(place / "results.json", tmp_path / "results.json")
    (place / "results.json").unlink()
    with pytest.raises(suasion.SuasionError, match=r"no results\.json"):
        suasion.load_run(place)


@pytest.mark.parametrize("outcome", OUTCOME_IDS)
@pytest.mark.parametrize("kind", ["levels", "differences"])
def test_every_outcome_is_drawn(comparison, outcome, kind):
    assert comparison.plot(outcome, kind).to_dict()["concat"]


def test_every_path_is_drawn(comparison):
    for name in comparison.paths:
        assert len(comparison.plot(name, "paths").to_dict()["concat"]) == 3


def test_a_difference_is_that_of_the_worlds(comparison):
    """The mean beside a row is the mean of the differences within worlds."""
    spec = str(comparison.plot("rights", "differences", reference="confrontation").to_dict())
    rights = comparison.outcomes["rights"]
    apart = 100 * float((rights.sel(strategy="engagement") - rights.sel(strategy="confrontation")).mean())
    assert f"{apart:+.1f}, better in".replace("-", "\N{MINUS SIGN}") in spec
    assert np.isfinite(apart)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": "level"}, ['kind="level"', "Nearest: levels."]),
        ({"outcome": "harmm"}, ['outcome="harmm"', "Nearest: harm."]),
        ({"outcome": "harm", "kind": "paths"}, ["no path year by year", '`kind="levels"`']),
        ({"outcome": "linkage", "kind": "levels"}, ['`kind="paths"`']),
        ({"reference": "base", "kind": "x"}, ['reference="base"', 'kind="x"']),
    ],
)
def test_a_figure_that_is_none_is_refused(comparison, asked, says):
    with pytest.raises(suasion.SuasionError) as refused:
        comparison.plot(**asked)
    assert not [one for one in says if one not in str(refused.value)], str(refused.value)
