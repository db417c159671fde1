"""Reading the datasets that ``panel_figures.py`` needs; nothing here estimates anything.

The files are named in the data folder's manifest. Country codes are Gleditsch-Ward (GW) throughout; where a
file uses COW or ISO3 codes the few differences are mapped here.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FIRST, LAST = 1970, 2016
NORTH_KOREA = 731

VDEM = "vdem/vdem_v12_demspaces_1970_2021.csv.gz"
VDEM_LONG = "vdem/vdem_v12_selected_1945_2021.csv.gz"
VDEM_REGIME = "vdem/ert_v15_1945_2024.csv.gz"
VDEM_CODES = "vdem/vdem_v15_democracy_indices_1945_2024.csv.gz"
GWF = "regime/gwf_autocratic_regimes_1945_2010.csv.gz"
KOF = "linkage/kof_2023.csv.gz"
UNDERNOURISHED = "development/owid_undernourishment_2018.csv.gz"
IDEAL = "linkage/unga_ideal_points_all.csv.gz"
ARCHIGOS = "regime/archigos_leaders.csv.gz"
GSDB = "sanctions/gsdb_v4_cases.csv.gz"
TIES = "sanctions/ties_v4.1_cases.csv.gz"
GW_STATES = "reference/gw_states.csv"

DOMAINS = ("physical_integrity", "civil_liberties", "group_rights")

# COW (or KOF's own ISO3) to GW where they differ.
COW_TO_GW = {255: 260, 679: 678}
KOF_TO_GW = {"ROM": 360, "ZAR": 490, "TMP": 860}
SERBIA = {"before 2006": 345, "from 2006": 340}

# Where V-Dem's regime file carries a state under its successor's code, or a state was followed by another.
REGIME_CODE = {315: 316, 345: 340}
SUCCESSOR = {315: 316, 265: 260, 817: 816, 680: 678, 345: 340}

# Names of the sanctions base that are not the name in the state list; several states in a cell are left out.
GSDB_NAMES = {
    "Iran": 630, "Russia": 365, "Soviet Union": 365, "Myanmar": 775, "Belarus": 370, "Korea, North": 731,
    "Korea, South": 732, "Cambodia": 811, "Congo, Democratic Republic of the": 490, "Egypt, Arab Rep.": 651,
    "South Vietnam": 817, "North Vietnam": 816, "Zimbabwe": 552, "Rhodesia": 552, "United States": 2,
    "Cote d'Ivoire": 437, "Turkey": 640, "Gambia, The": 420, "Kyrgyzstan": 703, "Yemen, North": 678,
    "Ethiopia (excludes Eritrea)": 530, "Tanzania": 510, "Burkina Faso": 439, "Romania": 360, "Ceylon": 780,
    "Bosnia and Herzegovina": 346, "Suriname": 115, "Malagasy Republic": 580, "Germany": 260, "Italy": 325,
    "Macedonia": 343, "Congo (Brazzaville)": 484, "Transjordan": 663,
}  # fmt: skip


def folder() -> Path:
    """The data folder: ``SUASION_TEST_DATA``, else ``shared/data`` beside the checkout."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("SUASION_TEST_DATA", default))


def table(name: str) -> pl.DataFrame:
    """One file of the data folder; ``NA`` and empty cells are missing."""
    path = folder() / name
    if not path.exists():
        raise SystemExit(f"{path} is not there. Set SUASION_TEST_DATA to the folder of the datasets.")
    return pl.read_csv(path, infer_schema_length=None, null_values=["NA", ""])


def share_below(values: Floats) -> Floats:
    """Each value's place in the distribution of all values (share below plus half the ties), in (0, 1)."""
    order = np.sort(values)
    low = np.searchsorted(order, values, side="left")
    high = np.searchsorted(order, values, side="right")
    return np.asarray((low + high) / (2 * len(values)), dtype=np.float64)


def autocracies() -> pl.DataFrame:
    """State-years with V-Dem's regime class, 0 and 1 being closed and electoral autocracy."""
    codes = table(VDEM_CODES).select("country_text_id", "year", gwcode="GWn").drop_nulls()
    regime = table(VDEM_REGIME).select("country_text_id", "year", regime="v2x_regime").drop_nulls()
    joined = codes.join(regime, on=["country_text_id", "year"])
    return joined.select("gwcode", "year", autocracy=pl.col("regime") <= 1).unique(["gwcode", "year"])


