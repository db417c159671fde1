"""The panel from a producer's whole file, and from one that lacks columns: a made-up V-Dem of two states."""

from __future__ import annotations

import polars as pl
import pytest

from suasion.errors import SuasionError
from suasion.files.datasets import catalogue, panels
from suasion.lab import add_data, load_panel
from suasion.lab.panel.load import lacks

KEYS = ("country_name", "country_text_id", "country_id", "year", "COWcode")
STATES = (("North Korea", "PRK", 41, 731), ("Cuba", "CUB", 155, 40))
YEARS = range(1990, 1996)
#: Any columns of the panel that the file gives.
SOME = ("physical_integrity", "torture")


def value(name: str, year: int) -> float:
    """A value within every scale that the catalogue knows."""
    return round(0.1 + (len(name) % 7) / 10 + (year - 1990) / 100, 3)


def put(folder, leave_out=()):
    """The file, with every column that the catalogue names and some that it does not."""
    table = catalogue.tables()["vdem.country_year"]
    names = [one.column for one in table.indicators if one.column not in (*KEYS, *leave_out)]
    names += ["v2unheard", "v2unheard_osp"]
    lines = [",".join((*KEYS, *names))]
    for name, letters, number, cow in STATES:
        for year in YEARS:
            cells = [f"{value(column, year):g}" for column in names]
            lines.append(",".join((name, letters, str(number), str(year), str(cow), *cells)))
    path = folder / "V-Dem-CY-Full+Others-v99.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def test_whole_file_gives_the_columns_of_the_excerpts(tmp_path, home):
    add_data(put(tmp_path))
    panel = load_panel(columns=SOME)
    korea = panel.rows_of("PRK").filter(pl.col("year").is_between(YEARS[0], YEARS[-1]))
    assert korea["physical_integrity"].to_list() == [value("v2x_clphy", year) for year in YEARS]
    assert set(panel.columns["table"]) == {"vdem.country_year"}
    assert set(panel.columns["version"]) == {"unknown release (V-Dem-CY-Full+Others-v99.csv)"}
    assert panel.absent.empty
    assert panel.of("USA")["physical_integrity"].isna().all()


def test_release_that_lacks_a_column_is_named_and_nothing_is_made_up(tmp_path, home):
    add_data(put(tmp_path, leave_out=("v2cltort", "v2csreprss")))
    assert lacks(("physical_integrity",)) == []
    assert lacks(SOME) == ["v2cltort in vdem.country_year"]
    with pytest.raises(
        SuasionError, match=r"vdem.country_year\n  The release .* has no column v2cltort\."
    ) as found:
        load_panel(columns=SOME)
    assert "v2csreprss" not in str(found.value), "it was not asked for"
    assert "1 table is missing or incomplete." in str(found.value)
    panel = load_panel(columns=SOME, partial=True)
    assert "torture" not in panel.frame.columns
    assert panel.table["physical_integrity"].count() == len(STATES) * len(YEARS)
    assert {one.column: one.table for one in panel.known.absent}["torture"] == "v2cltort in vdem.country_year"


def test_release_without_a_key_gives_no_column_of_its_block(tmp_path, home):
    place = tmp_path / "lexical.csv"
    place.write_text("country_name,year,lexical_index,political_liberties\nCuba,1990,3,0\n", "utf-8")
    add_data(place, name="lexical_index")
    with pytest.raises(SuasionError, match=r"lexical_index.country_year\n .* has no column lied_cow\."):
        load_panel(columns=("lexical_index",))


#: What a way of its own reads, beside the columns that its block names.
READ = {
    "sanction_cases": {"sanctioning_state", "objective"},
    "reviews": {"To", "Session"},
    "roll_calls": {"short", "descr"},
    "since_ratified": {"instrument", "year ratification or accession"},
}


@pytest.mark.parametrize("name", [one.id for one in panels.blocks().values() if one.how in READ])
def test_what_a_way_reads_beside_is_required_when_its_table_is_added(name):
    block = panels.blocks()[name]
    table = catalogue.tables()[block.tables[0]]
    assert READ[block.how] <= {*table.required, *table.keys}
