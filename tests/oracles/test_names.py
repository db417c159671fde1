"""Names and codes as people and producers write them: the state of the year, or none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from suasion.domain.registry import BEFORE, REGION, UNCLEAR, UNKNOWN
from suasion.files.library.states import names, registry, states
from suasion.measure.crosswalk import Crosswalk

FOLDER = Path(__file__).parent.parent / "names"
YEARS = range(1946, 2031)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("field.csv"), ids=lambda row: f"{row['name']} {row['year']}")
def test_what_people_of_the_field_met(row):
    assert registry().find(row["name"], row["system"], int(row["year"])) == (int(row["cow"]), "code")


@pytest.mark.parametrize(
    "row", rows("spellings.csv"), ids=lambda row: f"{row['producer']} {row['name']} {row['year']}"
)
def test_spellings_of_the_producers(row):
    cow = int(row["cow"]) if row["cow"] else None
    assert registry().find(row["name"], "name", int(row["year"]))[0] == cow


@pytest.mark.parametrize("name", [row["name"] for row in rows("not_states.csv")])
def test_what_is_no_state_matches_none(name):
    for year in YEARS:
        assert registry().find(name, "name", year)[0] is None


def test_what_the_table_of_names_calls_no_state_matches_none():
    for unit in names().unit:
        for name in unit.names:
            assert all(registry().find(name, "name", year)[0] is None for year in YEARS), name


def test_each_name_in_the_table_belongs_to_a_state():
    known = {state.name for state in states()}
    for producer in names().producer:
        assert set(producer.names) <= known, producer.id
    for unclear in names().unclear:
        assert set(unclear.states) <= known, unclear.name


@pytest.mark.parametrize("system", ["cow", "gw", "vdem", "iso3", "iso2", "name"])
def test_each_state_is_matched_by_its_own_codes_and_by_no_other(system):
    """In every year in which it stood to the end; where a number passes within a year, the one that stands has it."""
    for state in states():
        for code in state.codes(system):
            if code.role == "reading":
                continue
            for year in YEARS:
                if state.stands(year) and code.covers(year):
                    assert registry().find(code.code, system, year) == (state.cow, "code"), (code, year)


def test_a_name_of_one_state_never_means_another_state():
    """What a name matches in any year has this name itself, or is the neighbour in time that carries its number."""
    for state in states():
        for code in state.codes("name"):
            for year in YEARS:
                cow, _ = registry().find(code.code, "name", year)
                holders = {one.cow for _, one in registry().holders(code.code, "name")}
                assert cow is None or cow in holders, (code.code, year)


@pytest.mark.parametrize("sign", [*"'`´‘’‚‛ʹʻʼʽʾʿˈ‵′＇", " ", ""])
def test_apostrophes_of_every_kind(sign):
    assert registry().find(f"Côte d{sign}Ivoire", "name", 2010)[0] == 437
    assert registry().find(f"Lao People{sign}s Democratic Republic", "name", 2010)[0] == 812
    assert registry().find(f"Korea, Dem. People{sign}s Rep. of", "name", 2010)[0] == 731


@pytest.mark.parametrize("name", sorted({state.name for state in states()}))
def test_capitals_accents_spaces_and_footnotes_change_nothing(name):
    import unicodedata

    year = next(year for year in YEARS if any(one.stands(year) for one in states() if one.name == name))
    expected = registry().find(name, "name", year)
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    for text in (
        name.upper(), name.lower(), bare, f"  {name} ", name.replace(" ", "  "), f"{name}*", f"{name} 1/",
        f"{name} [a]", f"The {name}", f"{name} (the)", unicodedata.normalize("NFD", name),
        name.encode().decode("latin-1"), name.replace(" ", "\u00a0"), name.replace("-", "–"),
    ):  # fmt: skip
        assert registry().find(text, "name", year) == expected, text


@pytest.mark.parametrize(
    ("code", "system", "year", "cow"),
    [
        ("YAR", "iso3", 1985, 678), ("YMD", "iso3", 1985, 680), ("VDR", "iso3", 1970, 817),
        ("VDR", "vdem", 1970, 817), ("VNM", "iso3", 1970, 816), ("DDR", "iso3", 1985, 265),
        ("CSK", "iso3", 1985, 315), ("SUN", "iso3", 1985, 365), ("YUG", "iso3", 1985, 345),
        ("SCG", "iso3", 2005, 345), ("ZAR", "iso3", 1985, 490), ("TMP", "iso3", 2005, 860),
        ("ROM", "iso3", 1985, 360), ("BUR", "iso3", 1985, 775), ("HVO", "iso3", 1975, 439),
        ("DHY", "iso3", 1970, 434), ("RHO", "iso3", 1975, 552), ("BYS", "iso3", 1992, 370),
        ("RKS", "iso3", 2012, 347), ("XKX", "iso3", 2012, 347), ("XKK", "iso3", 2012, 347),
        ("KSV", "iso3", 2012, 347), ("rks", "iso3", 2012, 347), (" GBR ", "iso3", 2012, 200),
        ("UK", "iso2", 2010, 200), ("GB", "iso2", 2010, 200), ("EL", "iso2", 2010, 350),
        ("GR", "iso2", 2010, 350), ("DD", "iso2", 1985, 265), ("SU", "iso2", 1985, 365),
        ("YU", "iso2", 1985, 345), ("CS", "iso2", 1985, 315), ("CS", "iso2", 2005, 345),
        ("ZR", "iso2", 1985, 490), ("TP", "iso2", 2005, 860), ("YD", "iso2", 1985, 680),
        ("BU", "iso2", 1985, 775), ("VD", "iso2", 1970, 816), ("NA", "iso2", 2010, 565),
        ("2.0", "cow", 2010, 2), ("002", "cow", 2010, 2), ("817", "cow", 1970, 817), ("817", "gw", 1970, 817),
        ("35", "vdem", 1970, 817), ("34", "vdem", 1970, 816), ("ANT", "iso3", 2000, None),
        ("HKG", "iso3", 2010, None), ("UNK", "iso3", 2010, None), ("PSE", "iso3", 2015, None),
        ("FXX", "iso3", 1990, None), ("0", "cow", 2010, None), ("", "name", 2010, None),
    ],
)  # fmt: skip
def test_codes_of_today_and_retired_ones(code, system, year, cow):
    assert registry().find(code, system, year)[0] == cow


@pytest.mark.parametrize(
    ("name", "year", "cow"),
    [
        ("Germany", 1989, 260), ("Germany", 1991, 255), ("Federal Republic of Germany", 1975, 260),
        ("FRG", 1975, 260), ("FRG", 2005, 255), ("Republic of China", 1947, 710),
        ("Republic of China", 1960, 713), ("China, Republic of", 2010, 713), ("Vietnam", 1970, 816),
        ("Republic of Vietnam", 1970, 817), ("Socialist Republic of Vietnam", 1980, 816),
        ("Yemen", 1980, 678), ("Yemen", 2000, 679), ("Republic of Yemen", 2000, 679), ("Zaire", 1980, 490),
        ("Republic of Korea", 1960, 732), ("Kingdom of Laos", 1960, 812), ("Czech Republic", 1985, None),
        ("Zanzibar", 1964, 511), ("Zanzibar", 2010, None), ("South Sudan", 2005, None),
        ("Sudan (-2011)", 2005, 625), ("Sudan (-2011)", 2015, None), ("East Germany", 1995, None),
        ("Persia", 1950, 630), ("Siam", 1950, 800), ("Northern Rhodesia", 1970, None),
    ],
)  # fmt: skip
def test_a_name_means_the_state_of_the_year(name, year, cow):
    assert registry().find(name, "name", year)[0] == cow


def test_a_state_that_shares_its_name_with_a_region_gives_way_among_regions():
    world = Crosswalk(states(), names())

    def match(*codes):
        import polars as pl

        pairs = world.match(pl.DataFrame({"code": codes, "year": [2010] * len(codes)}), "name")
        return {code: (cow, how) for code, _, cow, how in pairs.iter_rows()}

    assert match("Micronesia", "Fiji")["Micronesia"] == (987, "code")
    among = match("Micronesia", "Melanesia", "Micronesia, Fed. Sts.")
    assert among["Micronesia"] == (None, REGION)
    assert among["Micronesia, Fed. Sts."] == (987, "code")
    assert match("Georgia", "Armenia")["Georgia"] == (372, "code")
    assert match("Georgia", "Alabama")["Georgia"] == (None, REGION)


def test_why_a_name_matches_none():
    assert registry().find("Korea", "name", 2000) == (None, UNCLEAR)
    assert registry().find("South Vietnam", "name", 2000) == (None, BEFORE)
    assert registry().find("Ruritania", "name", 2000) == (None, UNKNOWN)
    assert registry().find("Frnace", "name", 2000) == (None, UNKNOWN)
