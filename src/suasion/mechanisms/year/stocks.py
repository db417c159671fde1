"""What accumulates: the pulls on every stock, composed from what the mechanisms declare, and the law that they obey."""

from __future__ import annotations

from functools import cache

import jax.numpy as jnp

from suasion.domain.mechanism import Mechanism, Pull
from suasion.mechanisms import catalogue, stock
from suasion.mechanisms.types import Constants, Dealings, Params, PerDomain, PerLane, PerStock, Pulls, Values
from suasion.mechanisms.year.scope import Placed, Scope, Situation, placed
from suasion.notation import STOCKS


@cache
def stock_laws() -> dict[str, Mechanism]:
    """The mechanism that holds the rate and the half-life of each stock, by the stock's letter.

    Raises:
        LookupError: A stock has no such mechanism, or more than one.
    """
    laws = {}
    for one in STOCKS:
        holders = [mechanism for mechanism in catalogue().values() if mechanism.stock == one.letter]
        if len(holders) != 1:
            raise LookupError(
                f"The stock {one.id} ({one.letter}) needs one mechanism with stock={one.letter!r}, which holds its rate "
                f"and its half-life; there are {len(holders)}."
            )
        laws[one.letter] = holders[0]
    return laws


def pulls(now: Situation, quantities: Values, *, M: PerDomain, opening: PerLane, dealings: Dealings) -> Pulls:
    """Pull up and down on each stock this year, times the stock's rate; shocks come on top.

    Args:
        now: The situation.
        quantities: What :func:`derived` gives in it.
        M: Share of the treaty law of each domain that is ratified, [domain, ...].
        opening: Mean over domains of the chance to loosen with success.
        dealings: Promises and threats, and whether they were honoured.
    """
    scope = Scope(
        now, quantities, {"M_bar": (M[0] + M[1] + M[2]) / 3, "opening": opening}, dealings._asdict()
    )
    none = jnp.zeros_like(quantities["pi"])
    rate = now.parameters["stock.rate"]

    def stacked(way: str) -> PerStock:
        rows = (_pulls(one.letter, way) for one in STOCKS)
        return jnp.stack([scope.total(terms) if terms else none for terms in rows]) * rate

    return Pulls(stacked("up"), stacked("down"))


def stocks(level: PerStock, *, now: Pulls, shocks: Pulls, p: Params, c: Constants) -> PerStock:
    """The stocks at the end of the year: deterministic, with this year's shocks; all [stock, ...].

    Args:
        level: The stocks at the start of the year.
        now: This year's pulls.
        shocks: The pulls of this year's shocks.
        p: Parameters.
        c: What makes the start a fixed point.
    """
    return stock.moved(
        level,
        c.start,
        stock.net_pull(now.up, c.pulls.up, now.down, c.pulls.down) + shocks.up,
        stock.net_pull(now.down, c.pulls.down, now.up, c.pulls.up) + shocks.down,
        p["stock.reversion"],
    )


@cache
def _pulls(letter: str, way: str) -> tuple[Placed, ...]:
    return tuple(one for one in placed(Pull) if (one.enters.stock, one.enters.way) == (letter, way))
