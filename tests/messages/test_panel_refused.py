"""What the panel says when something is missing or wrong."""

from __future__ import annotations

import errno
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from suasion.cli import app
from suasion.errors import SuasionError
from suasion.lab import columns_of, joins_of, load_panel, panel_columns, panel_coverage, support, write_panel
from written import suasion


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SUASION_DATA", str(tmp_path))
    return tmp_path


def told(error) -> str:
    return str(error.value)


def test_missing_datasets_are_all_named_with_where_they_are_offered(empty_folder):
    with pytest.raises(SuasionError) as error:
        load_panel()
    text = told(error)
    [problem] = error.value.problems
    count = int(problem.what.split()[0])
    assert count > 30
    assert problem.what.count(",") == count - 1
    for part in ("gsdb.cases", "suasion data status", "suasion data add"):
        assert part in text
    assert "--partial" not in text  # it would build nothing
    with pytest.raises(SuasionError):
        load_panel(partial=True)
    offered = CliRunner().invoke(app, ["data", "status"]).output
    assert "gsdb: Global Sanctions Data Base. https://www.globalsanctionsdatabase.com/" in offered


def test_a_few_missing_tables_are_named_with_where_they_are_offered(empty_folder):
    with pytest.raises(SuasionError) as error:
        load_panel(columns=["gsdb_trade", "lhrs_mean"])
    assert [problem.where for problem in error.value.problems] == ["lhrs.scores", "gsdb.cases"]
    assert "globalsanctionsdatabase.com" in told(error)


def test_columns_are_listed_without_datasets(empty_folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    run = CliRunner()
    every = run.invoke(app, ["panel", "columns"])
    assert every.exit_code == 0
    for name in ("gsdb_trade", "lhrs_mean", "physical_integrity"):
        assert f"\n{name}\n" in every.output
    assert "`suasion data status` says where" in " ".join(every.output.split())
    one = run.invoke(app, ["panel", "columns", "gsdb_trade"])
    for part in ("number of rows where trade is 1", "not in your data folder", "globalsanctionsdatabase"):
        assert part in " ".join(one.output.split())
    with pytest.raises(SuasionError, match="Nearest: gsdb_trade"):
        panel_columns("gsdb_trad")


def test_coverage_wants_a_state(empty_folder, capsys):
    assert (
        "STATE\n  No state is named. For instance: suasion panel coverage PRK"
        in suasion(capsys, "panel", "coverage").err
    )


@pytest.mark.data
def test_a_partial_panel_names_what_is_absent(added, empty_folder):
    for name in ("lhrs.scores", "ucdp_prio.conflicts"):
        (empty_folder / f"{name}.parquet").symlink_to(added / f"{name}.parquet")
    panel = load_panel(partial=True)
    assert {"lhrs_mean", "civil_conflict"} <= set(panel.table.columns)
    assert "gsdb_trade" not in panel.table.columns
    absent = {one.column: one.table for one in panel.known.absent}
    assert absent["gsdb_trade"] == "gsdb.cases"
    assert absent["physical_integrity"].startswith("vdem.")
    assert "Absent" in panel.text
    with pytest.raises(SuasionError, match="lacks"):
        support("north-korea", panel)


def test_an_unknown_column_is_told_its_neighbour(empty_folder):
    with pytest.raises(SuasionError, match="Nearest: lhrs_mean"):
        load_panel(columns=["lhrs_meen"])


@pytest.mark.data
@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda panel, path: write_panel(panel, path / "panel.xlsx"), "neither .parquet nor .csv"),
        (lambda panel, path: write_panel(panel, path / "no" / "panel.csv"), "folder does not exist"),
        (lambda panel, path: panel_coverage(panel, "PRQ"), "no such state"),
        (lambda panel, path: panel_coverage(panel, "North Koreo"), "Nearest: North Korea"),
        (lambda panel, path: panel_coverage(panel, "PRK", figure=path / "a.gif"), "no kind of picture"),
        (lambda panel, path: joins_of(panel, "gsbd"), "Nearest: gsdb"),
        (lambda panel, path: columns_of(panel, "gsdb_trad"), "Nearest: gsdb_trade"),
    ],
)
def test_bad_arguments_are_refused(panel_of_tests, tmp_path, call, says):
    with pytest.raises(SuasionError, match=says):
        call(panel_of_tests, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.data
def test_nothing_is_overwritten_without_force(panel_of_tests, tmp_path):
    place = tmp_path / "panel.csv"
    (tmp_path / "panel.joins.json").write_text("mine", "utf-8")
    with pytest.raises(SuasionError, match="exists already"):
        write_panel(panel_of_tests, place)
    assert not place.exists()
    write_panel(panel_of_tests, place, force=True)
    assert pl.read_csv(place, infer_schema_length=None).height == panel_of_tests.frame.height


@pytest.mark.data
def test_a_full_disk_leaves_no_part_of_the_panel(panel_of_tests, tmp_path, monkeypatch):
    """The table and what is said of it belong together: where the last cannot be written, none is there."""
    true = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if b'"joins"' in content[:40]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return true(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SuasionError, match=r"joins.json.*\n.*No space left on device"):
        write_panel(panel_of_tests, tmp_path / "panel.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.data
def test_the_commands_answer(data_folder, tmp_path):
    run = CliRunner()
    built = run.invoke(app, ["panel", "--out", str(tmp_path / "panel.parquet")])
    assert built.exit_code == 0, built.output
    assert "gsdb" in built.output
    assert "state-years" in built.output
    drawn = run.invoke(app, ["panel", "coverage", "PRK", "--figure", str(tmp_path / "a.svg")])
    assert drawn.exit_code == 0, drawn.output
    assert "North Korea" in drawn.output
    picture = (tmp_path / "a.svg").read_text("utf-8")
    assert picture.startswith("<svg")
    assert "SANCTIONS" in picture
    assert "gsdb_trade, 1949 to 2023" in picture
    assert run.invoke(app, ["panel", "coverage", "--state", "PRK"]).output.startswith("North Korea")
    lost = run.invoke(app, ["panel", "joins", "pts"])
    assert "Crimea" in lost.output
    assert "stands in 2 rows" in lost.output
    one = run.invoke(app, ["panel", "columns", "gsdb_rights_conditionality"])
    assert "1 over the number of aims" in " ".join(one.output.split())
    assert run.invoke(app, ["panel", "columns"]).exit_code == 0
    far = run.invoke(app, ["support", "north-korea"])
    assert "never" in far.output
