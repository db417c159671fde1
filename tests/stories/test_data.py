"""Datasets added in every form that producers offer, listed, checked and cited."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import suasion as package
from producers import HEAD, NAME, ROWS, frame, put, text
from suasion.files.datasets import catalogue
from suasion.files.formats.archives import digest
from suasion.files.library import bibliography, content
from suasion.lab import add_data
from suasion.lab.environment import holdings
from written import suasion

pytest.importorskip("fastexcel")
TABLE = "pts.country_year"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("PTS/PTS-2030.csv", content)
        archive.writestr("PTS/Codebook.pdf", b"%PDF-1.7\0")
        archive.writestr("__MACOSX/._PTS-2030.csv", b"\0")
    return out.getvalue()


def stata(folder: Path) -> Path:
    import pandas as pd
    import pyreadstat

    path = folder / "PTS-2030.dta"
    columns = {name: frame()[name].to_list() for name in frame().columns}
    pyreadstat.write_dta(pd.DataFrame(columns), str(path))
    return path


def workbook(folder: Path) -> Path:
    import xlsxwriter

    path = folder / "PTS-2030.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("read me").write(0, 0, "Terror, by state and year")
        sheet = book.add_worksheet("data")
        for at, row in enumerate([HEAD.split(","), *frame().rows()]):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(at, place, value)
    return path


def r_file(folder: Path) -> Path:
    import pandas as pd
    import rdata

    columns = {
        name: pd.array(values.to_list(), dtype="string" if values.dtype == pl.String else "Int32")
        for name, values in zip(frame().columns, frame(), strict=True)
        if values.null_count() < 3
    }
    path = folder / "PTS-2030.rds"
    rdata.write_rds(path, pd.DataFrame(columns))
    return path


def parquet(folder: Path) -> Path:
    path = folder / "PTS-2030.parquet"
    frame().write_parquet(path)
    return path


FORMS = {
    "csv": lambda folder: put(folder, text()),
    "csv.gz": lambda folder: put(folder, gzip.compress(text().encode()), NAME + ".gz"),
    "zip": lambda folder: put(folder, packed(text().encode()), "PTS-2030.zip"),
    "tab": lambda folder: put(folder, "\n".join(line.replace(",", "\t") for line in text().replace('"Korea, North"', "Korea; North").splitlines()), "PTS-2030.tab"),
    "bom": lambda folder: put(folder, b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode()),
    "blank lines at the end": lambda folder: put(folder, text() + "\n\n"),
    "windows-1252": lambda folder: put(folder, text().encode("cp1252")),
    "stata": stata,
    "workbook": workbook,
    "r": r_file,
    "parquet": parquet,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_table(tmp_path, home, form):
    path = FORMS[form](tmp_path)
    found = add_data(path)
    assert [one.name for one in found.added] == [TABLE]
    held = holdings().installed()[TABLE]
    assert (held.rows, held.years, held.sha256, held.version) == (3, (1996, 1997), digest(path), "")
    table = holdings().load("pts")
    expected = whole()
    shared = [name for name in expected.columns if name in table.columns]
    assert {"Country", "Year", "PTS_A", "PTS_S"} <= set(shared)
    if form == "tab":
        table = table.with_columns(pl.col("Country").str.replace(";", ","))
    assert_frame_equal(table.select(shared), expected.select(shared), check_dtypes=False)
    assert table["Year"].dtype == pl.Int64
    assert table["COW_Code_N"].dtype == pl.Int64


def whole() -> pl.DataFrame:
    """The rows as they should come out."""
    return frame().with_columns(pl.col("PTS_H").cast(pl.Int64))


def test_cells_that_begin_with_an_equals_sign_are_text(tmp_path, home):
    import xlsxwriter

    rows = [ROWS[0].replace("North Korea", "=1+1"), ROWS[1], ROWS[2].replace("Ivory Coast", "=HYPERLINK(0)")]
    add_data(put(tmp_path, text(*rows)))
    assert holdings().load("pts")["Country_OLD"].to_list() == ["=1+1", "North Korea", "=HYPERLINK(0)"]
    with xlsxwriter.Workbook(tmp_path / "PTS.xlsx", {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEAD.split(","), *frame().rows()]):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(at, place, value)
        sheet.write_string(1, 1, "=1+1")
        sheet.write_formula(2, 1, "=1+1", value="stored")
    add_data(tmp_path / "PTS.xlsx", force=True)
    assert holdings().load("pts")["Country_OLD"].to_list() == ["=1+1", "stored", "Ivory Coast"]


def test_missing_codes_are_missing_and_namibia_is_not(tmp_path, home):
    polity = ",".join(content.folder("datasets")["polity5"].tables[0].releases[0].columns)
    known = polity.split(",")
    cells = {
        "polity_annual_ccode": "2",
        "polity_annual_country": "United States",
        "year": "1990",
        "polity": "-88",
        "polity2": "-10",
        "xconst": "3",
        "parcomp": "-77",
        "GWn": "-999",
    }
    add_data(put(tmp_path, polity + "\n" + ",".join(cells.get(name, "") for name in known) + "\n", "p5.csv"))
    row = holdings().load("polity5").row(0, named=True)
    assert (row["polity"], row["polity2"], row["xconst"], row["parcomp"], row["GWn"]) == (
        None,
        -10,
        3,
        None,
        None,
    )
    assert holdings().stored("polity5.country_year")["polity"].to_list() == [-88], (
        "what is kept is the producer's"
    )
    votes = put(tmp_path, "rcid,country_code,vote\n6,NA,yes\n6,,no\n7,US,yes\n", "unga_votes.csv")
    add_data(votes)
    assert holdings().load("unga_votes.votes")["country_code"].to_list() == ["NA", None, "US"]


def test_adding_twice_does_nothing_and_once_more_gives_the_same_bytes(tmp_path, home, capsys):
    path = put(tmp_path, text())
    said = suasion(capsys, "data", "add", path)
    assert said.code == 0
    assert "Added: pts.country_year (not seen before; 3 rows, 1996–1997)" in said.out
    before = holdings().path_of(TABLE).stat().st_mtime_ns, holdings().path_of(TABLE).read_bytes()
    said = suasion(capsys, "data", "add", path)
    assert "There already: pts.country_year" in said.out
    assert (holdings().path_of(TABLE).stat().st_mtime_ns, holdings().path_of(TABLE).read_bytes()) == before
    assert suasion(capsys, "data", "add", path, "--force").code == 0
    assert holdings().path_of(TABLE).read_bytes() == before[1]
    assert [one.name for one in home.iterdir()] == [f"{TABLE}.parquet"]


def test_unknown_release_is_told_by_its_differences(tmp_path, home, capsys):
    head = HEAD.replace(",Region", "").replace("PTS_S", "PTS_S,PTS_X")
    rows = [",".join([*row.replace("Korea, North", "Korea").split(",")]) for row in ROWS]
    rows = [
        row.replace(",eap,", ",")
        .replace(",ssa,", ",")
        .replace(",5,66,", ",5,1,66,")
        .replace(",5,0,", ",5,1,0,")
        .replace(",3,0,", ",3,1,0,")
        for row in rows
    ]
    said = suasion(capsys, "data", "add", put(tmp_path, text(*rows, head=head)))
    assert said.code == 0
    assert (
        "Warning: pts.country_year: this is no release that Suasion has seen. The newest seen is 2022, an excerpt. "
        "Columns missing: Region. Columns new: PTS_X. Rows: 3, there 9,748. Years: 1996 to 1997, there 1976 to 2021."
    ) in said.err


def test_row_without_a_year_is_kept_and_told(tmp_path, home, capsys):
    said = suasion(capsys, "data", "add", put(tmp_path, text(*ROWS, ROWS[0].replace("1996", ""))))
    assert said.code == 0
    assert "Without a year, so that they join nothing: row 5." in said.err
    assert holdings().load("pts").height == 4


def test_file_under_another_name_is_recognised_by_its_columns_or_by_the_user(tmp_path, home):
    assert add_data(put(tmp_path, text(), "download (3).csv")).added[0].name == TABLE
    few = put(tmp_path, "Country,Year,PTS_A,PTS_S\nA,1990,1,2\n", "few.csv")
    assert [one.name for one in add_data(few, force=True).added] == [TABLE], (
        "the key and what is required suffice"
    )
    fewer = put(tmp_path, "Country,Year,PTS_A\nA,1990,1\n", "fewer.csv")
    with pytest.raises(package.SuasionError, match="no table that the catalogue knows"):
        add_data(fewer, force=True)
    with pytest.raises(package.SuasionError, match=r"The column 'PTS_S' .* is missing"):
        add_data(fewer, name="pts", force=True)


def test_user_chooses_the_sheet_by_its_columns(tmp_path, home):
    found = add_data(workbook(tmp_path), name="pts")
    assert [one.rows for one in found.added] == [3]


def test_folder_is_looked_through(tmp_path, home, capsys):
    put(tmp_path, text(), "down/terror/PTS-2030.csv")
    put(tmp_path, gzip.compress(b"ccode,year,rummel\n2,1950,0\n"), "down/rummel_1987.csv.gz")
    put(tmp_path, "notes", "down/notes.txt")
    put(tmp_path, text(*ROWS[:1]), "down/.hidden/PTS-2029.csv")
    said = suasion(capsys, "data", "add", tmp_path / "down")
    assert said.code == 0
    assert sorted(holdings().installed()) == [TABLE, "rummel.country_year"]
    assert "Passed over, no table of the catalogue: notes.txt" in said.out
    assert "Missing for `suasion panel`:" in said.out
    assert "`suasion data status`" in said.out


def test_status_list_show_and_cite(tmp_path, home, capsys):
    said = suasion(capsys, "data", "status")
    assert "It holds no table yet." in said.out
    assert "pts: Political Terror Scale. https://www.politicalterrorscale.org/Data/" in said.out
    own = said.out.partition(
        "Missing for `suasion support`, which reads the summary that Suasion ships until then:"
    )
    assert [line.split(":")[0].strip() for line in own[2].splitlines() if line] == [
        "ert",
        "gsdb",
        "gwf",
        "kof",
        "vdem",
    ]
    assert suasion(capsys, "data", "cite").out.strip() == ""
    add_data(put(tmp_path, text()))
    said = suasion(capsys, "data", "status")
    assert TABLE in said.out
    assert "pts: Political Terror Scale" not in said.out
    assert suasion(capsys, "data", "cite").out.startswith("@misc{pts2022,")
    assert "1 of 1" in suasion(capsys, "data", "list").out
    said = suasion(capsys, "data", "show", "polity5")
    for expected in (
        "Polity5",
        "-66 is an interruption",
        "polity2",
        "https://www.systemicpeace.org",
        "-66, -77, -88",
    ):
        assert expected in said.out
    said = suasion(capsys, "data", "show", "vdem.v12_selected")
    assert "vdem.v12_selected" in said.out
    assert "vdem.v14_demspaces" not in said.out
    assert suasion(capsys, "data", "check").out.startswith("1 table read again, no problem found.")


def test_python_says_the_same(tmp_path, home):
    found = package.add_data(put(tmp_path, text()))
    assert [one.name for one in found.added] == [TABLE]
    assert package.check_data().tables == (TABLE,)
    read = package.load_data("pts", ["Year", "PTS_S"])
    assert isinstance(read, pd.DataFrame)
    assert list(read.columns) == ["Year", "PTS_S"]
    status = package.data_status()
    assert status.folder == str(home)
    assert list(status.table["name"]) == [TABLE]
    assert [one.id for one in status.missing["measure"]] == ["cirights", "lhrs"]
    described = package.describe_data("pts")
    assert (described.read_by, set(described.tables)) == (("panel",), {TABLE})
    known = package.list_data()
    assert [one.id for one in known.datasets if one.held] == ["pts"]
    assert len(known.table) == len(known.datasets)
    assert package.cite_data() == bibliography.entries()["pts2022"]
    with pytest.raises(package.SuasionError, match="has no column 'PTS_Z'"):
        package.load_data("pts", ["PTS_Z"])


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_leaves_nothing(tmp_path, home):
    folder = tmp_path / "down"
    for i in range(400):
        put(
            folder,
            text(*[f"A{j},A,{1990 + i % 9},A,{j + 1},A,1,r,1,1,1,0,0,0" for j in range(2000)]),
            f"PTS-{i}.txt",
        )
    put(folder, text(), "PTS-2030.csv")
    command = [sys.executable, "-c", "from suasion.cli import main; main()", "data", "add", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    for _ in range(600):
        if home.is_dir() and any(home.glob(".suasion-*/*.parquet")):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert not home.exists() or not list(home.iterdir())


@pytest.mark.data
def test_catalogue_knows_every_excerpt_of_the_manifest(produced):
    manifest = tomllib.loads((produced / "manifest.toml").read_text("utf-8"))["file"]
    seen = {one.sha256: one for table in catalogue.tables().values() for one in table.releases}
    unknown = {one["path"] for one in manifest if one["sha256"] not in seen}
    assert unknown == {"sanctions/country_year_sanctioned_1989_2020.csv.gz"}, "it has no producer to cite"
    for one in manifest:
        if release := seen.get(one["sha256"]):
            assert (release.rows, list(release.columns)) == (one["rows"], one["column_names"]), one["path"]
            assert release.version == one["version"]


@pytest.mark.data
def test_every_excerpt_is_added_as_what_it_is(added, monkeypatch):
    monkeypatch.setenv("SUASION_DATA", str(added))
    there = holdings().installed()
    assert set(there) == {name for name, table in catalogue.tables().items() if table.releases}
    assert all(one.known and one.excerpt for one in there.values())


@pytest.mark.data
@pytest.mark.parametrize("name", ["lhrs.scores", "gsdb.cases", "ties.cases", "kof.country_year", "archigos.leaders", "vdem.v12_selected", "itt.country_year", "undp_hdr.wide"])  # fmt: skip
def test_no_cell_is_changed_on_the_way(produced, data_folder, name):
    held = holdings().installed()[name]
    path = next(produced.rglob(held.file))
    raw = pl.read_csv(path, infer_schema=False)
    table = holdings().stored(name)
    raw.columns = list(catalogue.tables()[name].canonical(raw.columns))
    assert table.columns == raw.columns
    for column in raw.columns:
        if table[column].dtype == pl.String:
            assert table[column].to_list() == [cell or None for cell in raw[column].to_list()], column
        else:
            cells = [None if cell in (None, "NA", ".") else float(cell) for cell in raw[column].to_list()]
            np.testing.assert_array_equal(
                table[column].cast(pl.Float64).fill_null(np.nan).to_numpy(),
                np.array([np.nan if cell is None else cell for cell in cells]),
                err_msg=column,
            )


@pytest.mark.data
def test_folder_of_every_excerpt_is_sound_and_cites_producers(data_folder):
    assert len(package.check_data().tables) == len(holdings().installed())
    assert package.cite_data().count("\n@") > 50
    assert holdings().load("hringo")["ccode"].min() > 0
    assert set(holdings().load("itt")["LoT"].drop_nulls()) & {"-777", "-999"} == set()
