"""Reading what ``panel_figures.py`` needs: Suasion's own panel, and where more years than it or the rows of a
dataset are asked for, the files; nothing here estimates anything.

Country codes are Gleditsch-Ward (GW) throughout; where a file uses COW codes the few differences are mapped here.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from suasion.lab import add_data, load_panel
from suasion.measure.panel import Panel
from suasion.measure.support.rows import usable

Floats = NDArray[np.float64]

FIRST, LAST = 1970, 2016
NORTH_KOREA = 731

VDEM = "vdem/vdem_v12_demspaces_1970_2021.csv.gz"
VDEM_LONG = "vdem/vdem_v12_selected_1945_2021.csv.gz"
VDEM_REGIME = "vdem/ert_v15_1945_2024.csv.gz"
VDEM_CODES = "vdem/vdem_v15_democracy_indices_1945_2024.csv.gz"
KOF = "linkage/kof_2023.csv.gz"
GWF = "regime/gwf_autocratic_regimes_1945_2010.csv.gz"
UNDERNOURISHED = "development/owid_undernourishment_2018.csv.gz"
ARCHIGOS = "regime/archigos_leaders.csv.gz"
GSDB = "sanctions/gsdb_v4_cases.csv.gz"
TIES = "sanctions/ties_v4.1_cases.csv.gz"

DOMAINS = ("physical_integrity", "civil_liberties", "group_rights")

# COW to GW where they differ.
COW_TO_GW = {255: 260, 679: 678}

# Where V-Dem's regime file carries a state under its successor's code, or a state was followed by another.
REGIME_CODE = {315: 316, 345: 340}
SUCCESSOR = {315: 316, 265: 260, 817: 816, 680: 678, 345: 340}


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


def autocracies() -> pl.DataFrame:
    """State-years with V-Dem's regime class, 0 and 1 being closed and electoral autocracy."""
    codes = table(VDEM_CODES).select("country_text_id", "year", gwcode="GWn").drop_nulls()
    regime = table(VDEM_REGIME).select("country_text_id", "year", regime="v2x_regime").drop_nulls()
    joined = codes.join(regime, on=["country_text_id", "year"])
    return joined.select("gwcode", "year", autocracy=pl.col("regime") <= 1).unique(["gwcode", "year"])


@cache
def suasion_panel() -> Panel:
    """Suasion's own panel: of the data folder ``SUASION_DATA``, else of the datasets, added to ``build/data``."""
    if "SUASION_DATA" not in os.environ:
        os.environ["SUASION_DATA"] = str(Path(__file__).resolve().parents[1] / "build" / "data")
        add_data(folder())
    return load_panel()


def panel() -> pl.DataFrame:
    """One row per state-year that has every variable of support but linkage, 1970 to 2016."""
    rows = usable(suasion_panel().frame)
    gw = suasion_panel().frame.select("cow", "year", "regime_class", gwcode="gw", clpol="political_liberties")
    more = suasion_panel().frame.select("cow", "year", clpriv="private_liberties")
    data = rows.drop("regime_class").join(gw, on=["cow", "year"]).join(more, on=["cow", "year"])
    data = data.filter(pl.col("year").is_between(FIRST, LAST)).drop_nulls("gwcode")
    return data.with_columns(autocracy=pl.col("regime_class") <= 1).sort("gwcode", "year")


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
