"""What a user types, and what comes back: list, show, sources, check, new case, compare, rerun."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from suasion import lab
from suasion.files.library import bibliography, content
from written import TEMPLATE, changed, run_folder, suasion, without, written


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run folder."""
    folder = tmp_path_factory.mktemp("land")
    case = written(folder, changed(("horizon = 15", "horizon = 9")))
    return run_folder(folder / "run", case, worlds=64, audits=False)


@pytest.fixture
def copy(run: Path, tmp_path: Path) -> Path:
    """The same run, to be touched."""
    return Path(shutil.copytree(run, tmp_path / "run"))


def test_list_names_every_group(capsys):
    said = suasion(capsys, "list")
    assert said.code == 0
    for word in ("cases", "north-korea", "strategies", "engage_then_press", "instruments", "mechanisms"):
        assert word in said.out
    assert "template" not in said.out


@pytest.mark.parametrize("kind", lab.listing())
def test_list_of_one_group(kind, capsys):
    said = suasion(capsys, "list", kind)
    assert said.code == 0
    assert said.out.strip().startswith(kind)


def test_list_of_parameters(capsys):
    said = suasion(capsys, "list", "parameters")
    assert said.code == 0
    assert "assumed" in said.out


@pytest.mark.parametrize(
    "kind",
    [*lab.listing(), pytest.param("parameters", marks=pytest.mark.slow)],  # there are many of these
)
def test_everything_that_is_listed_can_be_shown(kind):
    for name in [thing.record.id for thing in lab.listing(kind)[kind]]:
        for thing in lab.things_named(name):
            assert all(isinstance(value, str) for value in lab.entry(thing).values())


def test_show_tells_all_that_a_name_stands_for(capsys):
    said = suasion(capsys, "show", "issue_linkage")
    assert said.code == 0
    assert "instrument  Issue linkage" in said.out
    assert "mechanism  Issue linkage" in said.out
    assert "disputed" in said.out


def test_show_of_a_parameter_says_who_disputes_it(capsys):
    said = suasion(capsys, "show", "war.eta_T")
    assert said.code == 0
    for word in ("meaning", "prior", "origin  assumed", "disputed by"):
        assert word in said.out


@pytest.mark.parametrize("case", ["north-korea", "template"])
def test_sources_are_bibtex_of_what_is_cited(case, tmp_path, capsys):
    path = written(tmp_path, TEMPLATE) if case == "template" else case
    said = suasion(capsys, "sources", path)
    assert said.code == 0
    keys = re.findall(r"^@\w+\{([^,]+),", said.out, re.MULTILINE)
    assert keys == sorted(set(keys))
    assert set(keys) <= set(bibliography.entries())
    assert ("kirby_speech" in keys) == (case == "north-korea"), "a fact of the one case alone"
    assert "gwf2014" in keys, "the mechanism of collapse rests on it"


def test_check_of_a_sound_case(capsys):
    said = suasion(capsys, "check", "north-korea")
    assert said.code == 0
    assert "no problem found" in said.out
    assert "engage_then_press" in said.out


def test_new_case_is_sound_as_it_stands(tmp_path, capsys):
    said = suasion(capsys, "new", "case", "new-land-2030", "--folder", tmp_path)
    assert said.code == 0
    path = tmp_path / "new-land-2030.toml"
    assert f"suasion check {path}" in said.out
    assert suasion(capsys, "check", path).code == 0
    assert lab.load_case(path).id == "new-land-2030"


def test_new_case_shows_every_section_and_key():
    """A key that the template lacks is one that its reader never learns of."""
    from suasion.domain import case_file, commitment, parties, strategy, target

    for record in (
        case_file.CaseFile,
        target.Target,
        commitment.Commitment,
        commitment.Report,
        parties.Sender,
        case_file.Shock,
    ):
        for name, field in record.model_fields.items():
            assert re.search(rf"\b{field.alias or name}\b", TEMPLATE), f"{record.__name__}.{name}"
    for record in (parties.ThirdParty, case_file.Objectives, case_file.Fact, case_file.Claim):
        for name in record.model_fields:
            assert re.search(rf"\b{name}\b", TEMPLATE), f"{record.__name__}.{name}"
    for record in (strategy.Strategy, strategy.Rule, strategy.When, strategy.Period):
        for name, field in record.model_fields.items():
            assert re.search(rf"\b{field.alias or name}\b", TEMPLATE), f"{record.__name__}.{name}"


def test_template_is_no_case_of_the_library():
    assert lab.case_names() == sorted(path.stem for path in (content.ROOT / "cases").glob("*.toml"))
    assert "template" not in lab.case_names()


