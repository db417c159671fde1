"""Separated text is looked through as Python's own reader reads it; a file is recognised by its columns."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suasion.domain.dataset import Indicator, Table
from suasion.errors import SuasionError
from suasion.files.datasets import catalogue
from suasion.files.datasets.cells import typed
from suasion.files.datasets.recognise import recognise
from suasion.files.formats import separated
from suasion.files.formats.sheets import Sheet

CELL = st.text(alphabet='ab1,;"\n\r\t é', max_size=5)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=8)


@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n"]), closed=st.booleans())
def test_ragged_rows_are_those_that_another_reader_finds(tmp_path_factory, rows, end, closed):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    content = out.getvalue() if closed else out.getvalue()[: -len(end)]
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    path.write_bytes(content.encode())
    head = separated.head(path)
    assert head == separated.Head(("a", "b"), ",")
    expected = [number for number, row in enumerate(rows, 2) if len(row) != 2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            separated, "STEP", 7
        )  # so that rows, quotations and letters lie across the ends of pieces
        problems, encoding = separated.look_through(path, "rows.csv", head)
    assert encoding == "utf-8"
    assert [one.what for one in problems] == (
        [f"Not every row has the 2 cells that row 1 has: {separated.rows(expected)}."] if expected else []
    )


@given(st.lists(st.one_of(st.none(), st.floats(-5, 5), st.sampled_from([-9, -77])), min_size=1, max_size=30))
def test_a_number_is_refused_if_and_only_if_it_lies_beyond_its_scale(values):
    column = Indicator(column="x", title="x", unit="x", low=-1.0, high=2.0, missing=(-9, -77))
    table = Table(id="t", title="t", files=("t",), required=("x",), indicators=(column,))
    raw = pl.DataFrame({"x": ["NA" if value is None else repr(value) for value in values]})
    done, problems = typed(table, raw, Sheet("t.csv", ("x",), raw.select))
    assert done["x"].to_list() == values
    beyond = [
        row
        for row, value in enumerate(values, 2)
        if value not in (None, -9, -77) and not -1 - 2e-6 <= value <= 2 + 2e-6
    ]
    assert len(problems) == bool(beyond)
    if beyond:
        assert f" in {separated.rows(beyond)}: " in problems[0].what


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=9, unique=True).map(sorted))
def test_rows_in_words_name_the_first_and_count_the_rest(numbers):
    said = separated.rows(numbers)
    assert said.startswith("row " if len(numbers) == 1 else "rows ")
    assert f"{numbers[0]:,}" in said
    assert (f"{len(numbers) - separated.MOST} more" in said) == (len(numbers) > separated.MOST)


#: Tables whose files have the same columns: only a name or a digest tells them apart.
TWINS = {
    "electricity.north_korea": {"electricity.north_korea", "electricity.south_korea", "electricity.china"},
    "electricity.south_korea": {"electricity.north_korea", "electricity.south_korea", "electricity.china"},
    "electricity.china": {"electricity.north_korea", "electricity.south_korea", "electricity.china"},
    "world_bank_gdp.country_year": {"world_bank_gdp.country_year", "world_bank_population.country_year"},
    "world_bank_population.country_year": {
        "world_bank_gdp.country_year",
        "world_bank_population.country_year",
    },
}


@pytest.mark.parametrize("name", [name for name, table in catalogue.tables().items() if table.releases])
def test_release_is_recognised_by_its_columns_alone_by_its_name_and_by_its_digest(name):
    known = catalogue.tables()
    release = known[name].releases[0]
    assert set(recognise("download.csv", release.columns, (), known)) == TWINS.get(name, {name})
    assert recognise(release.file.removesuffix(".gz"), release.columns, (), known) == [name]
    assert recognise("download.csv", ["x"], (release.content,), known) == [name]
    assert recognise("download.csv", ["x"], (release.sha256,), known) == [name]


def test_file_that_may_be_two_tables_is_not_guessed(tmp_path, monkeypatch):
    from suasion.lab import add_data

    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "home"))
    path = tmp_path / "series.csv"
    path.write_text("Country Name,Country Code,Year,Value\nKorea,KOR,1990,1\n", "utf-8")
    with pytest.raises(
        SuasionError, match=r"This may be world_bank_gdp\.country_year or world_bank_pop"
    ) as found:
        add_data(path)
    assert "Say which with `name`." in str(found.value)
    assert "Say which with --as NAME." in str(found.value.problems[0].options)
    assert add_data(path, name="world_bank_gdp").added[0].rows == 1
