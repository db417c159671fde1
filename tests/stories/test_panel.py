"""The panel from the real datasets: what the data's own notes say must be found in it."""

from __future__ import annotations

import json

import polars as pl
import pytest

from suasion.files.datasets import panels
from suasion.lab import case_names, load_case, load_panel, write_panel
from suasion.lab.environment import holdings

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def korea(panel_of_tests):
    return panel_of_tests.rows_of("PRK")


def at(rows: pl.DataFrame, year: int, column: str):
    return rows.filter(pl.col("year") == year)[column][0]


def test_the_keys_are_unique(panel_of_tests):
    table = panel_of_tests.frame
    for key in ("cow", "gw", "iso3"):
        assert table.drop_nulls(key).group_by(key, "year").len()["len"].max() == 1
    assert table["year"].min() == 1946


def test_no_column_is_empty_and_each_says_where_it_comes_from(panel_of_tests):
    columns = panel_of_tests.columns
    assert columns["column"].to_list() == panel_of_tests.frame.columns[7:]
    assert columns["column"].is_unique
    assert columns["cells"].min() > 0
    for name in ("title", "unit", "better", "rule", "dataset", "version", "licence", "cite", "theme"):
        assert (columns[name] != "").all(), name
    assert panel_of_tests.absent.empty


def test_treaties_of_north_korea_bind_from_their_years(korea):
    for treaty, year in (("iccpr", 1981), ("icescr", 1981), ("crc", 1990), ("cedaw", 2001), ("crpd", 2016)):
        known = korea.drop_nulls(f"treaty_{treaty}").filter(pl.col("year") >= 1966)
        bound = known.filter(pl.col(f"treaty_{treaty}") == 1)["year"]
        assert bound.min() == year, treaty
    for treaty in ("cat", "cerd", "cped", "cmw"):
        assert korea[f"treaty_{treaty}"].max() == 0, treaty
    assert at(korea, 2017, "treaties_core") == 5
    assert at(korea, 2022, "treaties_core_status") == 5
    assert at(korea, 1965, "treaty_iccpr") is None


def test_votes_on_north_korea_are_found(korea):
    named = korea.filter(pl.col("unga_named") > 0)["year"].to_list()
    assert named == [2005, 2006, 2007, 2008, 2009, 2010, 2011, 2014, 2015]
    assert at(korea, 2004, "unga_named") == 0
    assert at(korea, 2020, "unga_named") is None


def test_reviews_of_north_korea_are_those_on_record(korea):
    assert (at(korea, 2009, "upr_received"), at(korea, 2009, "upr_accepted")) == (167, 0)
    assert at(korea, 2014, "upr_received") == 269
    assert at(korea, 2010, "upr_received") is None


def test_sanctions_on_north_korea_are_those_of_the_case_list(korea):
    """By brute force: three cases name human rights, and the cells that hold "Korea, North" among others count."""
    cases = datasets_table("gsdb.cases").filter(pl.col("sanctioned_state").str.contains("Korea, North"))
    for year in (1955, 1990, 2006, 2016, 2022):
        now = cases.filter(pl.col("begin") <= year, pl.col("end") >= year)
        rights = now.filter(pl.col("objective").str.contains("human_rights"))
        assert at(korea, year, "gsdb_sanctioned") == now.height
        assert at(korea, year, "gsdb_trade") == now["trade"].sum()
        assert at(korea, year, "gsdb_for_human_rights") == rights.height
        share = sum(1 / len(aims.split(",")) for aims in rights["objective"]) / now.height
        assert at(korea, year, "gsdb_rights_conditionality") == pytest.approx(share)
    assert at(korea, 2022, "gsdb_for_human_rights") == 3


def datasets_table(name: str) -> pl.DataFrame:
    return holdings().load(name)


@pytest.fixture(autouse=True)
def _home(data_folder):
    """Every test of this file reads the data folder of the tests."""


def test_counts_are_at_least_those_found_by_plain_names(panel_of_tests):
    """The data's notes count sanctioned state-years by plain single names: lower bounds."""
    to = panel_of_tests.frame.filter(pl.col("year") <= 2021)
    assert to.filter(pl.col("gsdb_sanctioned") > 0).height >= 2475
    either = (pl.col("gsdb_for_human_rights") > 0) | (pl.col("gsdb_for_democracy") > 0)
    assert to.filter(either).height >= 1031


