"""`suasion country` and the table of states."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import suasion
from suasion.cli import app
from suasion.errors import SuasionError
from suasion.files.library.states import states


def said(*line: str) -> str:
    done = CliRunner().invoke(app, ["country", *line], env={"COLUMNS": "80"})
    assert done.exit_code == 0, done.output
    assert all(len(one) <= 80 for one in done.output.splitlines())
    return " ".join(done.output.split())


def meant(name, year=None):
    return [
        (one.cow, one.first, one.last, one.matched) for one in suasion.country(name, year).findings.readings
    ]


def test_both_readings_of_an_ambiguous_code_are_listed():
    assert meant("VDR") == [(817, 1954, 1975, True), (816, 1954, 1977, False)]
    assert suasion.country("VDR").findings.ambiguous
    text = said("VDR", "--year", "1970")
    assert "ambiguous" in text
    assert "as V-Dem writes it" in text
    assert "ISO 3166-3" in text
    assert "not matched" in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("817", [(817, 1954, 1975, True)]),
        (817, [(817, 1954, 1975, True)]),
        ("818", [(816, 1976, None, True)]),  # Polity alone
        ("529", [(530, 1993, None, True)]),
        ("364", [(365, 1946, None, True)]),
        ("20", [(2, 1946, None, True), (20, 1946, None, True)]),  # V-Dem's United States, COW's Canada
        ("Germany", [(260, 1949, 1989, True), (255, 1990, None, True)]),
        ("Vietnam, North", [(816, 1954, None, True)]),
        ("Burma/Myanmar", [(775, 1948, None, True)]),
        ("Zanzibar", [(511, 1963, 1964, True)]),
        ("UK", [(200, 1946, None, True)]),
    ],
)
def test_what_it_means_over_time(name, expected):
    assert meant(name) == expected


def test_numbers_that_producers_use_in_ways_of_their_own_are_named():
    sudan = {(one.cow, one.first, one.systems) for one in suasion.country("626").findings.readings}
    assert sudan == {(626, 2011, ("cow", "gw")), (625, 2011, ("Polity5",))}
    assert "depends on whose code" in said("626")


def test_what_is_no_state_says_what_it_is():
    assert "a territory of China: it matches no state." in said("Hong Kong, China")
    assert "North Korea or South Korea" in said("Korea")
    assert "Melanesia" in said("Micronesia")
    assert "matches no state in 2000" in said("South Vietnam", "--year", "2000")


def test_near_names_are_offered_and_never_taken():
    with pytest.raises(SuasionError, match="Did you mean France"):
        suasion.country("Frnace")
    with pytest.raises(SuasionError, match="begins in 1946"):
        suasion.country("Afghanistan", 1900)


def test_the_same_as_json():
    done = CliRunner().invoke(app, ["country", "YAR", "--json", "-"])
    assert json.loads(done.stdout)["readings"][0]["cow"] == 678


def test_the_table_of_states():
    table = suasion.countries()
    assert set(table["name"]) == {one.name for one in states()}
    assert not table.duplicated(["name", "first"]).any()
    for year in range(1946, 2031):
        alive = table[(table["first"] <= year) & (table["last"].isna() | (table["last"] >= year))]
        assert sorted(alive["name"]) == sorted(one.name for one in states() if one.alive(year))
    yugoslavia = table[table["name"] == "Yugoslavia"]
    assert list(zip(yugoslavia["iso3"], yugoslavia["iso2"], strict=True)) == [("YUG", "YU"), ("SCG", "CS")]
    assert table[table["name"] == "South Vietnam"]["vdem_number"].tolist() == [35]
