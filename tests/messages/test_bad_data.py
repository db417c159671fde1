"""Datasets with mistakes: each is named with its file, row and remedy, and nothing is added."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from producers import HEAD, NAME, ROWS, frame, put, text
from suasion.files.formats import archives
from suasion.lab import add_data
from suasion.lab.environment import holdings
from written import suasion


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet."""
    folder = tmp_path / "home" / "data"
    monkeypatch.setenv("SUASION_DATA", str(folder))
    return folder


def refused(capsys: pytest.CaptureFixture[str], home: Path, *arguments: object) -> str:
    """What is said of an attempt that adds nothing."""
    said = suasion(capsys, "data", "add", *arguments)
    assert said.code == 2
    assert not home.parent.exists(), "something was left"
    return said.err


def cell(row: int, column: str, value: str) -> str:
    """The file with one cell replaced."""
    lines = [HEAD, *ROWS]
    before = lines[row - 1].replace('"Korea, North"', "Korea").split(",")
    before[HEAD.split(",").index(column)] = value
    lines[row - 1] = ",".join(before)
    return "\n".join(lines) + "\n"


MISTAKES = {
    "no year": (cell(4, "Year", "19960"), "Column 'Year' holds no year in row 4: 19960."),
    "half a year": (cell(4, "Year", "1996.5"), "Column 'Year' holds no year in row 4: 1996.5."),
    "a code that is none": (cell(4, "COW_Code_N", "IVC"), "Column 'COW_Code_N' holds no number in row 4: 'IVC'."),
    "a row twice": (text(*ROWS, ROWS[0]), f"{NAME}\n  The same Country Korea, North, Year 1996 stands in rows 2 and 5; the rows are alike in every column. Take the repetitions out in a copy."),
    "a state-year twice": (text(*ROWS, ROWS[0].replace("NA,NA,5", "NA,NA,4")), f"{NAME}\n  The same Country Korea, North, Year 1996 stands in rows 2 and 5. The rows differ in 'PTS_S'. See in the producer's codebook which row is meant for that key."),
    "a column renamed": (text(head=HEAD.replace("PTS_S", "PTS_State")), f"{NAME}\n  The column 'PTS_S' (also called 'StateDept' or 'State Dept' or 'State_Dept') is missing from row 1. The file has 'PTS_State': was it renamed upstream? Rename the column in a copy. `suasion data show pts` lists the forms that are read."),
    "a column lost": (text(*(row.rpartition(",")[0] for row in ROWS), head=HEAD.replace("PTS_A,", "")), "The column 'PTS_A' (also called 'Amnesty') is missing from row 1. If it has another name, rename it in a copy."),
    "a column twice": (text(head=HEAD.replace("Region", "PTS_A")), "Row 1 names more than one column 'PTS_A'."),
    "a row cut off": (text()[:-20], f"{NAME}\n  Not every row has the 14 cells that row 1 has: row 4. Download the file again"),
    "a row too long": (text(ROWS[0], ROWS[1] + ",9", ROWS[2]), "Not every row has the 14 cells that row 1 has: row 3."),
    "an open quotation": (text(ROWS[0], ROWS[1][:-2] + '"5,', ROWS[2]), "A quotation mark that is opened in or after row 3 is never closed."),
    "no rows": (HEAD + "\n", f"{NAME}\n  It has no rows. Download it again."),
    "mixed encodings": (text(ROWS[0], ROWS[2]).encode() + ROWS[2].replace("1996", "1997").encode("latin-1") + b"\n", f"{NAME}\n  The encodings are mixed: line 3 is UTF-8, line 4 is not. Save the file again as UTF-8"),
    "no text": (text().encode() + b"\x81\x8d,\n", "Line 5 is neither UTF-8 nor Windows-1252 text."),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_named(tmp_path, home, capsys, mistake):
    content, expected = MISTAKES[mistake]
    assert expected in refused(capsys, home, put(tmp_path, content))


def test_mistakes_of_all_files_are_named_at_once(tmp_path, home, capsys):
    put(tmp_path, cell(2, "Year", "6"), "files/PTS-2030.csv")
    put(tmp_path, cell(2, "Year", "7"), "files/sub/PTS-2031.csv")
    put(tmp_path, gzip.compress(text().encode())[:-30], "files/PTS-2032.csv.gz")
    said = refused(capsys, home, tmp_path / "files")
    assert said.startswith("3 problems:")
    for expected in ("PTS-2030.csv\n  Column", "sub/PTS-2031.csv\n  Column", "PTS-2032.csv.gz\n  The packed"):
        assert expected in said


def test_many_rows_are_counted(tmp_path, home, capsys):
    rows = [f"A,A,{1950 + i},A,{i + 1},A,1,r,9{i}0,1,1,0,0,0" for i in range(20)]
    said = refused(capsys, home, put(tmp_path, text(*rows)))
    assert (
        "Of the 20 cells in column 'PTS_A', 20 are no number or lie outside its scale, 1 to 5, in rows 2, 3, 4, 5, 6 "
        "and 15 more: '900'. The column is needed, and so many are not set missing."
    ) in said


def test_comma_that_may_be_either_is_not_guessed(tmp_path, home, capsys):
    content = "Country Name;Country Code;Year;Value\nKorea;KOR;1990;1,234\nJapan;JPN;1990;2,345\n"
    said = refused(capsys, home, put(tmp_path, content, "gdp.csv"))
    assert "The comma in '1,234' may stand between thousands or before decimals" in said


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if one != "no text"])
def test_no_remedy_leads_back_to_the_same_file(tmp_path, home, capsys, mistake):
    said = refused(capsys, home, put(tmp_path, MISTAKES[mistake][0]))
    assert "producer's own" not in said
    assert "take version" not in said


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_file_that_breaks_off(tmp_path, home, capsys, pack):
    content = text(*[f"A{i},A,1990,A,{i + 1},A,1,r,1,1,1,0,0,0" for i in range(20_000)])
    packed = pack(content.encode())
    said = refused(capsys, home, put(tmp_path, packed[: len(packed) // 2], NAME + ".gz"))
    assert f"{NAME}.gz\n  The packed file breaks off or is damaged after " in said
    place = re.search(r"after ([\d,]+) bytes, near row ([\d,]+) ", said)
    assert place
    size, row = (int(one.replace(",", "")) for one in place.groups())
    assert row == content.encode()[:size].count(b"\n") + 1
    assert (row > 1000) == (pack is not bz2.compress)  # a block of bzip2 is whole or not there
    assert "Download it again." in said


def test_packed_file_with_a_wrong_byte(tmp_path, home, capsys):
    packed = bytearray(gzip.compress(text().encode()))
    packed[-6] ^= 1  # of the checksum
    assert "breaks off or is damaged" in refused(capsys, home, put(tmp_path, bytes(packed), NAME + ".gz"))


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv"]
)
def test_archive_that_leads_out_of_itself(tmp_path, home, capsys, name):
    given = archive(tmp_path / "files.zip", {NAME: text().encode(), name: text().encode()})
    said = refused(capsys, home, given)
    assert (
        f"files.zip\n  A member's name leads out of the archive: {name!r}. Such an archive is not opened."
        in said
    )


def test_archive_with_a_link(tmp_path, home, capsys):
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as file:
        member = zipfile.ZipInfo(NAME)
        member.external_attr = 0o120777 << 16
        file.writestr(member, "/etc/passwd")
    assert "A member is a link: 'PTS-2030.csv'." in refused(capsys, home, tmp_path / "files.zip")


def test_archive_that_is_cut_off(tmp_path, home, capsys):
    whole = archive(tmp_path / "whole.zip", {NAME: text().encode()}).read_bytes()
    said = refused(capsys, home, put(tmp_path, whole[:-40], "files.zip"))
    assert "files.zip\n  The archive is broken or cut off: File is not a zip file. Download it again." in said


@pytest.mark.parametrize("kind", ["gz", "zip", "workbook"])
def test_bomb_is_not_unpacked(tmp_path, home, capsys, monkeypatch, kind):
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    content = text().encode() + b"0" * 20_000_000
    if kind == "gz":
        path = put(tmp_path, gzip.compress(content), NAME + ".gz")
    else:
        name = "xl/workbook.xml" if kind == "workbook" else NAME
        path = archive(tmp_path / "files.zip", {name: content})
    said = refused(capsys, home, path)
    assert "that is not opened. If you trust it, unpack it yourself" in said


def test_folder_with_too_many_files(tmp_path, home, capsys, monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    for i in range(3):
        put(tmp_path, "x", f"files/{i}.csv")
    assert "The folder holds 3 files, more than the 2 that are looked through." in refused(
        capsys, home, tmp_path / "files"
    )


def test_r_file_with_code(tmp_path, home, capsys):
    rdata = pytest.importorskip("rdata")
    examples = Path(rdata.TESTDATA_PATH) / "generated"
    kinds = {
        "function": "a function",
        "minimal_function": "a function",
        "builtin": "a built-in function",
        "open_file": None,  # a connection: a number with a pointer, and no data frame
        "environment_global_default": "an environment",
        "expression": "an expression",
        "s4": "an S4 object",
    }
    for name, expected in kinds.items():
        path = examples / f"test_{name}__xdr__version_3.rda"
        assert path.is_file()
        said = refused(capsys, home, put(tmp_path, path.read_bytes(), f"{name}.rda"))
        if expected:
            assert f"{name}.rda\n  The R file holds " in said
            assert expected in said
            assert "Files with code are not read. Save the data frame alone" in said


def test_r_file_that_is_damaged(tmp_path, home, capsys):
    rdata = pytest.importorskip("rdata")
    whole = (Path(rdata.TESTDATA_PATH) / "generated" / "test_dataframe__xdr__version_3.rds").read_bytes()
    content = whole if whole[:2] == b"X\n" else gzip.decompress(whole)
    said = refused(capsys, home, put(tmp_path, content[:60], "frame.rds"))
    assert "frame.rds\n  This R file cannot be read: " in said


def test_workbook_and_stata_and_parquet_that_are_damaged(tmp_path, home, capsys):
    packed = io.BytesIO()
    frame().write_parquet(packed)
    for name, content in {
        "PTS.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "PTS.dta": b"<stata_dta><header>nothing more",
        "PTS.parquet": packed.getvalue()[:200],
    }.items():
        said = refused(capsys, home, put(tmp_path, content, name))
        assert f"{name}\n  The file is broken or cut off: " in said


@pytest.mark.parametrize(
    ("name", "module"), [("PTS.xls", "fastexcel"), ("PTS.dta", "pyreadstat"), ("a.rds", "rdata")]
)
def test_missing_package_is_named(tmp_path, home, capsys, monkeypatch, name, module):
    monkeypatch.setitem(sys.modules, module, None)
    start = {"fastexcel": b"\xd0\xcf\x11\xe0", "pyreadstat": b"<stata_dta>", "rdata": b"X\n"}[module]
    said = refused(capsys, home, put(tmp_path, start + b"\0" * 100, name))
    assert "are read with packages that are not installed. Install them: pip install 'suasion[data]'" in said


def test_file_that_is_not_known(tmp_path, home, capsys):
    said = refused(capsys, home, put(tmp_path, "a,b\n1,2\n", "mine.csv"))
    assert (
        "This is no table that the catalogue knows: it has not all the columns, or rows, that one of them needs. `suasion data list`"
        in said
    )
    assert "--as NAME" in said


def test_renamed_file_with_a_renamed_column_is_nearly_known(tmp_path, home, capsys):
    said = refused(capsys, home, put(tmp_path, text(head=HEAD.replace("PTS_S", "PTS_State")), "mine.csv"))
    assert "is missing from row 1. The file has 'PTS_State'" in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "The file is empty. Download it again"),
        ("  <!DOCTYPE html><p>Log in</p>", "This is a web page and not a table"),
    ],
)
def test_download_that_went_wrong(tmp_path, home, capsys, content, expected):
    assert f"mine.csv\n  {expected}" in refused(capsys, home, put(tmp_path, content, "mine.csv"))


