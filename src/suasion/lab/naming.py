"""State-years with the numbers, letters and names of their states, and states by whatever they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suasion.domain.country import Country
from suasion.domain.dataset import Codes
from suasion.errors import Problem, SuasionError, nearest
from suasion.files.library.states import registry
from suasion.lab.panel.load import crosswalk

if TYPE_CHECKING:
    import polars as pl

#: In which order a word is looked up; a number is one of the first two.
SYSTEMS: tuple[Codes, ...] = ("cow", "gw", "iso3", "iso2", "name", "vdem")


def with_codes(keys: pl.DataFrame) -> pl.DataFrame:
    """State-years ``cow year`` as ``cow gw iso3 name year``, in their order.

    In years in which a state was none it has its name alone; a number that is no state's has no name.
    """
    import polars as pl

    keys = keys.select(pl.col("cow", "year").cast(pl.Int64))
    years = keys["year"].to_list()
    known = crosswalk().rows(max(years, default=0), min(years, default=1))
    joined = keys.join(known, on=["cow", "year"], how="left", maintain_order="left")
    names = {state.cow: state.name for state in crosswalk().states}
    other = pl.col("cow").replace_strict(names, default=None, return_dtype=pl.String)
    return joined.select("cow", "gw", "iso3", pl.col("name").fill_null(other), "year")


def states_called(word: str | int) -> list[Country]:
    """Every state that a number, a code or a name stands for, in the order of time.

    Args:
        word: COW or GW number, ISO or V-Dem code, or a name.

    Raises:
        SuasionError: No state is called so.
    """
    text, known = str(word).strip(), registry()
    for system in SYSTEMS:
        if text.isdigit() == (system in ("cow", "gw")) and (held := known.holders(text, system)):
            unlike = {state.cow: state for _, state in held}
            return sorted(
                unlike.values(),
                key=lambda state: state.cow_spans[0][0] if state.cow_spans else state.gw_spans[0][0],
            )
    names = (*known.names(), *(code.code for state in known.states for code in state.iso3))
    fix = nearest(text, names) or "Give a name, an ISO code such as PRK, or a COW number."
    raise SuasionError(Problem(text[:60] or "state", "No state has this name, code or number.", fix))