@pytest.mark.parametrize(
    ("more", "least", "korea"),
    [
        ((), 6_201 - 97, 29),  # 97 latent scores are of years in which there was no state
        (("kof_overall",), 5_603, 0),
        (("kof_overall", "aid_net"), 4_346, 0),
        (("linkage", "aid_net"), 4_375, 29),
        (("linkage", "aid_net", "treaties_core", "population"), 3_872, 27),
    ],
)
def test_columns_are_known_together_as_often_as_the_notes_found(panel_of_tests, more, least, korea):
    """The data's notes joined by plain codes, so a crosswalk finds as much or more; for North Korea the same."""
    columns = ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", *more)
    held = panel_of_tests.frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in columns))
    assert least <= held.height < 1.1 * least
    assert held.filter(pl.col("cow") == 731).height == korea


def test_latent_scores_are_all_there_but_for_years_in_which_there_was_no_state(panel_of_tests):
    join = next(join for join in panel_of_tests.joins if join.block == "lhrs")
    assert join.rows == 11_665
    assert join.matched + join.lost == 11_665
    assert panel_of_tests.frame["lhrs_mean"].count() == join.matched
    assert all("no state" in one.why for one in join.unmatched)


def test_kof_has_no_overall_index_for_north_korea_but_an_interpersonal_one(korea):
    assert korea["kof_overall"].count() == 0
    assert korea["linkage"].count() == 52
    both = korea.filter(
        pl.all_horizontal(
            pl.col(c).is_not_null() for c in ("lhrs_mean", "gsdb_sanctioned", "amnesty_reports", "linkage")
        )
    )
    assert both.height == 29
    assert (both["year"].min(), both["year"].max()) == (1991, 2019)


def test_patrons_of_north_korea(korea):
    assert at(korea, 1985, "pact_china") == 1
    assert at(korea, 1985, "pact_russia") == 1
    assert at(korea, 1985, "pact_us") == 0
    assert at(korea, 2005, "pact_russia") == 0


def test_a_second_build_is_the_same_to_the_byte(panel_of_tests, tmp_path):
    again = load_panel()
    for panel, name in ((panel_of_tests, "a"), (again, "b")):
        write_panel(panel, tmp_path / f"{name}.parquet")
    for ending in ("parquet", "columns.json", "joins.json"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    about = json.loads((tmp_path / "a.columns.json").read_text("utf-8"))
    assert len(about["columns"]) == len(panel_of_tests.columns)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(panel_of_tests.frame)


@pytest.mark.slow
def test_a_changed_source_redoes_only_what_rests_on_it(added, tmp_path, monkeypatch):
    """Kept blocks are taken over; one that rests on changed values is built anew, and nothing else."""
    for path in added.iterdir():
        if path.is_file():
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("SUASION_DATA", str(tmp_path))
    built: list[str] = []

    def report(step, done, total):
        if done == total and step != "blocks of the panel":
            built.append(step)

    before = load_panel(progress=report)
    assert (
        len(built) == len({block.title for block in panels.blocks().values()}) - 1
    )  # V-Dem's whole file is not here
    built.clear()
    load_panel(progress=report)
    assert built == []
    place = tmp_path / "lhrs.scores.parquet"
    held, about = pl.read_parquet(place), pl.read_parquet_metadata(place)
    place.unlink()
    changed = held.with_columns(theta_mean=pl.col("theta_mean") + 1)
    changed.write_parquet(place, metadata={"suasion": about["suasion"]})
    after = load_panel(progress=report)
    assert built == ["Latent Human Rights Protection Scores"]
    assert after.frame.drop("lhrs_mean").equals(before.frame.drop("lhrs_mean"))
    moved = (after.frame["lhrs_mean"] - before.frame["lhrs_mean"]).drop_nulls()
    assert moved.to_list() == pytest.approx([1.0] * len(moved))


@pytest.mark.parametrize("name", case_names())
def test_starting_values_of_a_case_are_those_of_the_panel(panel_of_tests, name):
    """A value that names V-Dem or KOF is the panel's of that year; a guess may differ, and says so."""
    case = load_case(name)
    rows = panel_of_tests.frame.filter(pl.col("cow") == case.target.cow)
    compared = 0
    for state in (
        "physical_integrity",
        "civil_liberties",
        "group_rights",
        "civil_society",
        "linkage",
        "subsistence",
    ):
        one = getattr(case.state, state)
        key, _, locator = one.source.partition(":")
        year = locator.rsplit(",", 1)[-1]
        if key not in ("vdem12", "kof2023", "owid_undernourishment") or not year.isdigit():
            continue
        assert one.value == pytest.approx(at(rows, int(year), state), abs=0.006), (state, one.source)
        compared += 1
    assert compared >= 3