def test_file_that_is_not_there(tmp_path, home, capsys):
    assert "nowhere.csv\n  There is no such file or folder. Check the path." in refused(
        capsys, home, tmp_path / "nowhere.csv"
    )


def test_table_that_is_not_known(tmp_path, home, capsys):
    said = refused(capsys, home, put(tmp_path, text()), "--as", "ptss")
    assert "ptss\n  The catalogue has no such dataset. Nearest: pts." in said
    said = refused(capsys, home, put(tmp_path, text()), "--as", "vdem")
    assert "vdem\n  The dataset has several tables. Tables: vdem.country_year, vdem.v12_demspaces" in said


def test_table_that_is_there_already_stays(tmp_path, home, capsys):
    assert suasion(capsys, "data", "add", put(tmp_path, text())).code == 0
    before = {path: path.read_bytes() for path in home.iterdir()}
    other = put(tmp_path, text(*ROWS[:2]), "PTS-2031.csv")
    said = suasion(capsys, "data", "add", other).err
    assert (
        "pts.country_year is there already. It was made of PTS-2030.csv (a release not seen before). Add --force"
        in said
    )
    assert {path: path.read_bytes() for path in home.iterdir()} == before
    assert suasion(capsys, "data", "add", other, "--force").code == 0
    assert holdings().load("pts").height == 2


