"""The bundled case Myanmar 1990: what its strategies announce, and its facts against the datasets."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from suasion.domain.case import Case
from suasion.lab import load_case

DATA = Path(os.environ.get("SUASION_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
PAGE = Path(__file__).resolve().parents[2] / "docs" / "cases" / "myanmar-1990.md"
COW = 775
VDEM = "vdem/vdem_v12_demspaces_1970_2021.csv.gz"
LIBERTIES = ("lag0_v2x_clpol", "lag0_v2x_clpriv", "v2x_freexp_altinf")
ENGAGING = ("engagement", "engage_then_press", "both_at_once", "engage_then_press_pure")
OPENED = 2012


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("myanmar-1990")


def table(name: str) -> pl.DataFrame:
    if not DATA.is_dir():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    return pl.read_csv(DATA / name, infer_schema_length=None, null_values=["NA", ""])


def levels(case: Case, part) -> dict[str, float]:
    """What a period or a rule announces for every lever: package, levels over it, else the baseline."""
    base = {name: one.level for name, one in case.baseline.levels.items()}
    packaged = case.packages[part.package].levels if part.package else {}
    return {**dict.fromkeys(case.instruments, 0.0), **base, **packaged, **part.levels}


def schedule(case: Case, name: str) -> dict[int, dict[str, float]]:
    """First year of each period to what it announces."""
    (strategy,) = (one for one in case.strategies if one.id == name)
    return {case.calendar_year(part.start): levels(case, part) for part in strategy.schedule}


def vdem(gw: int, year: int) -> tuple[float, float]:
    """Mean civil liberties and physical integrity of a state-year."""
    rows = table(VDEM).filter((pl.col("gwcode") == gw) & (pl.col("year") == year))
    return (
        rows.select(pl.mean_horizontal(*LIBERTIES)).item(),
        rows["lag0_v2x_clphy"].item(),
    )


def test_engaging_takes_no_trade_and_brings_no_sanctions(case):
    # the library's packages were written for a state under sanctions: taken as they are, they would do both
    for name in ENGAGING:
        (said,) = schedule(case, name).values()
        base = case.baseline.levels
        assert said["isolation"] == 0.0 and said["trade_sanctions"] < base["trade_sanctions"].level, name
        assert said["trade_investment"] == 1.0, name
        if name != "both_at_once":
            assert said["financial_sanctions"] == said["targeted_sanctions"] == 0.0, name


def test_an_embargo_leaves_no_trade(case):
    for name in ("confrontation", "confrontation_conditional"):
        (said,) = schedule(case, name).values()
        assert said["trade_sanctions"] == 1.0 and said["trade_investment"] == 0.0


def test_second_phases_are_the_same_both_ways(case):
    strategies = {one.id: one for one in case.strategies}
    first, second = (strategies[name].rules[0] for name in ("engage_then_press", "press_then_engage"))
    (both,) = schedule(case, "both_at_once").values()
    assert levels(case, first) == levels(case, second) == both
    assert first.latest == second.latest and first.when.above > case.state.linkage.high


def test_the_policy_followed_is_in_the_contest(case):
    (followed,) = (one for one in case.strategies if one.history)
    assert followed.id == "as_it_was" and followed in case.contest and not followed.rules
    said = schedule(case, "as_it_was")
    assert list(said) == sorted(said) and list(said)[-1] == 2021
    # tightened step by step until 2008, let go from 2012 on, taken up again at the end
    trade = [one["trade_sanctions"] for year, one in said.items() if year < OPENED]
    given = [one["trade_investment"] for year, one in said.items() if year < OPENED]
    assert trade == sorted(trade) and given == sorted(given, reverse=True)
    assert said[2016]["financial_sanctions"] < said[2009]["financial_sanctions"] / 5
    assert said[2021]["financial_sanctions"] > said[2016]["financial_sanctions"]


def test_sanctions_kept_parts_from_the_policy_followed_only_when_they_were_suspended(case):
    followed, kept = (schedule(case, name) for name in ("as_it_was", "sanctions_kept"))
    assert kept == {year: said for year, said in followed.items() if year < OPENED}


def test_the_case_knows_no_treaty_that_came_later(case):
    assert not case.commitments
    assert len(case.facts) >= 40 and all(fact.source for fact in case.facts)


@pytest.mark.data
def test_the_start_is_the_year_before_the_first(case):
    state, year = case.state, case.target.start - 1
    rows = table(VDEM).filter((pl.col("gwcode") == COW) & (pl.col("year") == year))
    liberties, physical = vdem(COW, year)
    assert state.civil_liberties.value == pytest.approx(liberties, abs=5e-4)
    assert state.physical_integrity.value == physical
    assert state.group_rights.value == rows["lag0_v2x_gencl"].item()
    assert state.civil_society.value == rows["v2xcs_ccsi"].item()
    ties = table("linkage/kof_2023.csv.gz").filter((pl.col("code") == "MMR") & (pl.col("year") == year))
    assert state.linkage.value == pytest.approx(ties["KOFIpGI"].item() / 100, abs=1e-3)
    hungry = table("development/owid_undernourishment_2018.csv.gz").filter(pl.col("Entity") == "Myanmar")
    first = hungry.sort("Year").row(0)
    assert first[1] == 1991 and state.subsistence.value == pytest.approx(1 - first[2] / 100)


@pytest.mark.data
def test_dates_and_votes_are_those_of_the_datasets(case):
    facts = {fact.date: fact.text for fact in case.facts if fact.date}
    joined = table("treaties/un_treaty_collection_chapter4_actions_2015.csv.gz").filter(
        pl.col("participant") == "Myanmar"
    )
    days = dict(zip(joined["treaty_no"], joined["date_text"], strict=True))
    assert days["11"] == "15 Jul 1991 a" and days["8"] == "22 Jul 1997 a" and days["15"] == "7 Dec 2011 a"
    text = next(text for text in facts.values() if "discrimination against women" in text)
    assert "15 July 1991" in text and "7 December 2011" in text
    votes = table("shaming/unga_human_rights_votes.csv.gz")
    for rcid, counts in (
        (4749, (82, 25, 45)),
        (5145, (83, 21, 39)),
        (6158, (136, 8, 22)),
        (9124, (134, 9, 28)),
    ):
        cast = dict(votes.filter(pl.col("rcid") == rcid).group_by("vote").len().iter_rows())
        assert tuple(cast[one] for one in ("yes", "no", "abstain")) == counts
        shown = ("{} for, {} against, {} abstaining".format(*counts), "{}, {}, {}".format(*counts))
        assert any(one in text for one in shown for text in facts.values()), counts


@pytest.mark.data
def test_trade_aid_and_refugees_are_those_of_the_datasets(case):
    trade = table("linkage/us_trade_by_country_1985_2017.csv.gz").filter(
        pl.col("CTYNAME").str.contains("Burma")
    )
    bought = {row["year"]: row["IYR"] for row in trade.iter_rows(named=True)}
    assert bought[1992] == 38.5 and bought[2000] == 470.8
    assert max(bought[year] for year in range(2004, 2013)) < 0.1  # million dollars
    aid = table("aid/aiddata_dyadic_by_purpose_1973_2013.csv.gz").filter(pl.col("ccodeR") == COW)
    given = aid.group_by("year").agg(
        pl.col("humanitarianTotal", "notHumanitarianTotal", "debtRelief").sum() / 1e6
    )
    by_year = {row["year"]: row for row in given.iter_rows(named=True)}
    assert round(by_year[2008]["humanitarianTotal"]) == 234
    assert round(by_year[2013]["notHumanitarianTotal"]) == 919 and round(by_year[2013]["debtRelief"]) == 662
    fled = table("dprk_and_cases/unhcr_population_by_origin_1951_2025.csv.gz").filter(
        pl.col("coo_iso") == "MMR"
    )
    total = dict(fled.group_by("year").agg(pl.col("refugees").sum()).iter_rows())
    assert round(total[1992], -3) == 245_000
    assert round(total[2016], -3) == 490_000 and round(total[2017], -3) == 1_157_000


@pytest.mark.slow
@pytest.mark.data
def test_the_page_shows_the_neighbours_as_the_panel_has_them():
    shown = {}
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if cells[0] in ("Myanmar", "Vietnam", "Laos", "Indonesia", "South Africa") and len(cells) == 4:
            shown[cells[0]] = [[float(x) for x in cell.split(", ")] for cell in cells[2:]]
    codes = {"Myanmar": 775, "Vietnam": 816, "Laos": 812, "Indonesia": 850, "South Africa": 560}
    assert shown.keys() == codes.keys()
    for name, (liberties, physical) in shown.items():
        for i, year in enumerate((1989, 2000, 2009, 2016)):
            seen = vdem(codes[name], year)
            assert (liberties[i], physical[i]) == pytest.approx(seen, abs=6e-4), (name, year)
