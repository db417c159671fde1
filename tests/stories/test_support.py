"""How far a case lies from what was observed: closed forms, and North Korea."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from suasion.decide import support as deciding
from suasion.lab import CompareArguments, load_case, rerun, run, support
from suasion.measure.support.joint import joint
from suasion.measure.support.margins import margins
from suasion.measure.support.rows import usable
from suasion.measure.support.summary import summary
from suasion.measure.support.variables import VARIABLES, Start


def states_around(mean: float, n: int = 400) -> pl.DataFrame:
    """State-years of independent variables: on the logit scale standard normal around a mean."""
    rng = np.random.default_rng(7)
    x = 1 / (1 + np.exp(-(rng.standard_normal((n, len(VARIABLES))) + mean)))
    return pl.DataFrame(
        {
            "cow": [100 + i for i in range(n)],
            "name": [f"S{i}" for i in range(n)],
            "year": [2000] * n,
            **{name: x[:, k] for k, name in enumerate(VARIABLES)},
            "gsdb_trade": [0.0] * n,
            "gwf_breakdown": [0.0] * n,
            "regime_class": [0.0] * n,
        }
    )


SOURCES = dict.fromkeys((*VARIABLES, "gsdb_trade", "gwf_breakdown", "regime_class"), "made up")


def test_distance_is_that_of_a_sphere_where_variables_are_independent():
    """The distance of a point k standard deviations out in each of seven variables is about k times root seven."""
    rows = usable(states_around(0.0, 20_000))
    point = {name: float(1 / (1 + np.exp(-2.0))) for name in VARIABLES}
    own = rows.row(0, named=True)
    start = Start("x_2000", "X", own["cow"], 2000, False, point)
    found = joint(rows, VARIABLES, [start], SOURCES)
    logit = np.log(np.array([point[n] for n in VARIABLES]) / (1 - np.array([point[n] for n in VARIABLES])))
    apart = logit - np.array(found["mean"])
    distance = np.sqrt(apart @ np.linalg.solve(np.array(found["covariance"]), apart))
    assert distance == pytest.approx(2 * np.sqrt(7), rel=0.03)


def test_the_nearest_state_year_is_the_nearest_by_brute_force():
    rows = usable(states_around(0.0))
    own = rows.row(5, named=True)
    start = Start("x_2000", "X", own["cow"], 2000, False, {name: own[name] for name in VARIABLES})
    found = joint(rows, VARIABLES, [start], SOURCES)
    x = np.log(rows.select(VARIABLES).to_numpy() / (1 - rows.select(VARIABLES).to_numpy()))
    inverse = np.linalg.inv(np.cov(x.T))
    lengths = [float(np.sqrt((x[i] - x[5]) @ inverse @ (x[i] - x[5]))) for i in range(len(x))]
    first = min((i for i in range(len(x)) if i != 5), key=lengths.__getitem__)
    assert found["x_2000"]["nearest"][0] == f"{rows['name'][first]} 2000: {lengths[first]:.2f}"
    assert found["x_2000"]["nearest"] == found["x_2000"]["start_nearest"]


def test_what_was_never_observed_elsewhere_is_told_from_what_is_rare():
    table = states_around(0.0)
    low = float(table["civil_society"].min())
    table = table.with_columns(
        civil_society=pl.when(pl.col("cow") == 100).then(low / 2).otherwise(pl.col("civil_society"))
    )
    rows = usable(table)
    start = Start("x_2000", "X", 100, 2000, False, {})
    found = margins(rows, [start], SOURCES)["civil_society"]
    assert found["least"] == pytest.approx(low / 2)
    assert found["x_2000_least_elsewhere"] == pytest.approx(low)
    assert found["x_2000_elsewhere_at_or_below"] == 0


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SUASION_DATA", str(tmp_path))


def test_north_korea_without_the_data(empty_folder):
    found = support("north-korea")
    assert found.origin == "the summary that Suasion ships"
    assert found.findings.never == ("civil_society",)
    assert {"civil_liberties", "group_rights", "civil_society"} <= set(found.findings.beyond)
    assert "Civil society: no other state" in found.text
    assert "Albania 1987" in found.text
    assert found.cannot_say
    assert list(found.table[found.table["never"]]["variable"]) == ["civil_society"]


@pytest.mark.data
@pytest.mark.parametrize("name", ["north-korea", "czechoslovakia-1975", "myanmar-1990"])
def test_the_shipped_summary_is_what_the_data_give(data_folder, panel_of_tests, name, tmp_path, monkeypatch):
    with_data = support(name, panel_of_tests)
    monkeypatch.setenv("SUASION_DATA", str(tmp_path))
    shipped = support(name)
    assert with_data.origin != shipped.origin
    for key in (
        "outside",
        "beyond",
        "never",
        "variables",
        "nearest",
        "start_nearest",
        "state_years",
        "years",
    ):
        assert getattr(with_data.findings, key) == getattr(shipped.findings, key), key
    assert with_data.findings.distance == pytest.approx(shipped.findings.distance, rel=1e-3)
    assert with_data.findings.openings.states_that_rose == shipped.findings.openings.states_that_rose


@pytest.mark.data
def test_a_case_of_another_state_is_measured_from_the_data(panel_of_tests):
    """A case that the shipped summary does not know gets its neighbours from the panel."""
    case = load_case("myanmar-1990").file
    cuba = case.model_copy(
        update={
            "id": "cuba-2000",
            "target": case.target.model_copy(update={"cow": 40, "name": "Cuba", "start": 2000}),
        }
    )
    found = support(cuba, panel_of_tests)
    assert len(found.findings.nearest) == 5
    assert all(one.state != "Cuba" for one in found.findings.nearest)


def test_summary_holds_what_support_reads():
    table = states_around(-1.0)
    case = load_case("north-korea")
    start = deciding.start(case, 100, 2000)
    figures = {"support": summary(table, [start._replace(cow=100)], SOURCES)}
    found = deciding.support(case, figures, origin="made up")
    assert found.state_years == 400
    assert len(found.nearest) == 5


SMALL = CompareArguments(worlds=30, years=3, audits=False, paths=False)


@pytest.mark.data
@pytest.mark.slow
def test_compare_measures_support_by_the_users_panel_and_is_repeated_with_and_without_it(
    added, tmp_path, monkeypatch
):
    """The same answer but for what support was measured by; a run is played again wherever its data are not."""
    folders = {"with": added, "without": tmp_path / "none"}
    found = {}
    for name, folder in folders.items():
        monkeypatch.setenv("SUASION_DATA", str(folder))
        found[name] = run(tmp_path / name, "north-korea", SMALL, brief=False)[0].results
    own, shipped = (found[name].pop("support") for name in folders)
    assert found["with"] == found["without"]
    assert own["origin"].startswith("your panel: vdem.v12_selected (V-Dem v12)")
    assert len(own["panel"]) == 64
    assert (shipped["origin"], shipped["panel"]) == ("the summary that Suasion ships", "")
    assert own["nearest"] == shipped["nearest"]
    assert own["distance"] == pytest.approx(shipped["distance"], rel=1e-3)
    for name in folders:
        for place, folder in folders.items():
            monkeypatch.setenv("SUASION_DATA", str(folder))
            again = rerun(tmp_path / name)
            assert again.changed == ()
            assert again.support_taken_over == (name == "with" and place == "without")
