"""A case with observed series, played: what it reports, that nothing in the model reads it, that it is documented."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from suasion.lab import compare, load_case
from written import TEMPLATE, changed, written

OBSERVED = """
[[observed]]
state = "linkage"
first = 2025
values = [0.11, 0.12, 0.13, 0.14]
source = "assumed"

[[observed]]
state = "physical_integrity"
first = 2027
values = [0.30]
source = "assumed"
note = "invented"
"""
AS_IT_WAS = """
[[strategies]]
id = "as_it_was"
title = "As it was"
says = "Sanctions were lifted, and contact grew."
history = true
after_collapse = "rebuild"
schedule = [{ from = 0, package = "engage" }]
"""


def played(folder: Path, *added: str, **options):
    path = written(folder, TEMPLATE + "\n".join(added))
    return compare(path, worlds=240, audits=False, **options)


@pytest.mark.slow
def test_replay_of_a_small_case(tmp_path):
    found = played(tmp_path, OBSERVED, AS_IT_WAS)
    linkage, integrity = found.results["replay"]
    assert "as_it_was" in found.results["table"]
    assert (linkage["state"], linkage["years"]) == ("linkage", [2026, 2027, 2028])
    assert linkage["observed"] == [0.12, 0.13, 0.14]
    assert (integrity["years"], integrity["note"]) == ([2027], "invented")
    assert list(linkage["strategies"]) == ["baseline", "as_it_was"]
    start = found.case.state.linkage.value
    assert linkage["error_of_no_change"] == pytest.approx(
        np.mean([abs(x - start) for x in linkage["observed"]])
    )
    paths = found.paths["linkage"].sel(strategy="as_it_was", year=[2026, 2027, 2028])
    was = linkage["strategies"]["as_it_was"]
    assert was["q50"] == pytest.approx(paths.median("world").values)
    assert was["mean"] == pytest.approx(paths.mean("world", dtype=float).values)
    assert was["mean"][-1] > linkage["strategies"]["baseline"]["mean"][-1]
    fan = {row["year"]: row for row in found.results["trajectories"] if row["strategy"] == "as_it_was"}
    rights = found.paths["rights"].sel(strategy="as_it_was", year=2027)
    assert fan[2027]["q50"] == pytest.approx(float(rights.median()))  # the same year by the same name
    json.dumps(found.results, allow_nan=False)


def test_nothing_in_the_model_reads_what_was_observed(tmp_path):
    with_it, without = played(tmp_path, OBSERVED, AS_IT_WAS), played(tmp_path, AS_IT_WAS)
    assert without.results["replay"] == []
    for name, values in without.played.outcomes.items():
        np.testing.assert_array_equal(values, with_it.played.outcomes[name])
    nothing = {"replay": (), "facts": None}
    assert with_it.findings.model_copy(update=nothing) == without.findings.model_copy(update=nothing)
    replayed = {"replayed": ()}
    assert with_it.findings.facts.model_copy(update=replayed) == without.findings.facts


def test_no_paths_no_replay(tmp_path):
    assert played(tmp_path, OBSERVED, AS_IT_WAS, paths=False).results["replay"] == []


def test_every_key_of_the_replay_is_documented(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
    written_down = set(re.findall(r"(?m)^\| `(replay\[\]\.[^`]*)` \|", page))
    (one, *_) = played(tmp_path, OBSERVED, AS_IT_WAS).results["replay"]
    found = {
        f"replay[].{key}" + ("[]" if isinstance(value, list) else "")
        for key, value in one.items()
        if key != "strategies"
    }
    found |= {
        f"replay[].strategies.STRATEGY.{key}" + ("[]" if isinstance(value, list) else "")
        for scores in one["strategies"].values()
        for key, value in scores.items()
    }
    assert found | {"replay[].strategies.STRATEGY"} == written_down


def test_a_library_strategy_may_be_the_history(tmp_path):
    text = changed(('use = "engagement"', 'use = "engagement"\nhistory = true'))
    case = load_case(written(tmp_path, text))
    assert [one.id for one in case.strategies if one.history] == ["engagement"]
