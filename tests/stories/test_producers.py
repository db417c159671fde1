"""Producers' own files, in each of the forms in which they are offered, come to the same tables.

Every file is made up and small, after the producer's codebook or the heads of public copies. To add a form: one entry of
``FORMS``, with the table that it is and what a few of its cells must come to.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import suasion as package
from producers import put
from suasion.domain.findings.data import DataAdded
from suasion.files.datasets import commit
from suasion.lab import add_data
from suasion.lab.environment import holdings
from written import suasion

pytest.importorskip("fastexcel")

Grid = Sequence[Sequence[object]]
NOTES = [[], ["Data from database: World Development Indicators"], ["Last Updated: 06/28/2024"]]


@dataclass(frozen=True)
class Form:
    """A file as a producer offers it, and what it must come to.

    Attributes:
        file: Its name.
        content: Sheets of a workbook by name, or what a text file holds.
        table: The table of the catalogue.
        rows: Number of rows of the table.
        cells: For some rows, by their key as in ``at``, the cells that are checked.
        at: Columns by which these rows are found.
    """

    file: str
    content: Mapping[str, Grid] | str | bytes
    table: str
    rows: int
    at: tuple[str, ...]
    cells: Mapping[tuple[object, ...], Mapping[str, object]]


def csv(rows: Grid, separator: str = ",", *, quoted: bool = True) -> str:
    """Rows as separated text, as most producers write them."""

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return f'"{text}"' if quoted and isinstance(value, str) and value else text

    return "\n".join(separator.join(map(cell, row)) for row in rows) + "\n"


POLITY = "p5,cyear,ccode,scode,country,year,flag,fragment,democ,autoc,polity,polity2,durable,xrreg,xrcomp,xropen,xconst,parreg,parcomp,exrec,exconst,polcomp,prior,emonth,eday,eyear,eprec,interim,bmonth,bday,byear,bprec,post,change,d5,sf,regtrans"
POLITY_ROWS = (
    "0,7312000,731,PRK,Korea North,2000,0,,0,9,-9,-9,52,3,1,1,1,4,1,1,1,1,,,,,,,,,,,,,,,\n"
    "0,7001979,700,AFG,Afghanistan,1979,0,,-66,-66,-66,-66,,-66,-66,-66,-66,-66,-66,-66,-66,-66,,,,,,,,,,,,,,,\n"
    "0,3461992,346,BOS,Bosnia,1992,0,,-77,-77,-77,0,,-77,-77,-77,-77,-77,-77,-77,-77,-77,,,,,,,,,,,,,,,\n"
    "0,3651991,365,RUS,Russia,1991,0,,-88,-88,-88,3,,-88,-88,-88,-88,-88,-88,-88,-88,-88,,,,,,,,,,,,,,,\n"
)
POLITY_CELLS = {
    (731, 2000): {"polity": -9, "polity2": -9, "xconst": 1, "country": "Korea North"},
    (700, 1979): {"polity": None, "polity2": None, "democ": None, "exrec": None},
    (346, 1992): {"polity": None, "polity2": 0},
    (365, 1991): {"polity": None, "polity2": 3},
}
GWF_CELLS = {(41, 1957): {"gwf_regimetype": "personal", "gwf_fail": 0, "gwf_monarchy": 0, "gwf_duration": 1}}
GWF_HEAD = [
    "cowcode",
    "year",
    "gwf_country",
    "gwf_casename",
    "gwf_startdate",
    "gwf_enddate",
    "gwf_spell",
    "gwf_duration",
]
GWF_TAIL = [
    "gwf_fail_subsregime",
    "gwf_fail_type",
    "gwf_fail_violent",
    "gwf_regimetype",
    "gwf_party",
    "gwf_personal",
    "gwf_military",
    "gwf_monarch",
]
GWF_ROWS = [
    [41, 1957, "Haiti", "Haiti 57-86", "22/10/1957", "07/02/1986", 29, 1, 0, 0, 0, 0, "personal", 0, 1, 0, 0],
    [
        41,
        1986,
        "Haiti",
        "Haiti 57-86",
        "22/10/1957",
        "07/02/1986",
        29,
        29,
        1,
        2,
        4,
        2,
        "personal",
        0,
        1,
        0,
        0,
    ],
]
ARCHIGOS = [
    "obsid",
    "leadid",
    "ccode",
    "idacr",
    "leader",
    "startdate",
    "eindate",
    "enddate",
    "eoutdate",
    "entry",
    "exit",
    "exitcode",
    "prevtimesinoffice",
    "posttenurefate",
    "gender",
    "yrborn",
    "borndate",
    "yrdied",
    "deathdate",
    "dbpedia.uri",
    "num.entry",
    "num.exit",
    "num.exitcode",
    "num.posttenurefate",
    "fties",
    "ftcur",
]
ARCHIGOS_ROW = ["PRK-1994", "A1", 731, "PRK", "Kim Jong-Il", "1994-07-08", "1994-07-08", "2011-12-17", "2011-12-17", "Regular", "Natural Death", "Regular", 0, "Missing: Natural Death within Six Months of Losing Office", "M", 1941, "1941-02-16", 2011, "2011-12-17", "NA", 0, -888, 0, -888, "NA", "NA"]  # fmt: skip
FH = [
    ["Survey Edition", 1973, "", "", "1982", "", "", "1983-84", "", "", 2003, "", ""],
    [
        "Year(s) Under Review",
        1972,
        "",
        "",
        "Jan.1981-Aug. 1982",
        "",
        "",
        "Aug.1982-Nov.1983",
        "",
        "",
        2002,
        "",
        "",
    ],
    ["", *["PR", "CL", "Status"] * 4],
    ["Afghanistan", 4, 5, "PF", 7, 7, "NF", 7, 7, "NF", 6, 6, "NF"],
    ["East Timor", "-", "-", "-", "-", "-", "-", "-", "-", "-", 3, 3, "PF"],
    ["South Africa", "2(5)", "3(6)", "F (NF)", 5, 6, "PF", 5, 6, "PF", 1, 2, "F"],
]
FH_CELLS = {
    ("Afghanistan", 1972): {"pr": 4, "cl": 5, "status": "PF"},
    ("Afghanistan", 1982): {"pr": 7, "cl": 7},
    ("Afghanistan", 1983): {"pr": 7},
    ("East Timor", 2002): {"pr": 3, "cl": 3, "status": "PF"},
    ("South Africa", 1972): {"pr": None, "status": "F (NF)"},
}
FH_DATA = [
    ["Freedom in the World 2013-2024 Raw Data", *[""] * 12],
    [
        "Country/Territory",
        "Region",
        "C/T",
        "Edition",
        "Status",
        "PR rating",
        "CL rating",
        "A1",
        "A",
        "PR",
        "G",
        "CL",
        "Total",
    ],
    ["Norway", "Europe", "c", 2024, "F", 1, 1, 4, 12, 40, 16, 58, 98],
    ["Norway", "Europe", "c", 2023, "F", 1, 1, 4, 12, 40, 16, 60, 100],
    ["Abkhazia", "Eurasia", "t", 2024, "PF", 5, 5, 2, 5, 17, 6, 22, 39],
]
WDI_HEAD = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "1960", "1961", "1962", ""]
GDP, POPULATION = ("GDP (current US$)", "NY.GDP.MKTP.CD"), ("Population, total", "SP.POP.TOTL")
WDI = [
    ["Aruba", "ABW", *GDP, "", "", "", ""],
    ["Ghana", "GHA", *GDP, "1217000000", "1302000000", "1382000000.5", ""],
]
BEFORE = [
    ["Data Source", "World Development Indicators", ""],
    [],
    ["Last Updated Date", "2024-06-28", ""],
    [],
]
DATABANK = ["Country Name", "Country Code", "Series Name", "Series Code", "1990 [YR1990]", "1991 [YR1991]"]
GHANA = {("GHA", 1960): {"Value": 1.217e9}, ("GHA", 1962): {"Value": 1382000000.5}}
WGI_TITLES = [["World Bank Governance Indicators"], ["Voice and Accountability: all sorts of notes"], []]
WGI_BLOCK = ["Estimate", "StdErr", "NumSrc", "Rank", "Lower", "Upper"]
WGI = [
    *WGI_TITLES,
    ["", "", *[1996] * 6, *[1998] * 6],
    ["Country/Territory", "Code", *WGI_BLOCK * 2],
    ["Andorra", "ADO", *["#N/A"] * 6, 1.5, 0.25, 3, 90.0, 80.0, 97.5],
    ["Korea, Dem. Rep.", "PRK", -2.25, 0.2, 5, 0.5, 0.0, 1.5, -2.3, 0.2, 6, 0.0, 0.0, 1.0],
]
WGI_CELLS = {
    ("PRK", 1996): {"Estimate": -2.25, "StdErr": 0.2, "Rank": 0.5, "wb_country": "Korea, Dem. Rep."},
    ("ADO", 1998): {"Estimate": 1.5, "NumSrc": 3},
}
WGI_LONG = [
    [
        "codeindyr",
        "code",
        "countryname",
        "year",
        "indicator",
        "estimate",
        "stddev",
        "nsource",
        "pctrank",
        "pctranklower",
        "pctrankupper",
    ],
    ["PRKcc1996", "PRK", "Korea, Dem. Rep.", 1996, "cc", -1.0, 0.3, 2, 9.0, 2.0, 30.0],
    ["PRKva1996", "PRK", "Korea, Dem. Rep.", 1996, "va", -2.25, 0.2, 5, 0.5, 0.0, 1.5],
    ["ADOva1996", "ADO", "Andorra", 1996, "va", "..", "..", "..", "..", "..", ".."],
    ["ADOva1998", "ADO", "Andorra", 1998, "va", 1.5, 0.25, 3, 90.0, 80.0, 97.5],
]
HDR = [
    ["iso3", "country", "hdicode", "region", "hdi_rank_2022", "hdi_1990", "hdi_2000", "le_1990", "le_2000", "eys_2000", "mys_2000", "gnipc_2000", "gdi_group_2022", "gdi_2000", "hdi_f_2000", "le_f_2000", "mys_f_2000", "gni_pc_f_2000", "hdi_m_2000", "ihdi_2010", "coef_ineq_2010", "loss_2010", "gii_rank_2022", "gii_2000", "mmr_2000", "abr_2000", "se_f_2000", "pr_f_2000", "lfpr_f_2000", "rankdiff_hdi_phdi_2022", "phdi_2000", "co2_prod_2000", "mf_2000", "pop_total_2000"],
    ["FRA", "France", "Very High", "", 28, 0.791, 0.844, 77.0, 79.1, 15.6, 9.8, 38000.5, 1, 0.985, 0.835, 82.9, 9.5, 29000.1, 0.848, 0.8, 9.1, 9.2, 21, 0.2, 10, 8.0, 70.1, 10.5, 48.9, -6, 0.8, 6.9, 24.1, 59.0],
    ["PRK", "Korea (Democratic People's Rep. of)", "", "EAP", "..", "..", "..", 70.1, 63.9, 10.8, "..", "..", "", "", "", 67.4, "", "", "", "", "", "", 199, "..", 139, 1.1, "", 20.1, 79.0, "", "", 3.0, 3.0, 23.4],
    ["ZZK.WORLD", "World", "", "", "", 0.601, 0.644, 65.1, 67.7, 9.8, 6.9, 11000.5, "", 0.93, 0.61, 70.0, 6.1, 7000.5, 0.67, 0.6, 22.5, 22.9, "", 0.56, 340, 61.0, 50.1, 13.5, 51.1, "", 0.6, 4.0, 9.1, 6148.0],
]  # fmt: skip
HDR_CELLS = {
    ("FRA",): {
        "hdi_2000": 0.844,
        "hdi_rank_2022": 28,
        "le_f_2000": 82.9,
        "gii_rank_2022": 21,
        "gdi_group_2022": 1,
    },
    ("PRK",): {"hdi_2000": None, "le_2000": 63.9, "pop_total_2000": 23.4, "gii_rank_2022": 199},
}
CIRI = [
    "CTRY",
    "YEAR",
    "CIRI",
    "COW",
    "POLITY",
    "UNCTRY",
    "UNREG",
    "UNSUBREG",
    "PHYSINT",
    "DISAP",
    "KILL",
    "POLPRIS",
    "TORT",
    "OLD_EMPINX",
    "NEW_EMPINX",
    "ASSN",
    "FORMOV",
    "DOMMOV",
    "OLD_MOVE",
    "SPEECH",
    "ELECSD",
    "OLD_RELFRE",
    "NEW_RELFRE",
    "WORKER",
    "WECON",
    "WOPOL",
    "WOSOC",
    "INJUD",
]
CIRI_ROWS = [
    ["Afghanistan", 1981, 101, 700, 700, 4, 142, 62, 0, 0, 0, 0, 0, "", 2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, "", 0],
    ["Somalia", 1995, 522, 520, 520, 706, 2, 14, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77, -77],
    ["Serbia", 2007, 689, 345, 342, 688, 150, 39, 6, 2, 2, 1, 1, -999, 11, 2, 2, 2, -999, 1, 2, -999, 1, 1, 2, 2, -999, -66],
]  # fmt: skip
CIRI_CELLS = {
    ("Afghanistan", 1981): {"PHYSINT": 0, "NEW_EMPINX": 2},
    ("Somalia", 1995): {"PHYSINT": None, "TORT": None, "COW": 520},
    ("Serbia", 2007): {"PHYSINT": 6, "OLD_MOVE": None, "INJUD": None},
}
PTS = [
    "Country",
    "Country_OLD",
    "Year",
    "COW_Code_A",
    "COW_Code_N",
    "WordBank_Code_A",
    "UN_Code_N",
    "Region",
    "PTS_A",
    "PTS_H",
    "PTS_S",
    "NA_Status_A",
    "NA_Status_H",
    "NA_Status_S",
]
PTS_ROWS = [
    ["Côte d'Ivoire", "Ivory Coast", 2010, "CDI", 437, "CIV", 384, "ssa", 4, "NA", 4, 0, 66, 0],
    ["Namibia", "Namibia", 2010, "NAM", 565, "NAM", 516, "ssa", "NA", "NA", 2, 88, 66, 0],
]
PTS_CELLS = {
    ("Côte d'Ivoire", 2010): {"PTS_A": 4, "PTS_H": None, "COW_Code_N": 437},
    ("Namibia", 2010): {"PTS_A": None, "PTS_S": 2},
}
PTS_OLD = [
    ["Country", "COW", "COWnum", "Year", "Region", "Amnesty", "StateDept", "HRW"],
    ["Namibia", "NAM", 565, 2010, "ssa", 88, 2, ""],
    ["Ivory Coast", "CDI", 437, 2010, "ssa", 4, 4, ""],
]

FORMS: dict[str, Form] = {
    "polity, text": Form("p5v2018.csv", f"{POLITY}\n{POLITY_ROWS}", "polity5.country_year", 4, ("ccode", "year"), POLITY_CELLS),
    "polity, workbook": Form("p5v2018.xlsx", {"p5v2018": [POLITY.split(","), *[[int(c) if c.lstrip("-").isdigit() else c for c in row.split(",")] for row in POLITY_ROWS.splitlines()]]}, "polity5.country_year", 4, ("ccode", "year"), POLITY_CELLS),
    "polity, a copy": Form("any.csv", f"{POLITY.replace('ccode', 'polity_annual_ccode').replace('country', 'polity_annual_country')}\n{POLITY_ROWS}", "polity5.country_year", 4, ("ccode", "year"), POLITY_CELLS),
    "gwf, state-years": Form("GWFtscs.txt", csv([[*GWF_HEAD, "gwf_fail", *GWF_TAIL], *GWF_ROWS], "\t"), "gwf.country_year", 2, ("cowcode", "year"), GWF_CELLS),
    "gwf, other spelling": Form("data.csv", csv([[*GWF_HEAD, "gwf_failure", *GWF_TAIL], *GWF_ROWS]), "gwf.country_year", 2, ("cowcode", "year"), GWF_CELLS),
    "gwf, cases": Form("GWF cases.csv", csv([[*(one for one in GWF_HEAD if one not in ("year", "gwf_duration")), *GWF_TAIL], [41, "Haiti", "Haiti 57-86", "22/10/1957", "07/02/1986", 29, 2, 4, 2, "personal", 0, 1, 0, 0]]), "gwf.cases", 1, ("gwf_casename",), {("Haiti 57-86",): {"cowcode": 41, "gwf_enddate": "07/02/1986", "gwf_fail_type": 4}}),
    "archigos, tabs in latin-1": Form("Archigos_4.1.txt", csv([ARCHIGOS, ARCHIGOS_ROW, ["BRA-1", "B1", 140, "BRA", "João", "1990-01-01", "NA", "1991-01-01", *ARCHIGOS_ROW[8:]]], "\t").encode("cp1252"), "archigos.leaders", 2, ("obsid",), {("PRK-1994",): {"ccode": 731, "startdate": "1994-07-08", "exit": "Natural Death"}, ("BRA-1",): {"leader": "João"}}),
    "freedom house, ratings": Form("Country_and_Territory_Ratings_and_Statuses_FIW_1973-2024.xlsx", {"Index": [["What stands where"]], "Country Ratings, Statuses ": FH, "Territory Ratings, Statuses": [*FH[:3], ["Tibet", 7, 7, "NF"]], "Historical distribution": [["Year(s) Under Review", "% of F Countries"], [1972, 29]]}, "freedom_house.country_year", 9, ("fh_country", "year"), FH_CELLS),
    "freedom house, all data": Form("All_data_FIW_2013-2024.xlsx", {"Index": [["Read me"]], "FIW13-24": FH_DATA}, "freedom_house.country_year", 2, ("fh_country", "year"), {("Norway", 2023): {"pr": 1, "cl": 1, "status": "F"}, ("Norway", 2022): {"pr": 1}}),
    "world bank, api": Form("API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv", b"\xef\xbb\xbf" + csv([*BEFORE, WDI_HEAD, *WDI]).encode(), "world_bank_gdp.country_year", 3, ("Country Code", "Year"), GHANA),
    "world bank, api, population": Form("API_SP.POP.TOTL_DS2_en_csv_v2_1.csv", csv([*BEFORE, WDI_HEAD, ["Ghana", "GHA", *POPULATION, 6652287, 6866539, "", ""]]), "world_bank_population.country_year", 2, ("Country Code", "Year"), {("GHA", 1961): {"Value": 6866539}}),
    "world bank, api, workbook": Form("API_NY.GDP.MKTP.CD_DS2_en_excel_v2_1.xlsx", {"Data": [["Data Source", "World Development Indicators"], ["Last Updated Date", "2024-06-28"], [], [*WDI_HEAD[:-1]], ["Ghana", "GHA", *GDP, 1.217e9, 1.302e9, 1382000000.5]], "Metadata - Countries": [["Country Code", "Region", "IncomeGroup"], ["GHA", "Sub-Saharan Africa", "Lower middle income"]]}, "world_bank_gdp.country_year", 3, ("Country Code", "Year"), GHANA),
    "databank": Form("P_Data_Extract.csv", csv([DATABANK, ["Ghana", "GHA", *GDP, "5889174825", ".."], ["Ghana", "GHA", "Something else", "X.Y", "1", "2"], *NOTES]), "world_bank_gdp.country_year", 1, ("Country Code", "Year"), {("GHA", 1990): {"Value": 5889174825}}),
    "databank, padded notes": Form("P_Data_Extract.csv", csv([DATABANK, ["Ghana", "GHA", *GDP, "5889174825", "6.5"], *[[*note, *[""] * (6 - len(note))] for note in NOTES]]), "world_bank_gdp.country_year", 2, ("Country Code", "Year"), {("GHA", 1991): {"Value": 6.5}}),
    "databank, a row a year": Form("Data.csv", csv([["Time", "Time Code", "Country Name", "Country Code", "Population, total [SP.POP.TOTL]"], [1990, "YR1990", "Ghana", "GHA", "15400000"], [1991, "YR1991", "Ghana", "GHA", ".."]]), "world_bank_population.country_year", 2, ("Country Code", "Year"), {("GHA", 1990): {"Value": 15400000}, ("GHA", 1991): {"Value": None}}),
    "world bank, from a package": Form("wdi.csv", csv([["country", "iso2c", "iso3c", "year", "NY.GDP.MKTP.CD"], ["Ghana", "GH", "GHA", 1990, "5.9e9"]]), "world_bank_gdp.country_year", 1, ("Country Code", "Year"), {("GHA", 1990): {"Value": 5.9e9}}),
    "wgi, workbook": Form("wgidataset.xlsx", {"Introduction": [["Notes"]], "VoiceandAccountability": WGI, "Political StabilityNoViolence": WGI, "RuleofLaw": WGI}, "wgi.country_year", 3, ("wb_code", "year"), WGI_CELLS),
    "wgi, names in the row of years": Form("wgidataset.xlsx", {"VoiceandAccountability": [*WGI_TITLES, ["Country/Territory", "Code", *[1996] * 6, *[1998] * 6], ["", "", *WGI_BLOCK * 2], *WGI[5:]]}, "wgi.country_year", 3, ("wb_code", "year"), WGI_CELLS),
    "wgi, long": Form("wgidataset.xlsx", {"wgidataset": WGI_LONG}, "wgi.country_year", 3, ("wb_code", "year"), WGI_CELLS),
    "hdr, latin-1": Form("HDR23-24_Composite_indices_complete_time_series.csv", csv(HDR).replace("France", "Francé").encode("cp1252"), "undp_hdr.wide", 3, ("iso3",), HDR_CELLS),
    "hdr, titles above": Form("HDR25_Composite.xlsx", {"Notes": [["Sources"]], "Data": [["Human Development Report", ""], [], *HDR]}, "undp_hdr.wide", 3, ("iso3",), HDR_CELLS),
    "ciri": Form("CIRI Data 1981_2011 2014.04.14.csv", csv([CIRI, *CIRI_ROWS]), "ciri.country_year", 3, ("CTRY", "YEAR"), CIRI_CELLS),
    "ciri, under another name": Form("data.csv", csv([CIRI, *CIRI_ROWS], ";"), "ciri.country_year", 3, ("CTRY", "YEAR"), CIRI_CELLS),
    "lexical index": Form("lied_v6.csv", csv([["countryn", "cow", "year", "male_suffrage", "lexical_index", "political_liberties"], ["Cuba", 40, 1990, 1, 3, 0]]), "lexical_index.country_year", 1, ("lied_country", "year"), {("Cuba", 1990): {"lied_cow": 40, "lexical_index": 3}}),
    "pts, latin-1": Form("PTS-2024.csv", csv([PTS, *PTS_ROWS]).encode("cp1252"), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "pts, utf-16": Form("PTS-2024.txt", csv([PTS, *PTS_ROWS], "\t").encode("utf-16"), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "pts, utf-16 without a mark": Form("PTS-2024.txt", csv([PTS, *PTS_ROWS], "\t").encode("utf-16-le"), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "pts, bars and old ends of lines": Form("PTS-2024.txt", csv([PTS, *PTS_ROWS], "|").replace("\n", "\r"), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "pts, workbook with titles": Form("PTS-2024.xlsx", {"Data": [["The Political Terror Scale"], ["Retrieved in 2024"], PTS, *PTS_ROWS]}, "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "pts, until 2015": Form("PTS2014.csv", csv(PTS_OLD), "pts.country_year", 2, ("Country", "Year"), {("Namibia", 2010): {"PTS_A": None, "PTS_S": 2, "COW_Code_N": 565}, ("Ivory Coast", 2010): {"PTS_A": 4}}),
    "pts, in small letters": Form("pts.csv", csv([[name.lower() for name in PTS], *PTS_ROWS]), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "blank rows between countries": Form("PTS.csv", csv([PTS, PTS_ROWS[0], [""] * 14, PTS_ROWS[1], [""] * 14, ["Source: the producer", *[""] * 13]]), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "a line for spreadsheets": Form("PTS.csv", "sep=;\n" + csv([PTS, *PTS_ROWS], ";"), "pts.country_year", 2, ("Country", "Year"), PTS_CELLS),
    "spaces between thousands": Form("api.csv", csv([WDI_HEAD[:-1], ["Ghana", "GHA", *GDP, "1 217 000 000", "1\u202f302\u202f000\u202f000", "1382000000.5"]]), "world_bank_gdp.country_year", 3, ("Country Code", "Year"), GHANA),
    "a minus of print": Form("p5v2018.csv", f"{POLITY}\n{POLITY_ROWS}".replace(",-", ",\u2212"), "polity5.country_year", 4, ("ccode", "year"), POLITY_CELLS),
    "freedom house, ratings as text": Form("fh.csv", csv(FH, ";"), "freedom_house.country_year", 9, ("fh_country", "year"), FH_CELLS),
    "hdr, semicolons and decimal commas": Form("hdr.csv", csv([HDR[0], *[[str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in HDR[1:]]], ";"), "undp_hdr.wide", 3, ("iso3",), HDR_CELLS),
    "decimal commas": Form("api.csv", csv([WDI_HEAD[:-1], ["Ghana", "GHA", *GDP, "1.217.000.000", "1302000000", "1382000000,5"]], ";", quoted=False), "world_bank_gdp.country_year", 3, ("Country Code", "Year"), GHANA),
    "commas between thousands": Form("api.csv", csv([WDI_HEAD[:-1], ["Ghana", "GHA", *GDP, "1,217,000,000", "1,302,000,000", "1,382,000,000.5"]]), "world_bank_gdp.country_year", 3, ("Country Code", "Year"), GHANA),
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    monkeypatch.setenv("SUASION_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def written(folder: Path, form: Form) -> Path:
    """The form's file."""
    import xlsxwriter

    if isinstance(form.content, (str, bytes)):
        return put(folder, form.content, form.file)
    with xlsxwriter.Workbook(folder / form.file) as book:
        for name, rows in form.content.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value not in ("", None):
                        sheet.write(at, place, value)
    return folder / form.file


