"""The case list of the Global Sanctions Data Base: several states in a cell, several aims in another."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block
from suasion.measure.blocks.events import gathered, yearly
from suasion.measure.blocks.values import placed
from suasion.measure.cells import Names
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import YEAR, Placed

#: What the conditionality of a case is by the instrument's rule: 1 over its aims where rights are one of them.
CONDITIONAL, BEGINS, SENDERS = "_conditional", "_begins", "_senders"
RIGHTS = "human_rights"
BLOCS = ("EU", "EEC", "UN", "NATO", "CoCom", "ChinCom", "CSCE", "OSCE", "G8", "G7")


def sanction_cases(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """Cases in force in a state-year, with what each asks for and who imposed it.

    Adds ``_conditional`` (1 over the number of aims where human rights are one, else 0), ``_begins`` (1 in the
    first year) and ``_senders`` (the senders' names, with semicolons for the commas inside a name).
    """
    table = tables[block.tables[0]]
    names = Names((*crosswalk.names(), *BLOCS))
    senders = [
        ",".join(part.replace(",", ";") for part in names.split(cell or ""))
        for cell in table["sanctioning_state"]
    ]
    aims = pl.col("objective").fill_null("").str.split(",")
    ready = table.with_columns(
        pl.when(aims.list.contains(RIGHTS)).then(1.0 / aims.list.len()).otherwise(0.0).alias(CONDITIONAL),
        pl.Series(SENDERS, senders),
    )
    years = yearly(placed(ready, block, crosswalk), block)
    started = years.with_columns((pl.col(YEAR) == pl.col(block.year)).cast(pl.Int64).alias(BEGINS))
    return gathered(started, block, crosswalk, table)
