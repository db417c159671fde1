"""Openings, closings and breakdowns of autocratic regimes: when they began, who was at risk, and what they moved."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from suasion.estimate.histories import LEARN_FROM, Histories

#: Rights must rise or fall by more than this within ``LENGTH`` years while the regime stands, one year longer.
SIZE, LENGTH = 0.10, 5
#: Years whose moves a breakdown takes out of the ordinary record: into its year and out of it.
BREAKDOWN_LENGTH = 2


class Episodes(NamedTuple):
    """Openings, or closings, by a standing regime.

    Attributes:
        state: Row of the state, [episode].
        year: Column of the last year before it, [episode].
        at_risk: Whether a regime could have begun one and it would be on record, [state, year].
        inside: Whether the move from this year to the next belongs to one, [state, year].
    """

    state: Int[np.ndarray, " episode"]
    year: Int[np.ndarray, " episode"]
    at_risk: Bool[np.ndarray, "state year"]
    inside: Bool[np.ndarray, "state year"]

    def exposure(self) -> tuple[Int[np.ndarray, " state"], Int[np.ndarray, " state"]]:
        """How often each state began one, and in how many years it could have, [state]."""
        started = np.bincount(self.state, minlength=len(self.at_risk))
        return started, self.at_risk.sum(1)


def survives(of: Histories) -> Bool[np.ndarray, "state year"]:
    """Whether the autocratic regime of a year stands until ``LENGTH`` + 1 years later, without a breakdown."""
    states, years = of.regime.shape
    stands = np.zeros((states, years), bool)
    ahead = LENGTH + 1
    for year in range(years - ahead):
        window = slice(year, year + ahead + 1)
        stands[:, year] = (of.regime[:, window] > 0).all(1) & ~of.breakdown[:, year : year + ahead].any(1)
        stands[:, year] &= of.known[window].all() & (of.years[year] >= LEARN_FROM)
    return stands


def episodes(of: Histories, *, up: bool) -> Episodes:
    """Openings (``up``) or closings: the first window of ``LENGTH`` years with a change beyond ``SIZE``, then the next.

    A regime is at risk in every year of which the window is on record, whether or not it stood to the window's end,
    and that lies in no episode: to leave those out that fell would count only survivors.
    """
    change = np.full(of.regime.shape, np.nan)
    change[:, :-LENGTH] = of.rights[:, LENGTH:] - of.rights[:, :-LENGTH]
    large = survives(of) & ((change if up else -change) > SIZE)
    inside = np.zeros(large.shape, bool)
    starts = []
    for state, year in np.argwhere(large):
        if not inside[state, year]:
            starts.append((state, year))
            inside[state, year : year + LENGTH] = True
    pairs = np.array(starts, int).reshape(-1, 2)
    recorded = (of.regime > 0) & np.isfinite(of.rights) & (of.years >= LEARN_FROM)
    recorded[:, of.known.sum() - LENGTH - 1 :] = False
    at_risk = recorded & ~inside
    at_risk[pairs[:, 0], pairs[:, 1]] = True
    return Episodes(pairs[:, 0], pairs[:, 1], at_risk, inside)


class Breakdowns(NamedTuple):
    """Breakdowns of autocratic regimes.

    Attributes:
        state: Row of the state, [breakdown].
        year: Column of the year before it, [breakdown].
        democratic: Whether no autocracy followed within two years, [breakdown].
        at_risk: Whether a regime stood at the end of the year and its fate in the next is on record, [state, year].
        inside: Whether the move from this year to the next belongs to one, [state, year].
    """

    state: Int[np.ndarray, " breakdown"]
    year: Int[np.ndarray, " breakdown"]
    democratic: Bool[np.ndarray, " breakdown"]
    at_risk: Bool[np.ndarray, "state year"]
    inside: Bool[np.ndarray, "state year"]


def breakdowns(of: Histories) -> Breakdowns:
    """Breakdowns from ``LEARN_FROM`` on; the moves into and out of their years are theirs."""
    fell = of.breakdown & (of.years >= LEARN_FROM)
    inside = fell.copy()
    inside[:, :-1] |= fell[:, 1:]
    at_risk = np.zeros(fell.shape, bool)
    rights = np.isfinite(of.rights)
    at_risk[:, :-1] = (of.regime[:, 1:] > 0) & rights[:, :-1] & (of.years[1:] >= LEARN_FROM) & of.known[1:]
    state, year = (fell[:, 1:] & at_risk[:, :-1]).nonzero()
    ahead = np.minimum(year[:, None] + np.array([2, 3]), of.years.size - 1)
    democratic = (of.regime[state[:, None], ahead] == 0).any(1)
    return Breakdowns(state, year, democratic, at_risk, inside)


def shares(
    of: Histories, state: Int[np.ndarray, " episode"], year: Int[np.ndarray, " episode"], length: int
) -> Float[np.ndarray, "episode step series"]:
    """Yearly changes as shares of the room, up above 0 and down below it; 0 where nothing is recorded."""
    at = np.minimum(year[:, None] + np.arange(length + 1), of.years.size - 1)
    path = of.levels[:, state[:, None], at]
    change = np.diff(path, axis=-1)
    room = np.where(change > 0, 1 - path[..., :-1], path[..., :-1])
    return np.nan_to_num(change / np.maximum(room, 1e-9)).clip(-1, 1).transpose(1, 2, 0)
