"""Roll calls of the General Assembly on human rights whose description names a state."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from suasion.domain.panel import Block
from suasion.domain.spelling import plain
from suasion.measure.blocks.events import gathered
from suasion.measure.crosswalk import Crosswalk
from suasion.measure.joining import CODE, YEAR, Placed

#: "SITUATION OF HUMAN RIGHTS IN …": the form in which the Assembly names the state that it addresses.
FORMS = re.compile(
    r"(?:situation of human rights|human rights situation|human rights|violations? of human rights)"
    r" in (?:the )?(?P<state>[A-Za-z' .()-]+)",
    re.IGNORECASE,
)
#: An apostrophe that a change of encoding made into other signs.
MANGLED = re.compile(r"\?[^\x00-\x7f]+")


def roll_calls(block: Block, tables: Mapping[str, pl.DataFrame], crosswalk: Crosswalk) -> Placed:
    """A vote counts for the state that its title names after "human rights in"; other mentions do not."""
    table = tables[block.tables[0]]
    known = sorted({plain(name) for name in crosswalk.names()}, key=lambda name: (-len(name), name))
    codes = [
        _state(short or "", text or "", known) for short, text in table.select("short", "descr").iter_rows()
    ]
    named = table.with_columns(pl.Series(CODE, codes, dtype=pl.String), pl.col(block.year).alias(YEAR))
    rows, join = gathered(named.drop_nulls(CODE), block, crosswalk, table)
    return Placed(rows, join.model_copy(update={"empty": join.empty + named[CODE].null_count()}))


def _state(short: str, text: str, known: list[str]) -> str | None:
    """The state that is named, or none."""
    for part in (MANGLED.sub("'", one) for one in (text, short)):
        for match in FORMS.finditer(part):
            words = plain(match["state"])
            for name in known:
                if words == name or words.startswith(name + " "):
                    return name
    return None
