"""Depth and talks as a user types them: what comes back, what is refused, and nothing left half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

import suasion as public
from suasion import lab
from suasion.domain.findings.depth import DepthOfCase
from suasion.files.library import content
from suasion.files.library import talks as files
from suasion.games.depth import deepest_treaty, needed
from written import suasion

SIX = (content.ROOT / "talks" / "six-party.toml").read_text("utf-8")
ROOT = Path(__file__).resolve().parents[2]


def test_depth_of_numbers(capsys):
    said = suasion(capsys, "depth", "--detection", "0.3", "--asked", "1.5")
    assert said.code == 0
    for word in ("1.46", "patience 0.96", "not kept", "no evidence about"):
        assert word in said.out


def test_depth_as_json_holds_what_the_game_says(capsys):
    said = suasion(
        capsys, "depth", "--patience", "0.9,0.6", "--detection", "0.3", "--periods", "3", "--asked", "0.8",
        "--demand", "1.6", "--accession", "0.02", "--punishment", "0.05", "--json", "-",
    )  # fmt: skip
    found = json.loads(said.out)
    assert found["own"] == pytest.approx(deepest_treaty(1.0, np.array([0.9, 0.6]), periods=3, detection=0.3))
    assert found["deepest"] == min(found["own"])
    assert found["needed"]["patience"][0] == pytest.approx(
        needed(0.8, 1, 0.9, periods=3, detection=0.3).patience
    )
    assert found["ratification"]["naive_gap"] == pytest.approx(0.55)
    assert found["linked"]["kept"] is False
    assert "nan" not in said.out.lower().split('"answer"')[0]


def test_depth_of_a_case_answers_for_each_of_its_treaties(capsys):
    said = suasion(capsys, "depth", "north-korea", "--worlds", "400")
    assert said.code == 0
    for word in ("iccpr", "crpd", "tied to denuclearisation", "On rights alone"):
        assert word in said.out
    fixed = public.depth("north-korea", worlds=400, detection=0.05, patience=0.7)
    drawn = public.depth("north-korea", worlds=400)
    assert list(fixed.findings.seen) == ["detection as given"]
    assert (
        fixed.findings.treaties["iccpr"].honoured["detection as given"]
        < drawn.findings.treaties["iccpr"].honoured["policy in force"]
    )
    assert DepthOfCase.model_validate(drawn.results) == drawn.findings, "keys that users hold are read back"
    assert "kept" in drawn.results["treaties"]["iccpr"]


def test_depth_names_every_problem_at_once(capsys):
    said = suasion(
        capsys, "depth", "--benefit", "-1", "--patience", "1", "--detection", "0.1,2,0.3", "--periods", "0",
        "--punishment", "0.1", "--issue-benefit", "1",
    )  # fmt: skip
    assert said.code == 2 and said.out == ""
    for word in (
        "--benefit -1",
        "--patience 1",
        "--detection 2",
        "--periods 0",
        "without --accession",
        "without --demand",
    ):
        assert word in said.err
    said = suasion(capsys, "depth", "north-korea", "--asked", "0.5", "--patience", "0.9,0.8", "--worlds", "1")
    for word in ("A case brings this itself", "there is one party", "--worlds 1"):
        assert word in said.err
    assert "no number" in suasion(capsys, "depth", "--benefit", "much").err


def test_talks_are_told_and_written(tmp_path, capsys):
    figure, results = tmp_path / "zone.svg", tmp_path / "talks.json"
    said = suasion(capsys, "talks", "six-party", "--draws", "40", "--figure", figure, "--json", results)
    assert said.code == 0
    for word in (
        "Six-party talks, 2005",
        "Where rights end",
        "all linked",
        "Smallest coalitions",
        "no forecast",
    ):
        assert word in said.out
    assert figure.read_text("utf-8").startswith("<svg")
    found = json.loads(results.read_text("utf-8"))
    assert set(found["tables"]) == {"weapons", "rights", "linked"}
    ids = {one["id"] for one in found["swings"]}
    for party in found["parties"]:
        assert f"{party}.capability" in ids
        assert {f"{party}.salience.{issue}" for issue in found["issues"]} <= ids
    again = suasion(capsys, "talks", "six-party", "--draws", "40", "--json", results)
    assert again.code == 2 and "left as it is" in again.err


@pytest.mark.slow
def test_the_same_draws_come_out_the_same():
    first, second = (public.talks("six-party", draws=30).results for _ in range(2))
    assert first == second
    assert public.talks("six-party", draws=30, seed=1).results["draws"] != first["draws"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("quota = 1.0", "quota = 0.4", "rule.quota"),
        ("quota = 1.0", "quotum = 1.0", "There is no such key here. Nearest: quota."),
        ("veto = []", 'veto = ["nord_korea"]', "No party has this name. Nearest: north_korea."),
        ("rights = true", "rights = false", "0 issues are marked as rights"),
        ("value = 0.06, low = 0.01, high = 0.2", "value = 1.06, low = 0.01, high = 1.2", "strictly between 0 and 1"),
        ('source = "six_party_stances2005:China"', 'source = "six_party_stances2055:China"', "no such key. Nearest:"),
        ("on_every_table = true", "on_every_table = 1", "true or false"),
    ],
)  # fmt: skip
def test_broken_talks_are_refused(old, new, says, tmp_path, capsys):
    assert old in SIX
    path = tmp_path / "talks.toml"
    path.write_text(SIX.replace(old, new, 1), "utf-8")
    said = suasion(capsys, "talks", path)
    assert said.code == 2 and said.out == ""
    assert says in said.err


def test_one_party_cannot_talk(tmp_path, capsys):
    first = SIX.index("[[parties]]")
    second = SIX.index("[[parties]]", first + 1)
    path = tmp_path / "talks.toml"
    path.write_text(SIX[:second], "utf-8")
    said = suasion(capsys, "talks", path, "--draws", "0")
    assert said.code == 2
    assert "--draws 0" in said.err and "At least 2 must be given" in said.err


def test_names_of_talks_lead_somewhere(capsys):
    assert public.talks_names() == ["six-party"]
    assert "Known: six-party" in suasion(capsys, "talks", "nowhere").err
    assert "six-party" in suasion(capsys, "list", "talks").out
    assert "voa_abductions2005" in suasion(capsys, "show", "six-party").out
    assert "@misc{cow_nmc," in suasion(capsys, "sources", "six-party").out


@pytest.mark.parametrize("name", ["zone.txt", "missing/zone.svg"])
def test_a_picture_that_cannot_be_written_is_refused_before_anything_is_computed(
    name, tmp_path, monkeypatch, capsys
):
    def compute(*_, **__):
        raise AssertionError("it was computed")

    monkeypatch.setattr(lab, "talks", compute)
    said = suasion(capsys, "talks", "six-party", "--figure", tmp_path / name)
    assert said.code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_page_holds_what_the_script_prints(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    printed = __import__("games_bargaining").block(public.talks("six-party").findings)
    page = (ROOT / "docs/explanation/games-bargaining.md").read_text("utf-8")
    assert printed in page, "run scripts/games_bargaining.py --write"


def test_the_example_of_the_page_is_sound(tmp_path, capsys):
    page = (ROOT / "docs/explanation/games-bargaining.md").read_text("utf-8")
    path = tmp_path / "two-lands.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    said = suasion(capsys, "talks", path, "--draws", "20")
    assert said.code == 0 and "Two lands" in said.out
    both = path.read_text("utf-8").replace("# on_every", "on_every").replace("# demand", "demand")
    path.write_text(both, "utf-8")
    assert suasion(capsys, "talks", path, "--draws", "20").code == 0


@pytest.mark.data
def test_capabilities_are_those_that_the_script_prints(monkeypatch):
    data = Path(os.environ.get("SUASION_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not data.is_dir():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    monkeypatch.syspath_prepend(ROOT / "scripts")
    printed = __import__("capabilities").capabilities(data)
    held = {one.id: one.capability for one in files.load("six-party").parties}
    assert {
        name: {key: getattr(one, key) for key in ("value", "low", "high")} for name, one in held.items()
    } == printed
