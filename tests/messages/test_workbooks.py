"""A workbook that declares more than it holds is refused before it is laid out in memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from suasion.files.formats import workbooks
from written import suasion

SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def book(folder: Path, rows: str) -> Path:
    path = folder / "table.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in PARTS.items():
            packed.writestr(name, text)
        packed.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows))
    return path


def row(number: int, *cells: str) -> str:
    inner = "".join(f'<c r="{cell}{number}" t="n"><v>1</v></c>' for cell in cells)
    return f'<row r="{number}">{inner}</row>'


def test_a_cell_in_the_last_corner(tmp_path, capsys):
    path = book(tmp_path, row(1, "A", "B") + row(1_048_576, "XFD"))
    said = suasion(capsys, "data", "add", path)
    assert said.code == 2
    assert "reaches to cell XFD1048576, 17,179,869,184 cells, of which 3 hold something" in said.err
    assert "save the table as CSV" in said.err


def test_a_sheet_that_unpacks_to_far_more(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "FREE_BYTES", 100_000)
    (one,) = workbooks.problems(book(tmp_path, " " * 60_000_000), "table.xlsx")
    assert "unpacks to more than" in one.what


@pytest.mark.parametrize("step", [400, 1 << 20])
def test_an_ordinary_sheet_is_counted_whatever_the_steps(tmp_path, monkeypatch, step):
    monkeypatch.setattr(workbooks, "STEP", step)
    path = book(tmp_path, "".join(row(number, "A", "B", "AA") for number in range(1, 200)))
    assert list(workbooks.problems(path, "table.xlsx")) == []
    monkeypatch.setattr(workbooks, "MOST_CELLS", 10)
    monkeypatch.setattr(workbooks, "SPARSE", 1)
    (one,) = workbooks.problems(path, "table.xlsx")
    assert "AA199, 5,373 cells, of which 597 hold something" in one.what
