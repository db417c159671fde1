"""The bundled case Czechoslovakia 1975: what its strategies announce, and its facts against the datasets."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from suasion.domain.case import Case
from suasion.lab import load_case

DATA = Path(os.environ.get("SUASION_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
BLOC = (
    "Poland", "Hungary", "Czechoslovakia", "Bulgaria", "Germany East", "Romania", "Albania", "Yugoslavia",
    "Soviet Union",
)  # fmt: skip
PARTY = ("party", "party-military", "oligarchy")
ENGAGING = ("engagement", "engage_then_press", "both_at_once", "engage_then_press_pure")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("czechoslovakia-1975")


def table(name: str) -> pl.DataFrame:
    if not DATA.is_dir():
        pytest.skip("the datasets are not here: set SUASION_TEST_DATA")
    return pl.read_csv(DATA / name, infer_schema_length=None, null_values=["NA", ""])


def levels(case: Case, part) -> dict[str, float]:
    """What a period or a rule announces for every lever: package, levels over it, else the baseline."""
    base = {name: one.level for name, one in case.baseline.levels.items()}
    packaged = case.packages[part.package].levels if part.package else {}
    return {**dict.fromkeys(case.instruments, 0.0), **base, **packaged, **part.levels}


def test_engaging_brings_no_pressure_that_was_not_there(case):
    # the library's packages were written for a state under sanctions: taken as they are, they would bring some in
    strategies = {one.id: one for one in case.strategies}
    for name in ENGAGING:
        said = levels(case, strategies[name].schedule[0])
        assert said["isolation"] == said["humanitarian_aid"] == 0.0, name
        assert said["trade_sanctions"] < case.baseline.levels["trade_sanctions"].level, name
        assert said["assurance"] == 1.0, name
        if name != "both_at_once":
            assert said["financial_sanctions"] == said["targeted_sanctions"] == 0.0, name


def test_second_phases_are_the_same_both_ways(case):
    strategies = {one.id: one for one in case.strategies}
    first, second = (strategies[name].rules[0] for name in ("engage_then_press", "press_then_engage"))
    assert levels(case, first) == levels(case, second)
    assert levels(case, first) == levels(case, strategies["both_at_once"].schedule[0])
    assert first.latest == second.latest
    assert first.when.above > case.state.linkage.high


def test_the_policy_followed_is_in_the_contest_and_ends_with_the_record(case):
    (followed,) = (one for one in case.strategies if one.history)
    assert followed.id == "as_it_was" and followed in case.contest and not followed.rules
    years = [case.calendar_year(period.start) for period in followed.schedule]
    assert years[0] == case.target.start and years == sorted(years) and years[-1] <= 1989
    said = [levels(case, period) for period in followed.schedule]
    assert all(one["assurance"] == 1.0 and one["financial_sanctions"] == 0.0 for one in said)
    reviews = [one["follow_up"] for one in said]
    assert reviews == sorted(reviews)


def test_the_case_starts_before_what_it_is_asked_about(case):
    assert len(case.facts) >= 20 and all(fact.source for fact in case.facts)
    assert {one.treaty for one in case.commitments} == {"cerd", "iccpr", "icescr"}
    assert all(one.ratified.year <= case.target.start for one in case.commitments)


@pytest.mark.data
def test_starting_values_are_those_of_1974(case):
    row = table("vdem/vdem_v12_demspaces_1970_2021.csv.gz").filter(
        pl.col("gwcode") == 315, pl.col("year") == 1974
    )
    parts = row.select("lag0_v2x_clpol", "lag0_v2x_clpriv", "v2x_freexp_altinf").row(0)
    state = case.state
    assert state.physical_integrity.value == row["lag0_v2x_clphy"][0]
    assert state.civil_liberties.value == pytest.approx(sum(parts) / 3, abs=5e-4)
    assert state.group_rights.value == row["lag0_v2x_gencl"][0]
    assert state.civil_society.value == row["v2xcs_ccsi"][0]


@pytest.mark.data
def test_party_regimes_to_1974_as_the_shock_counts_them():
    rows = table("regime/gwf_autocratic_regimes_1945_2010.csv.gz").filter(
        pl.col("year").is_between(1946, 1974), pl.col("gwf_regimetype").is_in(PARTY)
    )
    bloc = rows.filter(pl.col("gwf_country").is_in(BLOC))
    assert (rows.height, rows["gwf_fail"].sum()) == (683, 14)
    assert (bloc.height, bloc["gwf_fail"].sum()) == (223, 0)


@pytest.mark.data
def test_no_other_sanctions_case_names_the_state(case):
    rows = table("sanctions/gsdb_v4_cases.csv.gz").filter(
        pl.col("sanctioned_state").str.contains("Czechoslovakia|Comecon|Warsaw Pact")
    )
    assert sorted(rows["case_id"]) == [12, 13, 68]
    in_force = rows.filter(pl.col("trade") == 1)
    assert set(in_force["descr_trade"]) == {"exp_part"} and not rows["objective"].str.contains("rights").any()
    states = [one.weight for one in case.senders if one.holder in ("state", "un")]
    acting = [one.weight for one in case.senders if one.holder == "state"]
    rule = 0.25 * sum(acting) / sum(states)
    assert case.baseline.levels["trade_sanctions"].level == pytest.approx(rule, abs=0.005)


NEIGHBOURS = {
    315: {1974: 0.095, 1980: 0.096, 1986: 0.101, 1988: 0.113, 1989: 0.126, 1990: 0.966},
    265: {1974: 0.181, 1980: 0.182, 1986: 0.178, 1988: 0.178},
    355: {1974: 0.041, 1980: 0.049, 1986: 0.058, 1988: 0.061},
    360: {1974: 0.054, 1980: 0.054, 1986: 0.054, 1988: 0.054, 1989: 0.054},
    310: {1974: 0.110, 1980: 0.124, 1986: 0.169, 1988: 0.271},
    290: {1974: 0.309, 1980: 0.395, 1982: 0.180, 1986: 0.315, 1988: 0.327},
}


@pytest.mark.data
@pytest.mark.parametrize("state", NEIGHBOURS)
def test_neighbours_as_the_case_and_its_page_give_them(state):
    rows = table("vdem/vdem_v12_demspaces_1970_2021.csv.gz").filter(pl.col("gwcode") == state)
    for year, civil in NEIGHBOURS[state].items():
        parts = rows.filter(pl.col("year") == year).select(
            "lag0_v2x_clpol", "lag0_v2x_clpriv", "v2x_freexp_altinf"
        )
        assert sum(parts.row(0)) / 3 == pytest.approx(civil, abs=6e-4), year
    page = Path(__file__).parents[2] / "docs" / "cases" / "czechoslovakia-1975.md"
    line = next(
        row for row in page.read_text("utf-8").splitlines() if NAMES[state] in row and row.startswith("|")
    )
    assert all(f"{NEIGHBOURS[state][year]:.3f}"[1:] in line for year in (1974, 1980, 1986, 1988))


NAMES = {
    315: "Czechoslovakia",
    265: "East Germany",
    355: "Bulgaria",
    360: "Romania",
    310: "Hungary",
    290: "Poland",
}
