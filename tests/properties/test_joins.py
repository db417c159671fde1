"""Small tables put to states: every row is matched, listed as lost, or counted; zeros are never invented."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suasion.domain.panel import Block, Column, Condition, Recode
from suasion.domain.spelling import plain
from suasion.files.library.states import states
from suasion.measure.cells import Names
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.panel import Source, assemble, build, covered

WORLD = Crosswalk(states())
SOURCE = Source(dataset="D", version="1", licence="none", cite="d", address="")


def block(**more) -> Block:
    given = {
        "format": 1,
        "id": "b",
        "title": "t",
        "theme": "outcome",
        "tables": ("d.t",),
        "how": "rows",
        "state": ("code",),
        "codes": "cow",
        "year": "year",
        "columns": (Column(id="x", title="x", unit="u", better="up", source=("v",)),),
    }
    return Block(**{**given, **more})


def made(table: pl.DataFrame, **more):
    one = block(**more)
    return one, build(one, {"d.t": table}, WORLD)


def table(rows, columns=("code", "year", "v")) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=list(columns), orient="row")


def test_every_row_is_accounted_for():
    _, found = made(
        table(
            [
                (731, 2000, 1.0),  # matched
                (731, 1940, 1.0),  # before the panel
                (999, 2000, 1.0),  # no state
                (626, 2000, 1.0),  # no state yet
                (316, 1980, 1.0),  # carried under the successor's code
                (731, 2001, None),  # says nothing
                (731, None, 1.0),  # without a year
            ]
        )
    )
    join = found.join
    assert (join.rows, join.early, join.empty, join.undated) == (7, 1, 1, 1)
    assert (join.matched, join.carried, join.lost) == (2, 1, 2)
    assert join.rows == join.early + join.empty + join.undated + join.matched + join.lost
    assert [(lost.code, lost.why, lost.first, lost.last) for lost in join.unmatched] == [
        ("626", "no state, or not under this code, in these years", 2000, 2000),
        ("999", "no state has this code", 2000, 2000),
    ]
    assert sorted(found.rows["cow"]) == [315, 731]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([731, 260, 255, 316, 345, 999, None]),
            st.integers(1940, 2020),
            st.one_of(st.none(), st.floats(0, 1)),
        ),
        max_size=30,
    )
)
def test_no_row_is_dropped_in_silence(rows):
    frame = pl.DataFrame(rows, schema={"code": pl.Int64, "year": pl.Int64, "v": pl.Float64}, orient="row")
    _, found = made(frame)
    join = found.join
    assert join.rows == join.early + join.empty + join.undated + join.matched + join.lost
    doubled = sum(one.rows - 1 for one in join.duplicated)
    assert found.rows.height == join.matched - doubled


def test_rows_that_agree_become_one_and_rows_that_disagree_leave_a_gap():
    _, found = made(
        table(
            [(731, 2000, 1.0), (731, 2000, 1.0), (731, 2001, 1.0), (731, 2001, 2.0), (731, 2002, 3.0)],
        )
    )
    assert found.rows["x"].to_list() == [1.0, None, 3.0]
    assert [(one.state, one.year, one.rows, one.differs) for one in found.join.duplicated] == [
        ("North Korea", 2000, 2, ()),
        ("North Korea", 2001, 2, ("x",)),
    ]


def test_a_states_own_code_comes_before_a_neighbours():
    _, found = made(table([(315, 1992, 1.0), (316, 1992, 2.0)]))
    assert found.rows.rows() == [(315, 1992, 1.0)]
    assert "own" in found.join.unmatched[0].why


def test_recodes_replace_the_table_of_states():
    _, found = made(
        table([(255, 1980, 1.0), (255, 1995, 2.0)]),
        recodes=(Recode(code="255", cow=260, until=1989), Recode(code="255", cow=255, since=1990)),
    )
    assert found.rows.rows() == [(255, 1995, 2.0), (260, 1980, 1.0)]


def test_missing_stays_missing_and_absent_is_zero_only_where_the_block_says_so():
    frame = table([(731, 1990, 1.0), (732, 1992, 1.0)])
    for absent, expected in (("missing", {1.0, None}), ("zero", {1.0, 0.0})):
        one, found = made(frame, how="group", absent=absent, why="all are listed" if absent == "zero" else "")
        panel = assemble([one], {"b": found}, WORLD, {"b": SOURCE}, [])
        within = panel.frame.filter(pl.col("year").is_between(1990, 1992), pl.col("in_cow"))
        assert set(within["x"]) == expected
        assert panel.frame.filter(pl.col("year") == 1989)["x"].is_null().all()
        assert panel.frame.filter(~pl.col("in_cow"), pl.col("year") == 1991)["x"].is_null().all()


def test_spells_count_in_every_year_that_they_touch():
    frame = table(
        [(731, 1990, 1992), (731, 1992, None), (732, 1991, 1990)], columns=("code", "year", "until")
    )
    _, found = made(
        frame,
        how="spells",
        until="until",
        columns=(Column(id="x", title="x", unit="u", better="up"),),
    )
    held = {(cow, year): n for cow, year, n in found.rows.iter_rows()}
    assert held == {(731, 1990): 1, (731, 1991): 1, (731, 1992): 2, (732, 1991): 1}


def test_conditions_count_only_what_they_name():
    frame = pl.DataFrame(
        {
            "code": [731, 731, 731],
            "year": [2000, 2000, 2000],
            "kind": [1, 2, 8],
            "other": [8, None, None],
            "aims": ["human_rights,democracy", "human_rights_defenders", None],
            "v": [5.0, 7.0, None],
        }
    )

    def count(id, **more):
        return Column(id=id, title=id, unit="u", better="up", **more)

    _, found = made(
        frame,
        how="group",
        columns=(
            count("eight", where=(Condition(columns=("kind", "other"), values=(8,)),)),
            count("rights", where=(Condition(columns=("aims",), values=("human_rights",), listed=True),)),
            count("sum", source=("v",), stat="sum"),
            count("greatest", source=("v",), stat="max", where=(Condition(columns=("kind",), values=(1,)),)),
            count("none", source=("v",), stat="sum", where=(Condition(columns=("kind",), values=(9,)),)),
        ),
    )
    assert found.rows.row(0)[2:] == (2.0, 1.0, 12.0, 5.0, None)


def test_values_are_averaged_added_scaled_and_ranked_as_the_column_says():
    frame = pl.DataFrame(
        {"code": [731, 732, 740], "year": [2000] * 3, "a": [1.0, 2.0, 2.0], "b": [3.0, None, 4.0]}
    )

    def column(id, source, **more):
        return Column(id=id, title=id, unit="u", better="up", source=source, **more)

    _, found = made(
        frame,
        columns=(
            column("mean", ("a", "b")),
            column("added", ("a", "b"), add=True),
            column("turned", ("a",), times=-0.1, plus=1.0),
            column("place", ("a",), place=True),
            column("known", ("a",), missing=(2.0,)),
        ),
    )
    rows = {row["cow"]: row for row in found.rows.iter_rows(named=True)}
    assert [rows[cow]["mean"] for cow in (731, 732, 740)] == [2.0, None, 3.0]
    assert [rows[cow]["added"] for cow in (731, 732, 740)] == [4.0, 2.0, 6.0]
    assert rows[731]["turned"] == pytest.approx(0.9)
    assert [rows[cow]["place"] for cow in (731, 732, 740)] == pytest.approx([1 / 6, 2 / 3, 2 / 3])
    assert [rows[cow]["known"] for cow in (731, 732, 740)] == [1.0, None, None]


def test_coverage_is_counted_column_by_column():
    frame = pl.DataFrame(
        {"cow": [1, 1, 2], "year": [2000, 2001, 2002], "x": [1.0, None, 2.0], "y": [None] * 3}
    )
    assert covered(frame, ["x", "y"]).rows() == [(2, 2, 2000, 2002), (0, 0, None, None)]


NAMES = Names(WORLD.names())


@given(
    st.lists(
        st.sampled_from(
            [state.name for state in WORLD.states]
            + ["Korea, North", "Gambia, The", "Yemen, North", "Congo, Democratic Republic of the"]
        ),
        min_size=1,
        max_size=6,
        unique_by=plain,
    )
)
def test_cells_come_apart_as_they_were_put_together(names):
    assert NAMES.split(", ".join(names)) == names
    assert NAMES.split(",  ".join(names)) == names


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Korea, North", ["Korea, North"]),
        ("Korea, North, Singapore, Taiwan", ["Korea, North", "Singapore", "Taiwan"]),
        ("Korea, South, Tajikistan", ["Korea, South", "Tajikistan"]),
        ("Serbia, Bosnia and Herzegovina,  Montenegro", ["Serbia", "Bosnia and Herzegovina", "Montenegro"]),
        ("Congo, Democratic Republic of the, Eritrea", ["Congo, Democratic Republic of the", "Eritrea"]),
        ("Gambia, The, Russia", ["Gambia, The", "Russia"]),
        ("Western countries", ["Western countries"]),
        ("EU, Korea, South", ["EU", "Korea, South"]),
        ("", []),
    ],
)  # fmt: skip
def test_cells_of_the_sanctions_base(cell, parts):
    assert NAMES.split(cell) == parts