def row_at(table: pl.DataFrame, columns: Sequence[str], key: Sequence[object]) -> dict[str, object]:
    """The one row with this key."""
    rows = table.filter(
        pl.all_horizontal(pl.col(name) == value for name, value in zip(columns, key, strict=True))
    )
    assert rows.height == 1, (key, rows)
    return rows.row(0, named=True)


@pytest.mark.parametrize("name", FORMS)
def test_form_comes_to_its_table(tmp_path, home, name):
    form = FORMS[name]
    result = add_data(written(tmp_path, form))
    assert [one.name for one in result.added] == [form.table]
    table = holdings().load(form.table)
    assert table.height == form.rows
    for key, cells in form.cells.items():
        row = row_at(table, form.at, key)
        assert {column: row[column] for column in cells} == cells
    assert package.check_data().tables == (form.table,)


def test_cells_of_south_africa_are_listed(tmp_path, home, capsys):
    said = suasion(capsys, "data", "add", written(tmp_path, FORMS["freedom house, ratings"]))
    assert said.code == 0
    assert (
        "freedom_house.country_year: 1 cell of pr is not on its scale, 1 to 7, and was set missing: row 6: 2(5)."
    ) in said.err.replace("\n", " ")


def test_file_of_all_series_gives_each_table_its_rows(tmp_path, home):
    rows = [WDI_HEAD[:-1], ["Ghana", "GHA", *GDP, 1, 2, 3], ["Ghana", "GHA", *POPULATION, 4, "", 6]]
    result = add_data(put(tmp_path, csv(rows), "WDICSV.csv"))
    assert sorted(one.name for one in result.added) == [
        "world_bank_gdp.country_year",
        "world_bank_population.country_year",
    ]
    assert holdings().load("world_bank_population")["Value"].to_list() == [4, 6]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("COW,YEAR,theta_mean\n2,1990,1.5\n", "Nearest is lhrs.scores_v3, for which it lacks 'theta_sd'."),
        ("a,b\n1,2\n", "needs. `suasion data list`"),
        (csv([WDI_HEAD[:-1], ["Ghana", "GHA", "Rain", "AG.LND.PRCP.MM", 1, 2, 3]]), "It has a form of world_bank_gdp.country_year, but no row with Indicator Code NY.GDP.MKTP.CD."),
    ],
)  # fmt: skip
def test_what_a_file_is_nearest_to_is_said(tmp_path, home, capsys, content, expected):
    said = suasion(capsys, "data", "add", put(tmp_path, content, "download.csv"))
    assert (said.code, expected in said.err.replace("\n", " ")) == (2, True), said.err


