"""`suasion brief` on what is no whole run: a clear message, exit code 2, nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from suasion.files.rendering import browser
from written import run_folder, suasion, without, written

WON = {
    "off": [],
    "win_share": {"baseline": 1.0},
    "expected_win_share": {"baseline": 1.0},
    "mean": {"baseline": 0.5},
    "leader": "baseline",
    "runner_up": None,
    "clear": True,
    "highest": "baseline",
    "highest_clear": True,
    "draws": 20,
    "replicates": 24,
    "agreement": 1.0,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    case = written(folder, without("shocks"))
    return run_folder(folder / "run", case, worlds=64, audits=False, paths=False, brief=False)


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "run"))


def refused(capsys, run: Path, *words: object, says: str) -> None:
    target = run.parent / "brief.html"
    before = sorted(path.name for path in run.parent.rglob("*"))
    said = suasion(capsys, "brief", run, "--html", target, *words)
    assert said.code == 2, said.out + said.err
    assert says in said.err
    assert "Traceback" not in said.err
    assert not target.exists()
    assert sorted(path.name for path in run.parent.rglob("*")) == before


def edit(run: Path, **keys: object) -> None:
    path = run / "results.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **keys}), "utf-8")


def test_no_such_folder(tmp_path, capsys):
    refused(capsys, tmp_path / "nothing", says="no such folder")


def test_foreign_folder(tmp_path, capsys):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "notes.txt").write_text("hello")
    refused(capsys, tmp_path / "run", says="not a run folder")


@pytest.mark.parametrize("name", ["results.json", "case.toml", "manifest.json"])
def test_partial_folder(run, capsys, name):
    (run / name).unlink()
    refused(capsys, run, says=name)


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"[" * 100_000, b"null"])
def test_damaged_results(run, capsys, content):
    (run / "results.json").write_bytes(content)
    refused(capsys, run, says="results.json")


def test_truncated_results(run, capsys):
    path = run / "results.json"
    path.write_bytes(path.read_bytes()[:-200])
    refused(capsys, run, says="This is not JSON")


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"worlds": "many"}, "worlds"),
        ({"table": []}, "table"),
        ({"table": ["baseline", "ghost"]}, "ghost"),
        ({"support": {}}, "support"),
        ({"sources": ["a"]}, "sources"),
        ({"strategies": {"baseline": {}}}, "not every outcome"),
        ({"ablations": {"norms": WON}}, "the model as it is"),
        ({"ablations": {"none": {**WON, "leader": "ghost"}}}, "ghost"),
        ({"expected": {"clear": True}}, "expected"),
        ({"replay": [{"state": "linkage"}]}, "replay"),
        ({"treaties": {"iccpr": {"title": "x", "strategies": {"baseline": {}}}}}, "treaties"),
        ({"constraints": [{"strategy": "baseline", "outcome": "fame"}]}, "fame"),
        ({"prophecy": "it will end well"}, "prophecy"),
        ({"kind": "forecast"}, "kind"),
        ({"seed": "0"}, "seed"),
        ({"case": "other-land"}, "another run"),
        ({"seed": 5}, "another run"),
    ],
)
def test_results_that_do_not_fit(run, capsys, keys, says):
    edit(run, **keys)
    refused(capsys, run, says=says)


def test_every_problem_of_the_results_is_named_at_once(run, capsys):
    edit(run, worlds=0, sources=["a"], titles={"baseline": 5}, trajectories=[{"strategy": "baseline"}])
    refused(capsys, run, says="trajectories[1].year")
    said = suasion(capsys, "brief", run, "--html", run.parent / "brief.html")
    assert all(place in said.err for place in ("worlds", "sources", "titles.baseline", "trajectories[1].q95"))


@pytest.mark.parametrize("name", ["results.json", "manifest.json"])
def test_newer_format(run, capsys, name):
    path = run / name
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "format": 99}), "utf-8")
    refused(capsys, run, says="A newer Suasion wrote this run")


def test_changed_case(run, capsys):
    with (run / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    refused(capsys, run, says="not the case that was played")


def test_manifest_of_another_case(run, capsys):
    path = run / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["command"]["case"] = "x; echo harm"
    path.write_text(json.dumps(manifest), "utf-8")
    refused(capsys, run, says="another run")


def test_page_and_pdf_of_the_same_name(run, capsys):
    refused(capsys, run, "--pdf", run.parent / "brief.html", says="the same name")


def test_a_figure_that_exists_stops_all_targets(run, capsys):
    figures = run.parent / "figures"
    figures.mkdir()
    (figures / "gains.svg").write_text("mine")
    refused(capsys, run, "--figures", figures, says="gains.svg")


def test_unknown_language_and_format(run, capsys):
    refused(capsys, run, "--lang", "xx", says="no such language")
    refused(capsys, run, "--format", "gif", says="svg or png")


def test_what_exists_is_left(run, capsys):
    target = run.parent / "mine.html"
    target.write_text("mine")
    assert suasion(capsys, "brief", run, "--html", target).code == 2
    assert target.read_text() == "mine"
    assert suasion(capsys, "brief", run, "--html", target, "--force").code == 0
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_a_brief_that_suasion_wrote_is_written_again(run, capsys):
    """Twice without --force; a link, and a page of another hand under the same name, stay."""
    for _ in range(2):
        assert suasion(capsys, "brief", run).code == 0
    link = run.parent / "link.html"
    link.symlink_to(run / "brief.html")
    assert suasion(capsys, "brief", run, "--html", link).code == 2
    assert link.is_symlink()
    (run / "brief.html").write_text("<!doctype html><p>mine")
    assert suasion(capsys, "brief", run).code == 2
    assert (run / "brief.html").read_text() == "<!doctype html><p>mine"


def test_every_target_is_named_at_once(run, capsys, monkeypatch):
    monkeypatch.setattr(browser, "find", lambda: "a browser")
    said = suasion(
        capsys,
        "brief",
        run,
        "--html",
        run.parent / "no" / "a.html",
        "--pdf",
        run.parent,
        "--figures",
        run / "case.toml",
    )
    assert said.code == 2
    assert "3 problems" in said.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission(run, capsys):
    closed = run.parent / "closed"
    closed.mkdir(mode=0o500)
    said = suasion(capsys, "brief", run, "--html", closed / "a.html")
    assert said.code == 2


@pytest.mark.parametrize("module", ["vl_convert", "jinja2", "babel"])
def test_missing_library(run, capsys, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    refused(capsys, run, says="pip install")


def test_missing_browser(run, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(run))
    monkeypatch.setattr(browser, "PLACES", ())
    said = suasion(capsys, "brief", run, "--pdf", run.parent / "a.pdf")
    assert said.code == 2
    assert "needs Chromium, Chrome or Edge" in said.err
    assert not (run.parent / "a.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the browser")
def test_browser_that_fails(run, capsys, monkeypatch):
    fake = run.parent / "bin"
    fake.mkdir()
    (fake / "chromium").write_text("#!/bin/sh\nexit 7\n")
    (fake / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(fake))
    said = suasion(capsys, "brief", run, "--html", run.parent / "a.html", "--pdf", run.parent / "a.pdf")
    assert said.code == 2
    assert "did not print the page: it ended with code 7" in said.err
    assert not (run.parent / "a.html").exists()