def test_two_files_of_one_table_are_not_chosen_from(tmp_path, home, capsys):
    put(tmp_path, text(), "files/PTS-2030.csv")
    put(tmp_path, text(*ROWS[:2]), "files/PTS-2031.csv")
    said = refused(capsys, home, tmp_path / "files")
    assert (
        "PTS-2031.csv\n  This and PTS-2030.csv are both pts.country_year. Add a file that holds the one"
        in said
    )


@pytest.mark.parametrize("call", [1, 2])
def test_disk_that_is_full(tmp_path, home, capsys, monkeypatch, call):
    true, calls = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        calls.append(path)
        if len(calls) == call:
            true(path, content[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return true(path, content)

    put(tmp_path, text(), "files/PTS-2030.csv")
    put(tmp_path, "ccode,year,rummel\n2,1950,0\n", "files/rummel.csv")
    monkeypatch.setattr(Path, "write_bytes", full)
    said = refused(capsys, home, tmp_path / "files")
    assert "Nothing can be written to the data folder: No space left on device. Free some space" in said
    assert "nothing was added" in said


def test_folder_that_cannot_be_written(tmp_path, capsys, monkeypatch):
    put(tmp_path, "a file", "taken")
    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "taken" / "data"))
    assert (
        "Nothing can be written to the data folder: Not a directory."
        in suasion(capsys, "data", "add", put(tmp_path, text())).err
    )


