"""A case cites sources of its own: from `[[source]]`, from a .bib file named alike, or from one that it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suasion import lab
from suasion.domain.own_source import OwnSource
from suasion.files.library import bibliography
from suasion.record.bibtex import read_one
from written import TEMPLATE, changed, run_folder, suasion, written

CITES = 'text = "It lets a special rapporteur in for a week."\nsource = "{}"'
OWN = """

[[source]]
key = "mission2019"
author = ["Special Rapporteur on Closed Land", "Lee, Min"]
year = 2019
title = "Report of a visit"
published = "United Nations"
url = "https://example.org/report"
"""
BIB = """\
@report{visit2019,
  author = {{Ministry of Contact}},
  title = {Visitors and \\'etats},
  year = {2019},
}
@book{unused2001, title = {Not cited}, year = 2001}
"""


def citing(source: str, more: str = "") -> str:
    return changed((CITES.format("assumed"), CITES.format(source))) + more


@pytest.fixture(params=["table", "alike", "named"])
def land(request, tmp_path: Path) -> tuple[Path, str]:
    """A case with a source of its own, and its key."""
    if request.param == "table":
        return written(tmp_path, citing("mission2019:para. 3", OWN)), "mission2019"
    if request.param == "alike":
        written(tmp_path, BIB, "land.bib")
        return written(tmp_path, citing("visit2019:p. 4")), "visit2019"
    (tmp_path / "notes").mkdir()
    written(tmp_path / "notes", BIB, "mine.bib")
    text = citing("visit2019:p. 4").replace("question = ", 'bibliography = "notes/mine.bib"\nquestion = ', 1)
    return written(tmp_path, text), "visit2019"


def test_it_is_cited_listed_shown_and_in_the_bibliography(land, capsys):
    path, key = land
    assert suasion(capsys, "check", path).code == 0
    assert f"{{{key}," in suasion(capsys, "sources", path).out
    assert key in suasion(capsys, "list", "sources", "--case", path).out
    assert key in suasion(capsys, "list", "sources", key[:5], "--case", path).out
    assert "2019" in suasion(capsys, "show", key, "--case", path).out
    assert suasion(capsys, "show", key).code == 2
    assert "wood2008" in suasion(capsys, "list", "sources", "--case", path).out
    cited = suasion(capsys, "sources", path).out
    assert "unused2001" not in cited


@pytest.mark.slow
def test_it_stands_in_the_run_its_brief_and_its_repetition(land, tmp_path, capsys):
    path, key = land
    run = run_folder(tmp_path / "run", path, worlds=48, audits=False)
    assert key in json.loads((run / "results.json").read_text("utf-8"))["sources"]
    title = {"mission2019": "Report of a visit", "visit2019": "Visitors and"}[key]
    assert title in (run / "brief.html").read_text("utf-8")
    for file in (*path.parent.glob("*.bib"), *path.parent.glob("notes/*.bib")):
        file.unlink()  # the run holds what it needs
    assert suasion(capsys, "check", run / "case.toml").code == 0
    assert suasion(capsys, "rerun", run).out.startswith("The same to the byte")
    assert suasion(capsys, "brief", run).code == 0


BROKEN = """\
@book{first2001,
  title = {Unclosed,
  year = 2001,

@book{second2002, title = {Fine}, year = 2002}
@book{second2002, title = {Again}, year = 2003}
@misc{third:2003, title = {A colon}}
@misc{fourth2004, year = 2004}
@misc{fifth2005,
  title = {No comma}
  year = {2005},
}
"""


def test_every_problem_of_a_bibliography_is_named_with_its_line_and_a_fix(tmp_path, capsys):
    written(tmp_path, BROKEN, "land.bib")
    said = suasion(capsys, "check", written(tmp_path, citing("first2001")))
    assert said.code == 2
    assert said.err.startswith("5 problems:\n")
    for what in (
        "The entry that begins here is not closed, or lacks a comma. Put a comma after the key and",
        "The key 'second2002' stands twice. Rename one, or leave one out.",
        "The key 'third:2003' cannot be cited",
        "The entry has no title. Add title = {…}.",
        "A comma is missing behind this field. End each field with a comma.",
    ):
        assert what in said.err
    assert [line for line in said.err.splitlines() if line.startswith("Line")] == [
        "Line 1 of land.bib",
        "Line 6 of land.bib",
        "Line 7 of land.bib",
        "Line 8 of land.bib · fourth2004",
        "Line 9 of land.bib · title",
    ]


SHIPPED = "wood2008"


@pytest.mark.parametrize(
    ("text", "bib", "says"),
    [
        (citing("mission2018", OWN), None, "no such key. Nearest: mission2019"),
        (citing("mission2019", OWN.replace('title = "Report of a visit"\n', "")), None, "needs a `title`"),
        (citing("assumed", OWN.replace("mission2019", "mission 2019")), None, "source[1].key"),
        (citing("mission2019", OWN + OWN.replace("Report", "Diary")), None, "Another source of your own"),
        (citing("mission2019", OWN.replace("year = 2019", "yaer = 2019")), None, "Nearest: year"),
        (citing("mission2019", OWN), BIB.replace("visit2019", "mission2019"), "Another source of your own"),
        (citing(SHIPPED, OWN.replace("mission2019", SHIPPED)), None, "The bibliography of Suasion has this key for another"),
        (citing(SHIPPED), BIB.replace("visit2019", SHIPPED), "The bibliography of Suasion has this key for another"),
        (citing("assumed"), "no entry here", "It holds no entry."),
        (citing("assumed").replace("question = ", 'bibliography = "gone.bib"\nquestion = ', 1), None, "There is no such file."),
        (citing("assumed").replace("question = ", 'bibliography = "."\nquestion = ', 1), None, "This is a folder"),
        (
            citing("odd2001", '\n[[source]]\nkey = "odd2001"\nbibtex = "@book{other2001, title = {T}}"\n'),
            None,
            "The entry has the key other2001, and the case calls it odd2001.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_source_of_ones_own(tmp_path, capsys, text, bib, says):
    if bib is not None:
        written(tmp_path, bib, "land.bib")
    said = suasion(capsys, "check", written(tmp_path, text))
    assert said.code == 2
    assert says in said.err
    assert said.err.startswith("A problem:\n"), said.err


def test_the_same_entry_as_the_shipped_one_is_no_problem(tmp_path, capsys):
    written(tmp_path, bibliography.entries()[SHIPPED], "land.bib")
    path = written(tmp_path, citing(SHIPPED))
    assert suasion(capsys, "check", path).code == 0
    assert suasion(capsys, "sources", path).out.count(f"{{{SHIPPED},") == 1


def test_a_bundled_case_reads_no_bibliography_from_the_working_folder(tmp_path, monkeypatch):
    written(tmp_path, "broken {", "north-korea.bib")
    monkeypatch.chdir(tmp_path)
    assert lab.load_case("north-korea").file.source == ()


def test_what_stands_in_a_table_reads_back():
    one = OwnSource(key="a1", author=("Lee, Min", "Office {of} Rights and Law"), year=2001, title="T {x}")
    source = read_one(one.entry)
    assert source.authors == ("Lee, Min", "Office of Rights and Law")
    assert (source.year, source.title) == ("2001", "T x")


def test_the_template_says_how(tmp_path, capsys):
    head, _, tail = TEMPLATE.partition("# [[source]]\n")
    table = "".join(line[2:] for line in ("# [[source]]\n" + tail).splitlines(keepends=True))
    text = changed((CITES.format("assumed"), CITES.format("mission2019")), text=head) + table
    assert suasion(capsys, "check", written(tmp_path, text)).code == 0