#: Files that are near a table of the catalogue and are another's: none is taken.
STRANGERS = {
    "another series of the world bank": csv(
        [WDI_HEAD[:-1], ["Ghana", "GHA", "Rainfall", "AG.LND.PRCP.MM", 1, 2, 3]]
    ),
    "polity iv": f"{POLITY.replace('p5,', 'p4,')}\n{POLITY_ROWS}",
    "latent scores without their errors": "COW,YEAR,DISAP,KILL,POLPRIS,TORT,theta_mean\n2,1990,2,2,2,2,1.5\n",
    "raw items, some of them": "COW,YEAR,DISAP,KILL\n2,1990,2,2\n",
    "governance, another indicator": csv([WGI_LONG[0], WGI_LONG[1]]),
    "ranks of the hdr alone": "iso3,country,hdi_rank_2022,hdi_rank_2000\nFRA,France,28,20\n",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_near_relation_is_not_taken(tmp_path, home, name):
    with pytest.raises(
        package.SuasionError, match=r"no table that the catalogue knows|is missing from row 1"
    ):
        add_data(put(tmp_path, STRANGERS[name], "download.csv"))
    assert not home.exists()


VDEM = "country_name,year,COWcode,v2x_polyarchy,v2juhcind,v2juncind,e_pop,e_gdppc,e_cow_exports,e_cow_imports,e_polity2,v2x_clphy,v2xpe_exlgender,v2x_gender,v2x_gencl,v2cltort,v2csprtcpt"


def vdem(*odd: tuple[int, str, object], years: range = range(1940, 2020)) -> str:
    """A file of V-Dem with some cells replaced, by row of the file."""
    head = VDEM.split(",")
    rows = [["France", year, 220, 0.5, 1, 1, 4, 8, 1, 1, 10, 0.9, 0.4, 0.6, 0.7, 1.5, 1.1] for year in years]
    for row, column, value in odd:
        rows[row - 2][head.index(column)] = value
    return csv([head, *rows], quoted=False)


def test_a_handful_of_odd_cells_is_set_missing_counted_and_listed(tmp_path, home, capsys):
    odd = [
        (20, "v2x_gender", 7),
        (30, "v2x_gender", -1),
        (2, "e_polity2", -66),
        (3, "e_polity2", 66),
        (40, "v2cltort", "low"),
    ]
    said = suasion(capsys, "data", "add", put(tmp_path, vdem(*odd), "Selected VDEM Data.csv"))
    assert said.code == 0
    told = said.err.replace("\n", " ")
    assert (
        "2 cells of v2x_gender are not on its scale, 0 to 1, and were set missing: row 20: 7; row 30: -1."
        in told
    )
    assert (
        "1 cell of e_polity2 is not on its scale, -10 to 10, and was set missing: row 3: 66. One lies before 1946, where the panel begins."
        in told
    )
    assert "1 cell of v2cltort is no number and was set missing: row 40: low." in told
    table = holdings().load("vdem.v12_selected")
    assert (table.height, table["v2x_gender"].null_count(), table["e_polity2"].null_count()) == (80, 2, 2)
    assert holdings().stored("vdem.v12_selected")["e_polity2"][0] == -66, "a code is kept as it is"


def test_what_lies_before_the_panel_never_refuses_a_column(tmp_path, home):
    odd = [(row, "v2x_gender", 9) for row in range(2, 8)]
    result = add_data(put(tmp_path, vdem(*odd), "Selected VDEM Data.csv"))
    assert [(one.column, one.count, one.early) for one in result.set_missing] == [("v2x_gender", 6, 6)]
    assert result.columns_refused == ()


def test_a_column_with_too_many_odd_cells_is_left_out_and_the_rest_added(tmp_path, home, capsys):
    odd = [(row, "v2x_gender", 9) for row in range(20, 26)]
    said = suasion(capsys, "data", "add", put(tmp_path, vdem(*odd), "Selected VDEM Data.csv"))
    assert said.code == 0
    assert (
        "the column v2x_gender was left out, and the rest of the table added. 6 of its 80 cells are not on its scale, 0 to 1: row 20: 9;"
        in said.err.replace("\n", " ")
    )
    assert "v2x_gender" not in holdings().load("vdem.v12_selected").columns
    assert holdings().load("vdem.v12_selected").height == 80


def test_one_percent_of_a_long_column_is_set_missing(tmp_path, home):
    odd = [(row, "v2x_gender", 9) for row in range(20, 28)]
    content = vdem(*odd, years=range(1950, 2020)) + "".join(
        f"S{state},{year},{state},0.5,1,1,4,8,1,1,10,0.9,0.4,0.6,0.7,1.5,1.1\n"
        for state in range(300, 312)
        for year in range(1950, 2020)
    )
    result = add_data(put(tmp_path, content, "Selected VDEM Data.csv"))
    assert [one.count for one in result.set_missing] == [8]


def test_rows_that_another_name_parts_are_added(tmp_path, home, capsys):
    head = "country,iso_a3,year,cow,physint_sum,disap,tort,kill,polpris"
    rows = [
        "Serbia,SRB,2006,345,6,2,2,1,1",
        "Montenegro,MNE,2006,345,7,2,2,2,1",
        "Kosovo,,2010,,7,2,2,2,1",
        "Palestine,PSE,2010,,3,1,0,1,1",
    ]
    said = suasion(capsys, "data", "add", put(tmp_path, "\n".join([head, *rows]) + "\n", "cirights_v3.csv"))
    assert said.code == 0
    assert (
        "rows 2, 3, 4, 5 agree in cow and year; iso_a3 tells them apart. All of them were added."
        in said.err.replace("\n", " ")
    )
    assert holdings().load("cirights").height == 4


def test_changed_cell_is_found(tmp_path, home):
    add_data(written(tmp_path, FORMS["polity, text"]))
    path = holdings().path_of("polity5.country_year")
    meta = pl.read_parquet_metadata(path)
    frame = pl.read_parquet(path).with_columns(polity2=pl.lit(5, pl.Int64))
    frame.write_parquet(path, metadata={"suasion": meta["suasion"]})
    with pytest.raises(package.SuasionError, match="its cells are not those that were added"):
        package.check_data()


def test_table_without_a_digest_is_said_to_be_uncompared(tmp_path, home, capsys):
    add_data(written(tmp_path, FORMS["polity, text"]))
    path = holdings().path_of("polity5.country_year")
    held = holdings().installed()["polity5.country_year"].model_dump_json(exclude={"cells"})
    frame = pl.read_parquet(path).rename({"ccode": "polity_annual_ccode", "country": "polity_annual_country"})
    frame.write_parquet(path, metadata={"suasion": held})
    assert package.check_data().uncompared == ("polity5.country_year",)
    assert "polity5.country_year. Adding them again" in suasion(capsys, "data", "check").out.replace(
        "\n", " "
    )
    assert holdings().load("polity5", ["ccode"])["ccode"].to_list() == [731, 700, 346, 365], (
        "read by its new name"
    )


def killed(*_: object) -> None:
    raise SystemExit("killed")


def two(folder: Path) -> Path:
    """A folder with files of two tables."""
    put(folder, f"{POLITY}\n{POLITY_ROWS}", "down/p5v2018.csv")
    put(folder, csv([PTS, *PTS_ROWS]), "down/PTS-2024.csv")
    return folder / "down"


@pytest.mark.parametrize("at", [1, 2])
def test_killed_while_tables_are_moved_all_are_there_at_the_next_command(
    tmp_path, home, monkeypatch, capsys, at
):
    true: Callable[..., Path] = Path.replace
    calls: list[Path] = []

    def replace(path: Path, to: Path) -> Path:
        calls.append(path)
        return killed() if len(calls) == at else true(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(SystemExit, match="killed"):
            add_data(two(tmp_path))
    said = suasion(capsys, "data", "status")
    assert "An earlier addition was interrupted; its tables are in their places now:" in said.err.replace(
        "\n", " "
    )
    assert sorted(holdings().installed()) == ["polity5.country_year", "pts.country_year"]
    assert [one.name for one in home.iterdir() if not one.name.endswith(".parquet")] == []
    assert "interrupted" not in suasion(capsys, "data", "check").err


def test_killed_before_that_nothing_is_there(tmp_path, home, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(commit.durable, "flush", killed)
        with pytest.raises(SystemExit, match="killed"):
            add_data(two(tmp_path))
    assert holdings().installed() == {}


def test_what_a_killed_process_left_is_tidied_up(tmp_path, home, capsys):
    add_data(written(tmp_path, FORMS["polity, text"]))
    code = (
        "import os, sys; from pathlib import Path; from suasion.files import temporary; "
        "(temporary.folder(Path(sys.argv[1])) / 'pts.country_year.parquet').write_bytes(b'half'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(home)], check=False)
    assert len(list(home.iterdir())) == 2
    assert "An earlier run was killed" in suasion(capsys, "data", "status").err
    assert [one.name for one in home.iterdir()] == ["polity5.country_year.parquet"]


FIELD = {
    "bom and lines before the header": FORMS["world bank, api"],
    "special codes and years before the panel": Form("Selected VDEM Data.csv", f"{VDEM}\nFrance,1940,220,0.1,0.2,0.1,4000,7,1,1,-66,0.3,0.5,0.4,0.4,-0.5,0.1\nNorth Korea,2000,731,0.1,-2.2,-2.4,2200,1,1,1,-9,0.02,0.3,0.6,0.4,-3.1,-2.1\n", "vdem.v12_selected", 2, ("country_name", "year"), {("France", 1940): {"e_polity2": None, "e_pop": 4000}}),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELD)
def test_field_file(tmp_path, home, name):
    test_form_comes_to_its_table(tmp_path, home, "polity, text")
    form = FIELD[name]
    result: DataAdded = add_data(written(tmp_path, form))
    assert [one.name for one in result.added] == [form.table]
    row = row_at(holdings().load(form.table), form.at, next(iter(form.cells)))
    assert {column: row[column] for column in next(iter(form.cells.values()))} == next(
        iter(form.cells.values())
    )


def test_spss_file(tmp_path, home):
    import pyreadstat

    pyreadstat.write_sav(pd.read_csv(io.StringIO(f"{POLITY}\n{POLITY_ROWS}")), str(tmp_path / "p5v2018.sav"))
    assert [one.name for one in add_data(tmp_path / "p5v2018.sav").added] == ["polity5.country_year"]
    for key, cells in POLITY_CELLS.items():
        row = row_at(holdings().load("polity5"), ("ccode", "year"), key)
        assert {column: row[column] for column in cells} == cells


def test_archive_of_the_world_bank(tmp_path, home):
    import zipfile

    with zipfile.ZipFile(tmp_path / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.zip", "w") as file:
        file.writestr("API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv", FORMS["world bank, api"].content)
        file.writestr(
            "Metadata_Country_API_NY.csv",
            '"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n"GHA","A","B","C","Ghana",\n',
        )
        file.writestr(
            "Metadata_Indicator_API_NY.csv",
            '"INDICATOR_CODE","INDICATOR_NAME","SOURCE_NOTE","SOURCE_ORGANIZATION",\n"NY.GDP.MKTP.CD","GDP","x","y",\n',
        )
    result = add_data(tmp_path / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.zip")
    assert ([one.name for one in result.added], len(result.passed)) == (["world_bank_gdp.country_year"], 2)


def test_stata_file_with_labels_and_dates(tmp_path, home):
    import pyreadstat

    frame = pd.read_csv(io.StringIO(csv([ARCHIGOS, ARCHIGOS_ROW])))
    frame.columns = [name.replace(".", "_") for name in frame.columns]
    frame["startdate"] = pd.to_datetime(frame["startdate"]).dt.date
    pyreadstat.write_dta(frame, str(tmp_path / "Archigos_4.1_stata14.dta"))
    assert [one.name for one in add_data(tmp_path / "Archigos_4.1_stata14.dta").added] == ["archigos.leaders"]
    assert holdings().load("archigos")["startdate"].to_list() == ["1994-07-08"]