def test_interruption_leaves_nothing(tmp_path, home, monkeypatch):
    put(tmp_path, text(), "files/PTS-2030.csv")
    put(tmp_path, "ccode,year,rummel\n2,1950,0\n", "files/rummel.csv")

    def stop(step, done, total):
        if "rummel" in step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_data(tmp_path / "files", progress=stop)
    assert not home.parent.exists()


def test_check_names_what_has_gone_wrong(tmp_path, home, capsys):
    assert suasion(capsys, "data", "add", put(tmp_path, text())).code == 0
    assert suasion(capsys, "data", "check").code == 0
    whole = holdings().path_of("pts.country_year").read_bytes()
    put(home, whole[:-40], "pts.country_year.parquet")
    put(home, whole, "mine.own.parquet")
    frame().write_parquet(home / "rummel.country_year.parquet")
    said = suasion(capsys, "data", "check").err
    assert "3 problems:" in said
    assert "pts.country_year.parquet\n  This table is broken: " in said
    assert "mine.own.parquet\n  This table is not of the catalogue." in said
    assert "rummel.country_year.parquet\n  This table is broken: what it says of itself is gone" in said
    assert "`suasion data add FILE --force`" in said
    assert "pts.country_year" not in holdings().installed()


def test_missing_table_says_where_it_is_offered(home):
    command = [sys.executable, "-c", "import suasion; suasion.load_data('pts')"]
    before = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert time.perf_counter() - before < 30
    assert "It is not in the data folder" in done.stderr
    assert (
        "Get it at https://www.politicalterrorscale.org/Data/, then `suasion data add FILE`." in done.stderr
    )