def kof() -> pl.DataFrame:
    """KOF interpersonal globalisation (``KOFIpGI``), 0 to 1, by GW code and year."""
    codes = (
        table(IDEAL)
        .select("ccode", "iso3c", "session_year")
        .drop_nulls()
        .sort("session_year")
        .group_by("iso3c")
        .agg(pl.col("ccode").last())
    )
    to_gw = {
        i: COW_TO_GW.get(int(c), int(c)) for i, c in codes.select("iso3c", "ccode").iter_rows()
    } | KOF_TO_GW
    data = table(KOF).select("code", "year", linkage=pl.col("KOFIpGI") / 100).drop_nulls()
    serbia = pl.when(pl.col("year") < 2006).then(SERBIA["before 2006"]).otherwise(SERBIA["from 2006"])
    others = pl.col("code").replace_strict(to_gw, default=None, return_dtype=pl.Int64)
    gw = pl.when(pl.col("code") == "SRB").then(serbia).otherwise(others)
    return data.with_columns(gwcode=gw.cast(pl.Int64)).drop_nulls().select("gwcode", "year", "linkage")


def trade_sanctions() -> pl.DataFrame:
    """State-years with at least one trade sanction of the Global Sanctions Data Base in force.

    Single-target cases only, so a lower bound.
    """
    plain = {n: g for g, n in table(GW_STATES).select("gwcode", "statename").iter_rows()}
    names = plain | GSDB_NAMES
    rows = table(GSDB).filter(pl.col("trade") == 1).select("sanctioned_state", "begin", "end").iter_rows()
    years = {(names[n], y) for n, b, e in rows if n in names for y in range(b, e + 1)}
    return pl.DataFrame(
        {
            "gwcode": [g for g, _ in years],
            "year": [y for _, y in years],
            "trade_sanctions": [1.0] * len(years),
        }
    )


def panel() -> pl.DataFrame:
    """One row per state-year, 1970 to 2016: domains, the stocks that have a proxy, the regime class."""
    data = table(VDEM).filter(pl.col("year").is_between(FIRST, LAST))
    parts = ["lag0_v2x_clpol", "lag0_v2x_clpriv", "v2x_freexp_altinf"]
    data = data.select(
        "gwcode",
        "year",
        physical_integrity="lag0_v2x_clphy",
        # rounded: the sum of three decimals must not differ in the last bit when nothing changed
        civil_liberties=pl.mean_horizontal(parts).round(6),
        group_rights="lag0_v2x_gencl",
        civil_society="v2xcs_ccsi",
        information="v2x_freexp_altinf",
        clpol="lag0_v2x_clpol",
        clpriv="lag0_v2x_clpriv",
        admin="lag0_v2clrspct",
    )
    data = data.with_columns(capacity=pl.Series(share_below(data["admin"].to_numpy())))
    data = data.with_columns(rights=pl.mean_horizontal(*DOMAINS))
    data = with_regimes(data)
    data = data.join(kof(), on=["gwcode", "year"], how="left")
    data = data.join(trade_sanctions(), on=["gwcode", "year"], how="left")
    return data.with_columns(pl.col("trade_sanctions").fill_null(0.0)).sort("gwcode", "year")


def with_regimes(data: pl.DataFrame) -> pl.DataFrame:
    """State-years with ``autocracy``, where need be by the code of the successor that carries the state."""
    regimes = autocracies()
    data = data.join(regimes, on=["gwcode", "year"], how="left")
    data = data.with_columns(other=pl.col("gwcode").replace(REGIME_CODE)).join(
        regimes.rename({"gwcode": "other", "autocracy": "by_successor"}), on=["other", "year"], how="left"
    )
    return data.with_columns(autocracy=pl.coalesce("autocracy", "by_successor")).drop("other", "by_successor")


def long_panel() -> pl.DataFrame:
    """State-years from 1946 on with the two domains that are coded so early, and the regime class."""
    data = table(VDEM_LONG).filter(pl.col("year").is_between(1946, LAST))
    gw = pl.col("COWcode").cast(pl.Int64)
    data = data.select(
        "year", gwcode=gw.replace(COW_TO_GW), physical_integrity="v2x_clphy", group_rights="v2x_gencl"
    )
    return with_regimes(data.drop_nulls("gwcode").unique(["gwcode", "year"])).sort("gwcode", "year")


#: Names that readers know, where the list's own is another state's or holds a comma.
KNOWN_AS = {
    316: "Czechia", 360: "Romania", 365: "Russia (Soviet Union)", 490: "DR Congo", 678: "Yemen", 731: "North Korea",
    732: "South Korea", 775: "Myanmar", 811: "Cambodia", 816: "Vietnam", 817: "South Vietnam",
}  # fmt: skip


def names() -> dict[int, str]:
    """State names by GW code."""
    return {int(g): str(n) for g, n in table(GW_STATES).select("gwcode", "statename").iter_rows()} | KNOWN_AS
