"""What the case files take over from the data: the panel's figures, and what a script printed."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from suasion.decide.support import support
from suasion.domain.case_file import quantities
from suasion.files.library import content
from suasion.lab import load_case
from suasion.notation import DOMAINS

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SUASION_TEST_DATA", ROOT.parent / "shared" / "data"))
CASES = content.case_names()


@cache
def script_of(name: str) -> ModuleType:
    """A script of ``scripts`` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return __import__(name)
    finally:
        sys.path.pop(0)


def figure(path: str):
    """What a source like ``suasion_panel:still.myanmar_shrunken.group_rights`` points at."""
    found = content.panel_figures()
    for part in path.split("."):
        found = found[part]
    return found


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.parametrize("name", CASES)
def test_observed_values_are_those_that_the_script_prints(name):
    if not DATA.is_dir():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    known = {case.id: case for case in script_of("panel_cases").CASES}
    printed = script_of("observed").observed(known[re.sub(r"_\d{4}$", "", name.replace("-", "_"))])
    held = [
        {"state": one.state, "first": one.first, "values": list(one.values), "source": one.source}
        for one in load_case(name).observed
    ]
    assert held == [{key: one[key] for key in ("state", "first", "values", "source")} for one in printed]


@pytest.mark.data
def test_the_shipped_support_is_to_the_digit_what_the_panel_gives(data_folder, panel_of_tests, monkeypatch):
    """The package's summary is written by the function that measures a case from the user's own panel."""
    script = script_of("panel_support")
    monkeypatch.setattr(script, "suasion_panel", lambda: panel_of_tests)
    found = tomllib.loads("\n".join(script_of("panel_figures").toml_lines({"support": script.support()})))
    assert found["support"] == content.panel_figures()["support"]


@pytest.mark.parametrize("name", CASES)
def test_shares_of_still_years_are_those_of_the_panel(name):
    """Each domain's three points stand in the table that its source names, to three digits."""
    shares = load_case(name).target.no_change
    for domain in DOMAINS:
        one = getattr(shares, domain)
        key, _, path = one.source.partition(":")
        if key == "suasion_panel" and path.startswith("still."):
            table = figure(path)
            assert (one.value, one.low, one.high) == pytest.approx(
                (table["median"], table["low"], table["high"]), abs=1e-3
            ), domain


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_the_panel_that_a_case_names_is_there(name):
    case = load_case(name)
    named = [one.source for _, one in quantities(case)] + [fact.source for fact in case.facts]
    named += [one.source for one in case.baseline.levels.values()]
    paths = [
        source.partition(":")[2].split(",")[0].strip()
        for source in named
        if source.startswith("suasion_panel:")
    ]
    assert paths, "a case without any figure of the panel"
    for path in paths:
        assert figure(path), path


@pytest.mark.parametrize(
    ("name", "linkage"), [("north-korea", True), ("czechoslovakia-1975", False), ("myanmar-1990", True)]
)
def test_distance_is_taken_without_linkage_where_the_panel_has_none(name, linkage):
    panel = content.panel_figures()
    found = support(load_case(name), panel, origin="")
    assert ("linkage" in found.variables) is linkage
    assert len(found.nearest) == 5
    assert found.state_years == panel["support"]["joint" if linkage else "joint_without_linkage"]["n"]
    assert "linkage" in found.margins
    assert found.openings.n > 0


def test_case_that_the_panel_does_not_know_is_measured_by_all_variables():
    case = load_case("czechoslovakia-1975").file.model_copy(update={"id": "elsewhere-1975"})
    found = support(case, content.panel_figures(), origin="")
    assert "linkage" in found.variables
    assert found.nearest == ()
    assert found.openings is None


def test_case_of_another_year_is_not_told_the_neighbours_of_this_one():
    case = load_case("myanmar-1990").file
    later = case.target.model_copy(update={"start": 2011})
    found = support(
        case.model_copy(update={"id": "myanmar-2011", "target": later}), content.panel_figures(), origin=""
    )
    assert found.nearest == ()
    assert found.openings is None


@pytest.mark.parametrize("name", ["czechoslovakia", "myanmar"])
def test_estimates_of_a_case_of_the_past_know_no_later_year(name):
    """Every figure that its numbers may rest on ends before the case starts; what it plays is marked so."""
    panel = content.panel_figures()
    last = {"czechoslovakia": 1974, "myanmar": 1989}[name]
    own = [panel["hazards"][key] for key in (name, f"{name}_shrunken")]
    own += list(panel["still"][f"{name}_shrunken"].values())
    own += [one for key, one in panel["after_breakdown"].items() if key.startswith(f"{name}_{last}")]
    own += [one for key, one in panel["turnover"].items() if key.endswith(f"_to_{last}")]
    own += [panel["hazards"][key] for key in panel["hazards"] if key.endswith(f"_to_{last}")]
    own += [panel["conditionality"][f"gsdb_{name}"]]
    assert len(own) > 9
    for one in own:
        assert int(one["years"].split("-")[1]) <= last, one
    assert int(panel["conditionality"][f"gsdb_{name}_played"]["years"].split("-")[0]) == last + 1