BARE = ("commitments", "shocks", "facts", "third_parties", "network", "claims", "strategies")


def test_barest_case_of_one_year_is_played(tmp_path, capsys):
    """No commitments, shocks, facts or rules, and one strategy."""
    text = without(*BARE, text=changed(("horizon = 15", "horizon = 1")))
    case = written(tmp_path, text + '\n[[strategies]]\nuse = "engagement"\n')
    said = suasion(capsys, "compare", case, "--worlds", "64", "--table-only", "--json", "-")
    assert said.code == 0
    found = json.loads(said.out)
    assert found["table"] == ["baseline", "engagement"]
    assert found["years"] == 1
    assert found["strategies"]["engagement"]["compliance"]["mean"] is None
    assert suasion(capsys, "compare", case, "--worlds", "64", "--table-only").code == 0


def test_policy_in_force_alone_is_played(tmp_path, capsys):
    case = written(tmp_path, TEMPLATE)
    words = [
        "--worlds",
        "64",
        "--out",
        tmp_path / "run",
        "--no-brief",
        "--strategies",
        "baseline",
        "--actor",
        "ngo",
    ]
    said = suasion(capsys, "compare", case, *words)
    assert said.code == 0
    assert "Only one strategy was played" in said.out


def test_run_comes_out_the_same(run, capsys):
    said = suasion(capsys, "rerun", run)
    assert said.code == 0
    assert said.out.startswith("The same to the byte")


SLOW = pytest.mark.slow  # the same again: each plays the run once more


@pytest.mark.parametrize(
    "name", ["outcomes.parquet", *(pytest.param(name, marks=SLOW) for name in ("results.json", "brief.html"))]
)
def test_file_that_was_touched_is_named(copy, capsys, name):
    with (copy / name).open("ab") as file:
        file.write(b" ")
    said = suasion(capsys, "rerun", copy)
    assert said.code == 1
    assert said.out == f"Not the same: {name} came out differently.\n"


def test_case_that_was_touched_is_named(copy, capsys):
    """A comment alone, which changes no result."""
    path = copy / "case.toml"
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    said = suasion(capsys, "rerun", copy)
    assert said.code == 1
    assert said.out == "Not the same: case.toml came out differently.\n"


def test_file_that_is_missing_is_named(copy, capsys):
    (copy / "worlds.parquet").unlink()
    said = suasion(capsys, "rerun", copy)
    assert said.code == 1
    assert "worlds.parquet" in said.out


def test_run_without_its_case_cannot_be_repeated(copy, capsys):
    (copy / "case.toml").unlink()
    said = suasion(capsys, "rerun", copy)
    assert said.code == 2
    assert "case.toml\n  There is no such file." in said.err


def test_run_is_repeated_by_the_options_that_it_names(run):
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"]["worlds"] == 64
    assert manifest["command"]["audits"] is False


HEADINGS = ["harm", "collapse", "war", "rights", "last year", "compliance", "cost", "wins last"]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_table_only_prints_the_table_alone_and_what_its_width_leaves_out(
    width, tmp_path, capsys, monkeypatch
):
    """No column vanishes without a word, no cell is cut, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(width))
    said = suasion(capsys, "compare", written(tmp_path, TEMPLATE), "--worlds", "64", "--table-only")
    assert said.code == 0
    lines = said.out.splitlines()
    head = next(line for line in lines if line.strip().startswith("strategy"))
    _, _, away = " ".join(said.out.split()).partition("Left out at")
    for heading in HEADINGS:
        assert (heading in head) != (heading in away), heading
    assert "wins" in head
    assert max(map(len, lines)) <= width
    assert "…" not in said.out
    assert "What the record" not in said.out and "Mean over worlds" not in said.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["list", "sources", "SIMMONS"], ["simmons2009"]),
        (["list", "datasets", "terror"], ["pts"]),
        (["show", "simmons2009"], ["Simmons", "@book{simmons2009"]),
        (["show", "pts"], ["dataset  ", "suasion data show pts"]),
        (["show", "north korea, 2026 to 2045"], ["(north-korea)"]),
        (["show", "Engagement"], ["(engagement)"]),
    ],
)
def test_sources_datasets_and_titles_are_found(words, expected, capsys):
    said = suasion(capsys, *words)
    assert said.code == 0
    for part in expected:
        assert part in said.out


def test_a_word_that_nothing_has_is_said(capsys):
    said = suasion(capsys, "list", "sources", "qqqq")
    assert said.code == 2
    assert "Nothing there has this word. `suasion list sources` lists all." in said.err
