"""The state of the model: one record for each variable, in the order in which tables list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from suasion.notation.symbols import Role, Symbol

#: What moves a variable: yearly choices (``right``), pulls that accumulate (``stock``), the law of resources, or
#: the events that end a regime.
Kind = Literal["right", "stock", "resources", "regime"]


@dataclass(frozen=True)
class StateVariable(Symbol):
    """One variable of the state.

    Attributes:
        kind: What moves it.
        observable: Whether paths keep it year by year, so that a replay can set it beside what was observed.
        if_silent: Its start where a case does not give one, as median, 5% and 95% points; without them every case
            must give it.
        disputed: Who would dispute that start.
    """

    role: Role = "state"
    meaning: str = ""
    kind: Kind = "stock"
    observable: bool = False
    if_silent: tuple[float, float, float] | None = None
    disputed: str = ""


STATES = (
    StateVariable(
        letter="r_P",
        id="physical_integrity",
        meaning="protection of physical integrity",
        proxy="v2x_clphy, LHRS",
        kind="right",
        observable=True,
    ),
    StateVariable(
        letter="r_C",
        id="civil_liberties",
        meaning="protection of civil liberties",
        proxy="v2x_clpol, v2x_clpriv, v2x_freexp_altinf",
        kind="right",
        observable=True,
    ),
    StateVariable(
        letter="r_G",
        id="group_rights",
        meaning="equality and the rights of groups",
        proxy="v2x_gencl",
        kind="right",
        observable=True,
    ),
    StateVariable(
        letter="S",
        id="subsistence",
        meaning="food, health and shelter",
        proxy="infant mortality, undernourishment, kilocalories",
        observable=True,
    ),
    StateVariable(
        letter="L",
        id="linkage",
        meaning="links to senders: trade, people, organisations",
        proxy="KOF sub-indices, COW trade",
        observable=True,
    ),
    StateVariable(
        letter="B",
        id="patron",
        meaning="the patron's share of outside support",
        proxy="ATOP, ideal points, trade shares",
    ),
    StateVariable(
        letter="A",
        id="civil_society",
        meaning="organised civil society",
        proxy="v2xcs_ccsi",
        observable=True,
    ),
    StateVariable(
        letter="I",
        id="information",
        meaning="permeability to information, both ways",
        proxy="KOF informational globalisation",
    ),
    StateVariable(letter="H", id="access", meaning="humanitarian access"),
    StateVariable(letter="N", id="norms", meaning="commitment to the norms it has signed"),
    StateVariable(
        letter="K",
        id="capacity",
        meaning="capacity of the state to carry out what it decides",
        proxy="v2clrspct",
    ),
    StateVariable(letter="Q", id="clarity", meaning="clarity of what is owed"),
    StateVariable(
        letter="T",
        id="threat",
        meaning="threat that the regime perceives",
        proxy="rivalries, disputes",
        observable=True,
    ),
    StateVariable(
        letter="Z",
        id="credibility",
        meaning="credibility of the senders' threats and promises",
        proxy="TIES, GSDB histories",
    ),
    StateVariable(
        letter="Omega",
        id="concern",
        meaning="public concern in the sender states",
        proxy="Amnesty, General Assembly counts",
    ),
    StateVariable(
        letter="Y",
        id="resources",
        meaning="the regime's resources, log, 0 at the start",
        low=-3.0,
        high=3.0,
        unit="log",
        proxy="growth",
        kind="resources",
    ),
    StateVariable(
        letter="alive",
        id="alive",
        meaning="1 while the regime of the start still rules",
        unit="0 or 1",
        proxy="GWF, REIGN",
        kind="regime",
    ),
)

STATE_IDS = tuple(one.id for one in STATES)
RIGHTS = tuple(one for one in STATES if one.kind == "right")
STOCKS = tuple(one for one in STATES if one.kind == "stock")
DOMAINS = tuple(one.id for one in RIGHTS)
#: What a case gives at the start; resources start at 0, and the regime of the start rules.
STARTING = RIGHTS + STOCKS
OBSERVABLE = tuple(one for one in STATES if one.observable)
