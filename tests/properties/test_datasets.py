"""Separated text is looked through as Python's own reader reads it; a file is recognised by its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suasion.domain.dataset import Indicator, Table
from suasion.errors import SuasionError
from suasion.files.datasets import catalogue
from suasion.files.datasets.cells import typed
from suasion.files.datasets.recognise import recognise
from suasion.files.datasets.rows import Rows
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
    expected = without_notes_at_the_foot(expected, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            separated, "STEP", 7
        )  # so that rows, quotations and letters lie across the ends of pieces
        problems, encoding = separated.look_through(path, "rows.csv", head)
    assert encoding == "utf-8"
    assert [one.what for one in problems] == (
        [f"Not every row has the 2 cells that row 1 has: {separated.rows(expected)}."] if expected else []
    )


def without_notes_at_the_foot(ragged: list[int], rows: list[list[str]]) -> list[int]:
    """The same without those below a row without text, if from there on no row has more than one cell filled."""
    for number, row in enumerate(rows, 2):
        below = rows[number - 2 :]
        if row == ["", ""] and all(len([cell for cell in one if cell]) <= 1 for one in below):
            return [one for one in ragged if one < number]
    return ragged


@given(st.lists(st.one_of(st.none(), st.floats(-5, 5), st.sampled_from([-9, -77])), min_size=1, max_size=30))
def test_a_number_is_set_missing_or_refused_if_and_only_if_it_lies_beyond_its_scale(values):
    column = Indicator(column="x", title="x", unit="x", low=-1.0, high=2.0, missing=(-9, -77))
    table = Table(id="t", title="t", files=("t",), required=("y",), indicators=(column,))
    raw = pl.DataFrame({"x": ["NA" if value is None else repr(value) for value in values]})
    done = typed(table, raw, Rows("t.csv", np.arange(2, 2 + raw.height)))
    beyond = [
        row
        for row, value in enumerate(values, 2)
        if value not in (None, -9, -77) and not -1 - 2e-6 <= value <= 2 + 2e-6
    ]
    filled = sum(value is not None for value in values)
    few = len(beyond) <= 5 and len(beyond) < filled
    assert done.problems == []
    for odd in (*done.set_missing, *done.refused):
        assert [cell.row for cell in odd.cells] == beyond
        assert [float(cell.value) for cell in odd.cells] == [values[row - 2] for row in beyond]
    assert (len(done.set_missing), len(done.refused)) == (
        int(bool(beyond) and few),
        int(bool(beyond) and not few),
    )
    if few or not beyond:
        assert done.frame["x"].to_list() == [
            None if row in beyond else value for row, value in enumerate(values, 2)
        ]
    else:
        assert done.frame.columns == []


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


def sheet(columns: Sequence[str]) -> Sheet:
    """A table of these columns and no rows."""
    empty = pl.DataFrame({str(place): [] for place in range(len(columns))})
    return Sheet("download.csv", (tuple(columns),), lambda _row, places: empty.select(map(str, places)))


@pytest.mark.parametrize("name", [name for name, table in catalogue.tables().items() if table.releases])
def test_release_is_recognised_by_its_columns_alone_by_its_name_and_by_its_digest(name):
    known = catalogue.tables()
    release = known[name].releases[0]
    assert set(recognise("download.csv", sheet(release.columns), (), known)) == TWINS.get(name, {name})
    assert list(recognise(release.file.removesuffix(".gz"), sheet(release.columns), (), known)) == [name]
    assert list(recognise("download.csv", sheet(["x"]), (release.content,), known)) == [name]
    assert list(recognise("download.csv", sheet(["x"]), (release.sha256,), known)) == [name]


@pytest.mark.parametrize("name", [name for name, table in catalogue.tables().items() if table.releases])
def test_a_table_is_not_recognised_without_a_column_that_it_needs(name):
    known = catalogue.tables()
    columns = known[name].canonical(known[name].releases[0].columns)
    for needed in known[name].needed:
        fits = recognise("download.csv", sheet([one for one in columns if one != needed]), (), known)
        assert fits.get(name) is None, needed


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
